// What was remembered with what was read laid over it: the side a third way of comparing needs.
import type {Fields, FieldSpec, Inputs, Json} from '@inferloop/contract'
import {sameJson} from './canonical.ts'
import {inside} from './fields.ts'
import {secretsIn} from './references.ts'

/**
 * Fields that were set, as they are there; of maps also keys that only the thing has. Secrets, and what the provider cannot read, stay as
 * they were remembered.
 */
export function overlaid(fields: Fields, inputs: Inputs, observed: Inputs | undefined): Inputs {
  if (observed === undefined) return inputs
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, overlay(fields[key], value, observed[key])]),
  )
}

function overlay(spec: FieldSpec | undefined, value: Json, seen: Json | undefined): Json {
  if (seen === undefined || spec?.secret === true || sameJson(value, seen)) return value
  const secrets = secretsIn(value).length > 0
  if (!isObject(value) || !isObject(seen) || '$secret' in value || '$unknown' in value)
    return secrets ? value : seen
  const added = spec?.type === 'map' ? Object.entries(seen).filter(([key]) => !(key in value)) : []
  const kept = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    const there = seen[key]
    const gone = there === undefined && spec?.type === 'map' && secretsIn(item).length === 0
    return gone ? [] : [[key, overlay(inside(spec, key), item, there)]]
  })
  return Object.fromEntries([...kept, ...added])
}

function isObject(value: Json): value is {readonly [key: string]: Json} {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
