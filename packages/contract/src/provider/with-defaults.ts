// Inputs with the defaults of their fields filled in.
import type {Json} from '../generator.ts'
import type {Fields, FieldSpec} from './field.ts'
import {isSecretReference} from './secret-reference.ts'
import type {Inputs} from './resource.ts'

/** Also inside objects and lists that are there; an object that is missing stays so unless it has a default itself. Idempotent. */
export function withDefaults(fields: Fields, inputs: Inputs): Inputs {
  const filled: Record<string, Json> = {...inputs}
  for (const [name, spec] of Object.entries(fields)) {
    const value = Object.hasOwn(inputs, name) ? inputs[name] : spec.default
    if (value !== undefined) filled[name] = complete(spec, value)
  }
  return filled
}

function complete(spec: FieldSpec, value: Json): Json {
  if (value === null || typeof value !== 'object' || isSecretReference(value)) return value
  if (spec.type === 'list' && Array.isArray(value)) return value.map(part => complete(spec.of!, part))
  if (Array.isArray(value)) return value
  if (spec.type === 'map')
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, complete(spec.of!, part)]))
  return spec.type === 'object' ? withDefaults(spec.fields ?? {}, value as Inputs) : value
}
