// Fields as rows of the tables in docs/deploy/stack-file.md: what stands inside others follows them.
import type {Fields, FieldSpec} from '@inferloop/contract'

export interface FieldRow {
  /** `allow[].port`, `env.*` */
  readonly path: string
  /** `integer from 1 to 65535`, `list of text`, `name of a network.subnet` */
  readonly type: string
  readonly summary: string
  /** `required`, or what holds when it is left out. */
  readonly unset: string
  /** `replace` and `createOnly` where a change does not leave the thing as it is. */
  readonly effect: string
}

export function fieldRows(fields: Fields, within = ''): FieldRow[] {
  return Object.entries(fields).flatMap(([name, spec]) => rowsOf(spec, within + name))
}

function rowsOf(spec: FieldSpec, path: string): FieldRow[] {
  const {summary, required, effect = ''} = spec
  const unset =
    required === true ? 'required' : spec.default === undefined ? '' : JSON.stringify(spec.default)
  const own = {path, type: typeSaid(spec), summary, unset, effect: effect === 'inPlace' ? '' : effect}
  const inner = spec.of ?? spec
  const mark = spec.type === 'list' ? '[]' : spec.type === 'map' ? '.*' : ''
  return [own, ...fieldRows(inner.fields ?? {}, `${path}${mark}.`)]
}

function typeSaid({type, of, choices, refersTo, format, pattern, min, max, unit, secret}: FieldSpec): string {
  if (secret === true) return 'reference to a secret'
  if (refersTo !== undefined) return `name of a ${refersTo.join(' or ')}`
  if (choices !== undefined) return choices.join(', ')
  if (type === 'list' || type === 'map') return `${type} of ${of === undefined ? 'anything' : typeSaid(of)}`
  const range = [
    ...(min === undefined ? [] : [`from ${min}`]),
    ...(max === undefined ? [] : [`to ${max}`]),
  ].join(' ')
  const words = {
    string: 'text',
    integer: 'whole number',
    number: 'number',
    boolean: 'true or false',
    object: 'fields',
  }
  return [format ?? words[type], ...(pattern === undefined ? [] : [`like ${pattern}`]), range, unit ?? '']
    .filter(word => word !== '')
    .join(' ')
}
