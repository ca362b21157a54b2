// Which other resources inputs refer to.
import type {Json} from '../generator.ts'
import type {Fields, FieldSpec, ResourceKind} from './field.ts'
import type {Inputs} from './resource.ts'

export interface Reference {
  readonly path: string
  /** A name in a stack file; the id of the thing in what a driver is given. */
  readonly to: string
  readonly kinds: readonly ResourceKind[]
}

export function referencesIn(fields: Fields, inputs: Inputs, path = ''): Reference[] {
  return Object.entries(fields).flatMap(([name, spec]) =>
    Object.hasOwn(inputs, name) ? within(spec, inputs[name]!, path === '' ? name : `${path}.${name}`) : [],
  )
}

function within(spec: FieldSpec, value: Json, path: string): Reference[] {
  if (typeof value === 'string')
    return spec.refersTo === undefined ? [] : [{path, to: value, kinds: spec.refersTo}]
  if (value === null || typeof value !== 'object') return []
  if (spec.type === 'object') return referencesIn(spec.fields ?? {}, value as Inputs, path)
  const {of} = spec
  if (of === undefined) return []
  return Object.entries(value).flatMap(([key, part]) => within(of, part, `${path}.${key}`))
}
