// One spelling for each value: defaults filled in, names in lower case, sets in order, nothing where a list or map is empty.
import {
  isSecretReference,
  RESOURCE_KINDS,
  withDefaults,
  type Fields,
  type FieldSpec,
  type Inputs,
  type Json,
  type ResourceKind,
} from '@inferloop/contract'

export function normalizer(kind: ResourceKind, native: Fields): (inputs: Inputs) => Inputs {
  const table: Fields = {
    ...RESOURCE_KINDS[kind]!.fields,
    ...(Object.keys(native).length > 0 && {
      native: {type: 'object', summary: 'fields of the sandbox', fields: native, default: {}},
    }),
  }
  return inputs => oneSpelling(table, withDefaults(table, inputs))
}

function oneSpelling(fields: Fields, inputs: Inputs): Inputs {
  const kept = Object.entries(inputs).map(([name, value]) => {
    const spec = fields[name]
    return [name, spec === undefined ? value : spelled(spec, value)] as const
  })
  return Object.fromEntries(
    kept.filter(([name, value]) => fields[name]?.required === true || !isEmpty(value)),
  )
}

function spelled(spec: FieldSpec, value: Json): Json {
  if (typeof value === 'string') return spelledText(spec, value)
  if (value === null || typeof value !== 'object' || isSecretReference(value)) return value
  if (Array.isArray(value)) {
    const parts = value.map(part => spelled(spec.of!, part))
    const isSet = spec.of?.refersTo !== undefined || spec.of?.format === 'cidr'
    return isSet ? [...new Set(parts as string[])].toSorted() : parts
  }
  if (spec.type === 'object') return oneSpelling(spec.fields ?? {}, value as Inputs)
  return Object.fromEntries(
    Object.entries(value as Inputs)
      .map(([key, part]) => [key, spelled(spec.of!, part)] as const)
      .toSorted(([a], [b]) => (a < b ? -1 : 1)),
  )
}

function spelledText({format}: FieldSpec, value: string): string {
  if (format === 'domain') return value.toLowerCase().replace(/\.$/, '')
  return format === 'cidr' || format === 'email' ? value.toLowerCase() : value
}

const isEmpty = (value: Json): boolean =>
  value !== null && typeof value === 'object' && Object.keys(value).length === 0
