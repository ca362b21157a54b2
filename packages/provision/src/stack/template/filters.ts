// What a template may do to a value; pure, and none of them reads, runs or remembers anything.
import {cidr} from './cidr.ts'
import {isHarmless, jsonText, yamlText} from './yaml-text.ts'

/** Text that a filter has made fit for YAML, or a reference to a secret: it is written as it is. */
export interface Written {
  readonly written: string
}

export type Filter = (args: readonly unknown[], named: Readonly<Record<string, unknown>>) => unknown

interface Spec {
  readonly apply: Filter
  readonly min: number
  readonly max: number
  readonly usage: string
  readonly summary: string
}

const isWritten = (value: unknown): value is Written =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, 'written')

/** A secret's reference stays what it is in every filter. */
const writing =
  (write: (value: unknown) => string) =>
  ([value]: readonly unknown[]): Written =>
    isWritten(value) ? value : {written: write(present(value))}

/** Variables without a value are null: what is undefined is no variable. */
function present(value: unknown): unknown {
  if (value === undefined) throw new Error('there is no such value here')
  return value
}

export const FILTERS: Readonly<Record<string, Spec>> = {
  json: {apply: writing(jsonText), min: 1, max: 1, usage: 'json value', summary: 'JSON, on one line'},
  yaml: {
    apply: writing(yamlText),
    min: 1,
    max: 1,
    usage: 'yaml value',
    summary: 'YAML on one line, with quotes only where they are needed',
  },
  quote: {
    apply: writing(value => jsonText(value === null ? '' : textOf(value, 'quote'))),
    min: 1,
    max: 1,
    usage: 'quote text',
    summary: 'text in quotes',
  },
  base64: {
    apply: ([value]) => Buffer.from(textOf(value, 'base64')).toString('base64'),
    min: 1,
    max: 1,
    usage: 'base64 text',
    summary: 'base64 of the text',
  },
  slug: {
    apply: ([value]) => slug(textOf(value, 'slug')),
    min: 1,
    max: 1,
    usage: 'slug text',
    summary: 'a to z, 0 to 9 and -, 63 letters at most',
  },
  cidr: {
    apply: ([network, bits, index]) => cidr(network, bits, index),
    min: 3,
    max: 3,
    usage: 'cidr "10.0.0.0/16" 8 3',
    summary: 'the fourth /24 of a /16: 10.0.3.0/24',
  },
  default: {
    apply: ([value, otherwise]) =>
      value === undefined || value === null || value === '' ? otherwise : value,
    min: 2,
    max: 2,
    usage: 'default value otherwise',
    summary: '`otherwise` when the value is missing or empty',
  },
  is: {
    apply: ([a, b]) => a === b,
    min: 2,
    max: 2,
    usage: 'is value other',
    summary: 'true when both are the same',
  },
  pick: {
    apply: ([value], named) => pick(value, named),
    min: 1,
    max: 1,
    usage: 'pick size s=1 m=2 l=4',
    summary: 'what stands for the value',
  },
}

/**
 * A value as it may stand in a stack without a filter.
 *
 * @throws Error where it would change what stands around it
 */
export function plainText(value: unknown): string {
  if (isWritten(value)) return value.written
  if (present(value) === null) return ''
  if (typeof value === 'number' || typeof value === 'boolean') return String(value)
  if (typeof value === 'string' && isHarmless(value)) return value
  const what = typeof value === 'string' ? 'a text that could change the YAML around it' : 'a list or a map'
  throw new Error(`is ${what}: write it with the filter ${typeof value === 'string' ? 'quote' : 'yaml'}`)
}

function pick(value: unknown, named: Readonly<Record<string, unknown>>): unknown {
  const key = String(value)
  if (Object.hasOwn(named, key)) return named[key]
  throw new Error(`pick has ${Object.keys(named).join(', ')}, and none for ${JSON.stringify(key)}`)
}

function textOf(value: unknown, name: string): string {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value)
  throw new Error(isWritten(value) ? `${name} cannot have a secret` : `${name} wants a text`)
}

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 63)
    .replace(/-+$/, '')
