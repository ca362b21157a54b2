// Answers, and the configuration they make: pure, and the same both ways.
import {type Config, OWN_KEYS} from '@inferloop/config'
import type {OptionValue} from '@inferloop/contract'

/** Numbers may be references to the environment, `${ROWS}`. */
type Count = number | string

export interface Answers {
  readonly data?: string | undefined
  readonly generator?: string | undefined
  readonly rows?: Count | undefined
  readonly seed?: Count | undefined
  readonly privacy?: string | undefined
  /** What generate writes. */
  readonly output?: string | undefined
  readonly saveModel?: string | undefined
  /** What validate judges, where generate has not made it. */
  readonly synthetic?: string | undefined
  readonly holdout?: string | undefined
  readonly target?: readonly string[] | undefined
  readonly reports?: readonly string[] | undefined
  readonly minQuality?: Count | undefined
  readonly maxDetection?: Count | undefined
  readonly maxCopyIndex?: Count | undefined
  readonly maxIdentical?: Count | undefined
  /** What columns are, in the words of `--type`; `drop` leaves one out. */
  readonly columns: Readonly<Record<string, string>>
  /** The generator's own. */
  readonly options: Readonly<Record<string, OptionValue>>
}

/** What was said, over what stands there: undefined takes a value out, a column of no kind is what infer takes it for. */
export type Said = Omit<Partial<Answers>, 'columns'> & {
  readonly columns?: Readonly<Record<string, string | undefined>>
}

type Single = Exclude<keyof Answers, 'columns' | 'options'>
type Values = Record<string, unknown>

/** Where each answer stands. */
export const PLACES: Readonly<Record<Single, readonly [section: string, key?: string]>> = {
  data: ['data'],
  generator: ['generate', 'generator'],
  rows: ['generate', 'rows'],
  seed: ['generate', 'seed'],
  privacy: ['generate', 'privacy'],
  output: ['generate', 'output'],
  saveModel: ['generate', 'save-model'],
  synthetic: ['validate', 'synthetic'],
  holdout: ['validate', 'holdout'],
  target: ['validate', 'target'],
  reports: ['validate', 'output'],
  minQuality: ['validate', 'min-quality'],
  maxDetection: ['validate', 'max-detection'],
  maxCopyIndex: ['validate', 'max-copy-index'],
  maxIdentical: ['validate', 'max-identical'],
}

const LISTS = ['target', 'reports']
/** Keys that say the same of many columns, with the kind each gives. */
const KINDS_OF_LISTS = {categorical: 'categorical', key: 'id', text: 'text', drop: 'drop'} as const

/** Where the data stands that holds: that of a section goes before that at the top. */
function placeOf(name: string, {data, generate, validate}: Config): readonly [section: string, key?: string] {
  if (name !== 'data') return PLACES[name as Single]
  if (generate?.data !== undefined) return ['generate', 'data']
  const judgesOnly = data === undefined && generate === undefined
  return judgesOnly && validate?.real !== undefined ? ['validate', 'real'] : PLACES.data
}

export function answersOf(config: Config): Answers {
  const singles = Object.keys(PLACES).map(name => {
    const [section, key] = placeOf(name, config)
    const value = key === undefined ? config[section as 'data'] : sectionOf(config, section)[key]
    return [name, LISTS.includes(name) && value !== undefined ? listed(value) : value]
  })
  const generate = sectionOf(config, 'generate')
  const owned = OWN_KEYS.filter(name => generate[name] !== undefined).map(name => [name, generate[name]])
  return {
    ...(Object.fromEntries(singles.filter(([, value]) => value !== undefined)) as Omit<
      Answers,
      'columns' | 'options'
    >),
    columns: columnsOf(generate),
    options: {...(generate['options'] as Answers['options'] | undefined), ...Object.fromEntries(owned)},
  }
}

/** Options of another generator are left behind. */
export function answersWith(base: Answers, said: Said): Answers {
  const columns = {...base.columns, ...said.columns}
  const stays = said.generator === undefined || said.generator === (base.generator ?? 'trees')
  return {
    ...base,
    ...said,
    columns: Object.fromEntries(
      Object.entries(columns).flatMap(([name, kind]) => (kind === undefined ? [] : [[name, kind]])),
    ),
    options: {...(stays ? base.options : {}), ...said.options},
  }
}

/** `base` with what the answers say in its place; what they do not speak of stays. */
export function configOf(answers: Answers, base: Config): Config {
  const before = answersOf(base)
  const top: Values = {...base}
  const sections: Record<string, Values> = {
    generate: {...sectionOf(base, 'generate')},
    validate: {...sectionOf(base, 'validate')},
  }
  for (const name of Object.keys(PLACES) as Single[]) {
    const [section, key] = placeOf(name, base)
    if (JSON.stringify(answers[name]) === JSON.stringify(before[name])) continue
    if (key === undefined) top[section] = answers[name]
    else sections[section]![key] = answers[name]
  }
  if (!same(answers.options, before.options)) setOptions(sections['generate']!, answers.options)
  const names = new Set([...Object.keys(before.columns), ...Object.keys(answers.columns)])
  const corrected = [...names].filter(name => kindIn(before.columns, name) !== kindIn(answers.columns, name))
  for (const section of Object.values(sections))
    for (const name of corrected) setColumn(section, name, kindIn(answers.columns, name))
  for (const [name, values] of Object.entries(sections)) {
    const kept = withoutHoles(values)
    // A section of remarks alone stays one.
    top[name] = Object.keys(kept).length > 0 ? kept : base[name as 'generate'] && {}
  }
  return withoutHoles(top) as Config
}

/** A column may be called like what every object has. */
export const kindIn = (columns: Answers['columns'], name: string): string | undefined =>
  Object.hasOwn(columns, name) ? columns[name] : undefined

function columnsOf(section: Values): Record<string, string> {
  const ofLists = Object.entries(KINDS_OF_LISTS).flatMap(([key, kind]) =>
    listed(section[key]).map(name => [name, kind] as const),
  )
  return {...Object.fromEntries(ofLists), ...(section['types'] as Record<string, string> | null | undefined)}
}

/** In no list but that of columns left out, and among the types otherwise. */
function setColumn(section: Values, name: string, kind: string | undefined): void {
  for (const key of Object.keys(KINDS_OF_LISTS)) {
    const names = listed(section[key])
    if (!names.includes(name)) continue
    const left = names.filter(one => one !== name)
    section[key] = left.length > 0 ? left : undefined
  }
  const {[name]: _, ...others} = (section['types'] ?? {}) as Record<string, string>
  const types = kind === undefined || kind === 'drop' ? others : {...others, [name]: kind}
  section['types'] = Object.keys(types).length > 0 ? types : undefined
  if (kind === 'drop') section['drop'] = [...listed(section['drop']), name]
}

/** Some have a key of their own. */
function setOptions(generate: Values, options: Answers['options']): void {
  const others = Object.entries(options).filter(([name]) => !OWN_KEYS.includes(name))
  generate['options'] = others.length > 0 ? Object.fromEntries(others) : undefined
  for (const name of OWN_KEYS) generate[name] = options[name]
}

const sectionOf = (config: Config, name: string): Values => config[name as 'generate'] ?? {}

const listed = (value: unknown): string[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as string[]) : [value as string]

/** The order of names says nothing. */
const same = (a: object, b: object): boolean => inOrder(a) === inOrder(b)

const inOrder = (values: object): string =>
  JSON.stringify(Object.entries(values).toSorted(([one], [other]) => (one < other ? -1 : 1)))

const withoutHoles = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
