// What a template asks for, declared as `variables:` at its top: type, default, range, choices, pattern, description.
import {
  type Fields,
  type FieldSpec,
  FORMATS,
  inputFaults,
  isFilledInLater,
  type Path,
} from '@inferloop/contract'
import type {Fault} from '../fault.ts'
import type {LineColumn, Parsed} from '../parse.ts'
import {findPath} from '../find-path.ts'
import {FILTERS} from './filters.ts'

export interface Variable {
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'list' | 'map'
  readonly description: string
  readonly default?: unknown
  readonly choices?: readonly string[]
  readonly min?: number
  readonly max?: number
  readonly pattern?: string
  readonly format?: NonNullable<FieldSpec['format']>
  readonly unit?: string
  /** Its value is the name of a secret, and what is written is a reference to it. */
  readonly secret?: boolean
  /** May be left out although it has no default. */
  readonly optional?: boolean
  /** Of lists and maps. */
  readonly of?: 'string' | 'integer' | 'number' | 'boolean'
  readonly place: LineColumn
}

/** By name, in the order of the template. */
export type Declared = Readonly<Record<string, Variable>>

export const VARIABLE: Fields = {
  type: {
    type: 'string',
    choices: ['string', 'integer', 'number', 'boolean', 'list', 'map'],
    default: 'string',
    summary: 'what its value is',
  },
  description: {type: 'string', required: true, min: 3, max: 200, summary: 'what it is for, one line'},
  choices: {
    type: 'list',
    of: {type: 'string', summary: 'value'},
    min: 1,
    summary: 'the only values it may have',
  },
  min: {type: 'number', summary: 'least number; of texts and lists the least length'},
  max: {type: 'number', summary: 'greatest number; of texts and lists the greatest length'},
  pattern: {type: 'string', summary: 'regular expression for the whole text'},
  format: {type: 'string', choices: Object.keys(FORMATS), summary: 'what the text must be'},
  unit: {type: 'string', summary: 'unit of a number'},
  secret: {
    type: 'boolean',
    default: false,
    summary: 'its value names a secret; ${secret:NAME} is written, and never the secret',
  },
  optional: {type: 'boolean', default: false, summary: 'may be left out although it has no default'},
  of: {
    type: 'string',
    choices: ['string', 'integer', 'number', 'boolean'],
    default: 'string',
    summary: 'what a list or map holds',
  },
}

const NAME = /^[a-z][A-Za-z0-9]{0,39}$/
const TAKEN = new Set([...Object.keys(FILTERS), 'if', 'unless', 'each', 'else', 'this', 'as', 'plain'])

export interface Declarations {
  readonly declared: Declared
  readonly faults: readonly Fault[]
}

/** `parsed` holds the map of variables under the key `variables`. */
export function declarations({value, placeOf}: Parsed, file: string): Declarations {
  const root = (value as {readonly variables?: unknown} | null)?.variables ?? {}
  const place = (path: Path, ofKey = false): string => {
    const {line, column} = placeOf(path, ofKey)
    return `${file}:${line}:${column}`
  }
  const top: Path = ['variables']
  if (typeof root !== 'object' || Array.isArray(root))
    return {
      declared: {},
      faults: [{path: top, what: 'should be names with what they are', place: place(top)}],
    }
  const faults: Fault[] = []
  const declared = Object.entries(root).map(([name, raw]: [string, unknown]): [string, Variable] => {
    const path = [...top, name]
    if (!NAME.test(name) || TAKEN.has(name))
      faults.push({
        path,
        what: 'is no name for a variable: write one as workerCount',
        place: place(path, true),
      })
    const isMap = typeof raw === 'object' && raw !== null && !Array.isArray(raw)
    const {default: unset, ...rest} = isMap ? (raw as Record<string, unknown>) : {}
    const found = inputFaults(VARIABLE, isMap ? rest : raw)
    for (const {path: inner, message} of found) {
      const at = [...path, ...findPath(inner, raw)]
      faults.push({path: at, what: message, place: place(at, message.startsWith('is not a field'))})
    }
    const variable: Variable = {
      type: 'string',
      ...(rest as Partial<Variable>),
      description: typeof rest['description'] === 'string' ? rest['description'] : '',
      ...(unset !== undefined && unset !== null && {default: unset}),
      place: placeOf(path, true),
    }
    if (found.length === 0)
      faults.push(...unusable(variable).map(what => ({path, what, place: place(path, true)})))
    return [name, variable]
  })
  return {declared: Object.fromEntries(declared), faults}
}

/** What single keys do not show; a pattern is tried where time is limited, with the values. */
function unusable({type, min, max, pattern, choices, secret, default: unset}: Variable): string[] {
  return [
    ...(min !== undefined && max !== undefined && min > max ? [`has min ${min} above max ${max}`] : []),
    ...(pattern !== undefined && !isPattern(pattern) ? ['has a pattern that is no regular expression'] : []),
    ...((pattern ?? choices) !== undefined && !['string', 'list', 'map'].includes(type)
      ? [`has a pattern or choices, and is no text but ${type}`]
      : []),
    ...(secret === true && type !== 'string' ? ['is a secret, and secrets are texts'] : []),
    ...(secret !== true && isFilledInLater(unset)
      ? ['has a reference as default: write it where it is used']
      : []),
  ]
}

function isPattern(pattern: string): boolean {
  try {
    return new RegExp(pattern, 'u') instanceof RegExp
  } catch {
    return false
  }
}
