// Answers, and the configuration they make: pure, and the same both ways.
import type {Config} from '@inferloop/config'
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
const OWN_KEY = ['epochs', 'max-time']
/** Keys that say the same of many columns, with the kind each gives. */
const KINDS_OF_LISTS = {categorical: 'categorical', key: 'id', text: 'text', drop: 'drop'} as const

export function answersOf(config: Config): Answers {
  const singles = Object.entries(PLACES).map(([name, [section, key]]) => {
    const value = key === undefined ? config[section as 'data'] : sectionOf(config, section)[key]
    return [name, LISTS.includes(name) && value !== undefined ? listed(value) : value]
  })
  const generate = sectionOf(config, 'generate')
  const owned = OWN_KEY.filter(name => generate[name] !== undefined).map(name => [name, generate[name]])
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
  const top: Values = {...base, data: answers.data}
  const sections: Record<string, Values> = {
    generate: {...sectionOf(base, 'generate')},
    validate: {...sectionOf(base, 'validate')},
  }
  for (const [name, [section, key]] of Object.entries(PLACES)) {
    const value = answers[name as Single]
    const isSame = JSON.stringify(value) === JSON.stringify(before[name as Single])
    if (key !== undefined && !isSame) sections[section]![key] = value
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
  const others = Object.entries(options).filter(([name]) => !OWN_KEY.includes(name))
  generate['options'] = others.length > 0 ? Object.fromEntries(others) : undefined
  for (const name of OWN_KEY) generate[name] = options[name]
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
