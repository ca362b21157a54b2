// Inputs for any kind, made from its fields, and a change of one that can be made in place.
import type {Json} from '../generator.ts'
import {effectOf} from '../provider/effect-of.ts'
import type {Fields, FieldSpec, Format, ResourceKind} from '../provider/field.ts'
import type {KindDriver} from '../provider/kind-driver.ts'
import {RESOURCE_KINDS} from '../provider/kinds.ts'
import type {FieldChange, Inputs} from '../provider/resource.ts'

const BY_FORMAT: Readonly<Record<Format, (salt: string) => string>> = {
  cidr: () => '10.0.0.0/24',
  domain: salt => `${salt}.example.com`,
  email: () => 'ops@example.com',
  slug: () => 'sample',
  url: () => 'https://example.com/hook',
  duration: () => '5m',
  image: () => 'docker.io/library/nginx:1.27',
}

/** Required fields, those with a default, and what it takes to see how maps and secrets are dealt with. `idOf` gives ids of other things. */
export function sampleInputs(
  fields: Fields,
  salt: string,
  idOf: (kinds: readonly ResourceKind[]) => string | undefined,
): Inputs {
  const chosen = Object.entries(fields).flatMap(([name, spec]) => {
    const value = sampleOf(spec, salt, idOf)
    return value === undefined ? [] : [[name, value] as const]
  })
  return Object.fromEntries(chosen)
}

function sampleOf(
  spec: FieldSpec,
  salt: string,
  idOf: (kinds: readonly ResourceKind[]) => string | undefined,
): Json | undefined {
  if (spec.secret === true) return {$secret: 'SAMPLE'}
  const isMap = spec.type === 'map' && spec.of?.type === 'string' && spec.of.refersTo === undefined
  if (isMap) return {GREETING: 'hello, "world" & others', TOKEN: {$secret: 'SAMPLE'}}
  if (spec.default !== undefined) return spec.default
  if (spec.required !== true) return undefined
  if (spec.refersTo !== undefined) return idOf(spec.refersTo)
  if (spec.choices !== undefined) return spec.choices[0]!
  if (spec.format !== undefined) return BY_FORMAT[spec.format](salt)
  switch (spec.type) {
    case 'integer':
    case 'number':
      return Math.min(Math.max(spec.min ?? 0, 80), spec.max ?? Infinity)
    case 'boolean':
      return false
    case 'string':
      return spec.pattern === '/.*' ? '/livez' : `${salt}.example.net`.slice(0, spec.max)
    case 'list': {
      const part = sampleOf({...spec.of!, required: true}, salt, idOf)
      return part === undefined ? [] : [part]
    }
    case 'object':
      return sampleInputs(spec.fields ?? {}, salt, idOf)
    case 'map':
      return {}
  }
}

/** Kinds a sample cannot do without: for each required reference the kinds it may be of. */
export const neededKinds = (fields: Fields): (readonly ResourceKind[])[] =>
  Object.values(fields).flatMap(spec => {
    if (spec.required !== true) return []
    if (spec.refersTo !== undefined) return [spec.refersTo]
    const inside = spec.type === 'list' ? spec.of?.fields : spec.type === 'object' ? spec.fields : undefined
    return inside === undefined ? [] : neededKinds(inside)
  })

/** Another value for the first field that can be changed in place; undefined where a kind has none. Numbers only grow. */
export function sampleChange(
  kind: ResourceKind,
  driver: KindDriver,
  inputs: Inputs,
): {readonly inputs: Inputs; readonly changes: readonly FieldChange[]} | undefined {
  const {fields} = RESOURCE_KINDS[kind]!
  const inPlace = Object.entries(fields).filter(
    ([name]) => effectOf(name, RESOURCE_KINDS[kind]!, driver) === 'inPlace',
  )
  for (const next of [larger, longer, flipped])
    for (const [name, spec] of inPlace) {
      const before = inputs[name]
      const after = before === undefined ? undefined : next(spec, before)
      if (after !== undefined)
        return {
          inputs: {...inputs, [name]: after},
          changes: [{path: name, before, after, effect: 'inPlace'}],
        }
    }
  return undefined
}

const larger = ({max = Infinity}: FieldSpec, value: Json): Json | undefined =>
  typeof value === 'number' && value + 1 <= max ? value + 1 : undefined

/** A list of rules gets one more, another number in it; a map one more entry. */
function longer(spec: FieldSpec, value: Json): Json | undefined {
  if (spec.type === 'map' && spec.of?.type === 'string' && spec.of.refersTo === undefined)
    return {...(value as Record<string, Json>), ADDED: 'yes'}
  if (spec.type !== 'list' || spec.of?.type !== 'object' || !Array.isArray(value)) return undefined
  const last = value.at(-1) as Record<string, Json> | undefined
  const number = Object.entries(last ?? {}).find(([, part]) => typeof part === 'number')
  return number === undefined ? undefined : [...value, {...last, [number[0]]: (number[1] as number) + 1}]
}

const flipped = (spec: FieldSpec, value: Json): Json | undefined => {
  if (typeof value === 'boolean') return !value
  return spec.choices?.[spec.choices.indexOf(value as string) + 1]
}
