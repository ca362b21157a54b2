// What was remembered with what was read laid over it: the side a third way of comparing needs.
import type {Fields, FieldSpec, Inputs, Json} from '@inferloop/contract'
import {sameJson} from './canonical.ts'
import {inside} from './fields.ts'
import {changeTexts, secretsIn} from './references.ts'

/** A text of a provider without values of secrets. */
export type Hide = (text: string) => string

const asItIs: Hide = text => text

/**
 * Fields that were set, as they are there; of maps also keys that only the thing has. Secrets, and what the provider cannot read, stay as
 * they were remembered. What is to be remembered or saved goes through `hide` where it is another than before.
 */
export function overlaid(
  fields: Fields,
  inputs: Inputs,
  observed: Inputs | undefined,
  hide: Hide = asItIs,
): Inputs {
  if (observed === undefined) return inputs
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [key, overlay(fields[key], value, observed[key], hide)]),
  )
}

function overlay(spec: FieldSpec | undefined, value: Json, seen: Json | undefined, hide: Hide): Json {
  if (seen === undefined || spec?.secret === true || sameJson(value, seen)) return value
  const secrets = secretsIn(value).length > 0
  if (!isObject(value) || !isObject(seen) || '$secret' in value || '$unknown' in value)
    return secrets ? value : changeTexts(seen, hide)
  const added = spec?.type === 'map' ? Object.entries(seen).filter(([key]) => !(key in value)) : []
  const kept = Object.entries(value).flatMap(([key, item]): [string, Json][] => {
    const there = seen[key]
    const gone = there === undefined && spec?.type === 'map' && secretsIn(item).length === 0
    return gone ? [] : [[key, overlay(inside(spec, key), item, there, hide)]]
  })
  const hidden = added.map(([key, item]): [string, Json] => [key, changeTexts(item, hide)])
  return Object.fromEntries([...kept, ...hidden])
}

/** Inputs with the references of others wherever those hold a secret and these do not. */
export const withSecretsOf = (others: Inputs, inputs: Inputs): Inputs => withSecrets(others, inputs) as Inputs

function withSecrets(other: Json, value: Json): Json {
  if (secretsIn(other).length === 0) return value
  if (!isObject(other) || !isObject(value) || '$secret' in other)
    return secretsIn(value).length > 0 ? value : other
  const held = Object.entries(other).filter(([, item]) => secretsIn(item).length > 0)
  return {
    ...value,
    ...Object.fromEntries(
      held.map(([key, item]) => [key, Object.hasOwn(value, key) ? withSecrets(item, value[key]!) : item]),
    ),
  }
}

/**
 * What is read of a thing that nobody remembers. Where the wanted inputs hold a secret their reference stands; a secret they lack is left
 * out; other texts go through `hide` where they are not as wanted.
 */
export const asTaken = (fields: Fields, wanted: Inputs, read: Inputs, hide: Hide = asItIs): Inputs =>
  partsTaken(key => fields[key], wanted, read, hide)

function partsTaken(
  specOf: (key: string) => FieldSpec | undefined,
  wanted: Inputs,
  read: Inputs,
  hide: Hide,
): Inputs {
  const parts = Object.entries(read).flatMap(([key, item]): [string, Json][] => {
    const want = Object.hasOwn(wanted, key) ? wanted[key] : undefined
    return want === undefined && specOf(key)?.secret === true
      ? []
      : [[key, take(specOf(key), want, item, hide)]]
  })
  return Object.fromEntries(parts)
}

function take(spec: FieldSpec | undefined, wanted: Json | undefined, read: Json, hide: Hide): Json {
  if (wanted === undefined) return changeTexts(read, hide)
  if (sameJson(wanted, read)) return read
  if (isObject(wanted) && isObject(read) && !('$secret' in wanted))
    return partsTaken(key => inside(spec, key), wanted, read, hide)
  return secretsIn(wanted).length > 0 ? wanted : changeTexts(read, hide)
}

function isObject(value: Json): value is {readonly [key: string]: Json} {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
