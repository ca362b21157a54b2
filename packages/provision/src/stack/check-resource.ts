// One resource of a stack file: its own keys, the fields of its kind, and what only its provider has.
import {
  type Fault as InputFault,
  type Fields,
  type FieldSpec,
  inputFaults,
  type Inputs,
  nearest,
  type Path,
  RESOURCE_KINDS,
  type ResourceKind,
} from '@inferloop/contract'
import type {DesiredResource, Hook, IgnoreRule} from '../engine/stack.ts'
import type {Known} from './check-stack.ts'
import {isMap} from './is-map.ts'
import type {Parsed} from './parse.ts'
import {readTexts, type Reading} from './read-texts.ts'
import {NATIVE, RESOURCE_KEYS} from './sections.ts'

export interface Given {
  readonly name: string
  readonly value: unknown
  readonly provider: string
  readonly shown: string
  readonly parsed: Parsed
  readonly known: Known
  readonly refuse: (path: Path, what: string, instead?: string) => void
  readonly add: (base: Path, found: readonly InputFault[]) => void
}

export interface CheckedResource {
  readonly resource: DesiredResource
  /** Of its kind, and `native` where the provider's are known. */
  readonly fields: Fields
}

const NAME = /^[a-z]([a-z0-9_-]{0,61}[a-z0-9])?$/

/** Undefined for what has no kind; its faults are told of. */
export function checkResource({
  name,
  value,
  provider,
  shown,
  parsed,
  known,
  refuse,
  add,
}: Given): CheckedResource | undefined {
  const path: Path = ['resources', name]
  if (!NAME.test(name)) refuse(path, 'is no name: use a to z, 0 to 9, - and _, such as api or db-main')
  if (!isMap(value)) {
    refuse(path, 'should be a kind with its fields', 'kind: storage.object')
    return undefined
  }
  const kind = value['kind']
  if (typeof kind !== 'string' || !Object.hasOwn(RESOURCE_KINDS, kind)) {
    refuse(Object.hasOwn(value, 'kind') ? [...path, 'kind'] : path, ...kindSays(kind))
    return undefined
  }
  const ofKind = RESOURCE_KINDS[kind as ResourceKind]!.fields
  const ownNative = known.native?.[kind as ResourceKind]
  const fields: Fields = {...RESOURCE_KEYS, ...ofKind}
  const reading: Reading = {env: known.env, secrets: 'fields', outputs: true, refuse}

  const {native, ...rest} = value
  const read = Object.fromEntries(
    Object.entries(rest).map(([key, part]) => {
      const spec = Object.hasOwn(fields, key) ? fields[key] : undefined
      return [key, readTexts(part, spec, [...path, key], reading)]
    }),
  )
  const nativeFields: FieldSpec = {type: 'map', of: {type: 'string', summary: 'field'}, summary: NATIVE}
  add(
    path,
    inputFaults(
      {...fields, native: nativeFields},
      {...read, ...(native !== undefined && {native: isMap(native) ? {} : native})},
    ),
  )

  const own = nativeOf(native, provider)
  const nativePath = [...path, 'native', provider]
  const nativeRead =
    own === undefined
      ? undefined
      : readTexts(own, ownNative && {type: 'object', fields: ownNative, summary: NATIVE}, nativePath, reading)
  if (nativeRead !== undefined && ownNative !== undefined) add(nativePath, inputFaults(ownNative, nativeRead))
  if (nativeRead !== undefined && !isMap(nativeRead)) refuse(nativePath, 'should be fields with values')

  const {kind: _, protect, dependsOn, renamedFrom, hooks, ignoreDrift, ...inputs} = read
  const line = parsed.placeOf(path, true)
  return {
    fields: {
      ...ofKind,
      ...(ownNative !== undefined && {native: {type: 'object', fields: ownNative, summary: NATIVE}}),
    },
    resource: {
      name,
      kind: kind as ResourceKind,
      inputs: {...inputs, ...(nativeRead !== undefined && {native: nativeRead})} as Inputs,
      ...(typeof protect === 'boolean' && {protect}),
      ...(isTexts(dependsOn) && {dependsOn}),
      ...(isTexts(renamedFrom) && {renamedFrom}),
      ...(Array.isArray(hooks) && {hooks: hooks as readonly Hook[]}),
      ...(Array.isArray(ignoreDrift) && {
        ignoreDrift: ignoreDrift.map((rule, i) => ignoreRule(rule, [...path, 'ignoreDrift', i], refuse)),
      }),
      place: {file: shown, ...line},
    },
  }
}

const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(item => typeof item === 'string')

function nativeOf(native: unknown, provider: string): unknown {
  return isMap(native) && Object.hasOwn(native, provider) ? native[provider] : undefined
}

function kindSays(kind: unknown): [what: string, instead: string] {
  const kinds = Object.keys(RESOURCE_KINDS)
  if (kind === undefined) return ['has no kind', 'kind: storage.object']
  if (typeof kind !== 'string') return ['should be a kind such as storage.object', 'kind: storage.object']
  const near = nearest(kind, kinds) ?? kinds.find(one => one.endsWith(`.${kind}`))
  const hint = near === undefined ? `there are ${kinds.join(', ')}` : `the nearest is ${near}`
  return [
    `there is no kind ${JSON.stringify(kind.slice(0, 60))}; ${hint}`,
    `kind: ${near ?? 'storage.object'}`,
  ]
}

/** `until` is the whole of that day, in UTC. */
function ignoreRule(rule: unknown, path: Path, refuse: Given['refuse']): IgnoreRule {
  const {path: field, reason, until} = (isMap(rule) ? rule : {}) as Record<string, string>
  const begins = Date.parse(`${until}T00:00:00Z`)
  if (/^\d{4}-\d{2}-\d{2}$/.test(String(until)) && !isDay(begins, String(until)))
    refuse([...path, 'until'], `should be a day, was ${JSON.stringify(until)}`)
  return {path: String(field), reason: String(reason), until: begins + 86_400_000}
}

const isDay = (begins: number, said: string): boolean =>
  Number.isFinite(begins) && new Date(begins).toISOString().startsWith(said)
