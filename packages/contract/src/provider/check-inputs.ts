// Whether inputs suit a table of fields: one check for every kind of every provider, and for settings.
import type {Json} from '../generator.ts'
import {nearest} from '../nearest.ts'
import type {Fields, FieldSpec} from './field.ts'
import {FORMATS} from './formats.ts'
import {isSecretReference} from './secret-reference.ts'

export interface Fault {
  /** `ports.0.number`; a colon and the message follow it. */
  readonly path: string
  /** `should be a whole number from 1 to 65535, was 70000`; never a secret. */
  readonly message: string
}

/** Also in place of a number: `${name.output}` becomes one before a provider sees it. */
export const isFilledInLater = (value: unknown): boolean =>
  typeof value === 'string' && /\$\{[^}]+\}/.test(value)

/**
 * What is wrong with `inputs`, in the order of the table and then of unknown names; empty when a provider may see them. A text
 * with `${…}` suits every field but secrets; `{"$secret": "NAME"}` suits secret fields and texts in maps.
 */
export function inputFaults(fields: Fields, inputs: unknown, path = ''): Fault[] {
  if (!isPlainObject(inputs)) return [{path, message: `should be fields with values${was(inputs)}`}]
  const names = Object.keys(fields)
  const at = (name: string): string => (path === '' ? name : `${path}.${name}`)
  const known = names.flatMap(name => {
    const spec = fields[name]!
    const value = Object.hasOwn(inputs, name) ? inputs[name] : undefined
    if (value !== undefined) return valueFaults(spec, value, at(name))
    return spec.required === true && spec.default === undefined
      ? [{path: at(name), message: `is missing (${spec.summary})`}]
      : []
  })
  const strangers = Object.keys(inputs).filter(name => !Object.hasOwn(fields, name))
  return [...known, ...strangers.map(name => ({path: at(name), message: strangerSays(name, names)}))]
}

function strangerSays(name: string, names: readonly string[]): string {
  const meant = nearest(name, names)
  if (meant !== undefined) return `is not a field; did you mean ${meant}?`
  return `is not a field (fields: ${names.join(', ') || 'none'})`
}

function valueFaults(spec: FieldSpec, value: unknown, path: string, inMap = false): Fault[] {
  if (spec.secret === true) return isSecretReference(value) ? [] : [{path, message: SECRET}]
  if (inMap && spec.type === 'string' && spec.refersTo === undefined && isSecretReference(value)) return []
  if (isFilledInLater(value)) return []
  const message = ownFault(spec, value)
  if (message !== undefined) return [{path, message: `should ${message}${was(value)}`}]
  if (spec.type === 'list')
    return (value as Json[]).flatMap((part, index) => valueFaults(spec.of!, part, `${path}.${index}`))
  if (spec.type === 'map')
    return Object.entries(value as object).flatMap(([key, part]) =>
      valueFaults(spec.of!, part, `${path}.${key}`, true),
    )
  return spec.type === 'object' ? inputFaults(spec.fields ?? {}, value, path) : []
}

/** The value is not shown: somebody may have put the secret itself there. */
const SECRET = 'should be a reference such as ${secret:NAME}, never the secret itself'

/** Follows “should”; undefined when the value suits, whatever is inside it. */
function ownFault(spec: FieldSpec, value: unknown): string | undefined {
  const {type, min = -Infinity, max = Infinity, choices, pattern, format} = spec
  const fits = (size: number): boolean => size >= min && size <= max
  switch (type) {
    case 'boolean':
      return typeof value === 'boolean' ? undefined : 'be true or false'
    case 'integer':
      return Number.isInteger(value) && fits(value as number) ? undefined : `be a whole number${bounds(spec)}`
    case 'number':
      return Number.isFinite(value) && fits(value as number) ? undefined : `be a number${bounds(spec)}`
    case 'list':
      if (!Array.isArray(value)) return 'be a list'
      return fits(value.length) ? undefined : `have${lengths(spec, 'entries')}`
    case 'map':
    case 'object':
      return isPlainObject(value) ? undefined : 'be fields with values'
    case 'string':
      if (choices !== undefined)
        return choices.includes(value as string) ? undefined : `be one of ${choices.join(', ')}`
      if (typeof value !== 'string') return 'be text'
      if (format !== undefined && !whole(FORMATS[format].pattern, value)) return `be ${FORMATS[format].says}`
      if (pattern !== undefined && !whole(pattern, value)) return `match ${pattern}`
      if (spec.refersTo !== undefined && value === '') return 'name a resource'
      return fits([...value].length) ? undefined : `have${lengths(spec, 'characters')}`
  }
}

const whole = (pattern: string, text: string): boolean => new RegExp(`^(?:${pattern})$`, 'u').test(text)

function bounds({min, max, unit}: FieldSpec): string {
  const of = unit === undefined ? '' : ` ${unit}`
  if (min !== undefined && max !== undefined) return ` from ${min} to ${max}${of}`
  if (min !== undefined) return ` of at least ${min}${of}`
  return max === undefined ? '' : ` of at most ${max}${of}`
}

function lengths({min, max}: FieldSpec, what: string): string {
  if (min !== undefined && max !== undefined) return ` ${min} to ${max} ${what}`
  return min === undefined ? ` at most ${max} ${what}` : ` at least ${min} ${what}`
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value) && !isSecretReference(value)

/** Long values are cut: a message is one line. */
function was(value: unknown): string {
  if (isSecretReference(value)) return ', was a secret'
  const text = JSON.stringify(value) ?? typeof value
  return `, was ${text.length > 60 ? `${text.slice(0, 57)}…` : text}`
}
