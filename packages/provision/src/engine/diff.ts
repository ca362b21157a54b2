// What differs between two sets of inputs, and what it takes to change it.
import {
  effectOf,
  RESOURCE_KINDS,
  type FieldChange,
  type FieldSpec,
  type Inputs,
  type Json,
  type KindDriver,
} from '@inferloop/contract'
import {sameJson} from './canonical.ts'
import {fieldsOf, inside} from './fields.ts'
import {isUnknown, secretsIn} from './references.ts'

/**
 * Changed fields in the order of their paths. Both sides are normalized and marked. What is looked at only when a thing is made, and
 * what the cloud fills in where it is left out, never counts.
 */
export function changesOf(
  driver: Pick<KindDriver, 'kind' | 'native' | 'effects'>,
  before: Inputs,
  after: Inputs,
  /** Whether the value of that secret is another by now. */
  changed: (reference: string) => boolean,
): readonly FieldChange[] {
  const fields = fieldsOf(driver)
  const portable = RESOURCE_KINDS[driver.kind]?.fields ?? {}
  const changes: FieldChange[] = []
  const compare = (
    a: Json | undefined,
    b: Json | undefined,
    spec: FieldSpec | undefined,
    path: string[],
  ): void => {
    const refs = b === undefined ? [] : secretsIn(b)
    const isSecret = spec?.secret === true || refs.length > 0 || (a !== undefined && secretsIn(a).length > 0)
    if (sameJson(a, b) && !isUnknown(b) && !refs.some(changed)) return
    if (spec?.computed === true && b === undefined) return
    const parts = partsOf(a, b)
    if (parts !== undefined) {
      for (const key of parts) compare(partOf(a, key), partOf(b, key), inside(spec, key), [...path, key])
      return
    }
    const effect = effectOf(path.join('.'), {fields: portable}, driver)
    if (effect === 'createOnly') return
    changes.push({
      path: path.join('.'),
      // A value that was read, or stood in plain text, goes no further.
      before: isSecret && a !== undefined && secretsIn(a).length === 0 ? undefined : a,
      after: b,
      effect,
      ...(effect === 'replace' ? {why: whyReplaced(driver.kind, path.join('.'))} : {}),
      ...(isSecret ? {secret: true} : {}),
    })
  }
  for (const key of keysOf(before, after)) compare(before[key], after[key], fields[key], [key])
  return changes
}

/** What a replacement of the kind costs its users, in words; empty when nothing. */
export function lostBy(kind: keyof typeof RESOURCE_KINDS): readonly string[] {
  const spec = RESOURCE_KINDS[kind]
  if (spec === undefined) return []
  const addresses = Object.keys(spec.outputs).filter(name => /address|url|host/i.test(name))
  return [...(spec.holdsData ? ['everything stored in it'] : []), ...addresses.map(name => `its ${name}`)]
}

function whyReplaced(kind: KindDriver['kind'], path: string): string {
  const lost = lostBy(kind)
  return `${path} of a ${kind} cannot be changed while it is there${lost.length > 0 ? `; lost: ${lost.join(', ')}` : ''}`
}

/** Keys to go on with when both sides are of one shape; undefined when they are compared as a whole. */
function partsOf(a: Json | undefined, b: Json | undefined): readonly string[] | undefined {
  if (!isPlain(a) || !isPlain(b)) return undefined
  if (Array.isArray(a) !== Array.isArray(b)) return undefined
  if (!Array.isArray(a)) return keysOf(a, b)
  const list = b as unknown as readonly Json[]
  if (a.length !== list.length || ![...a, ...list].every(isPlain)) return undefined
  return Object.keys(a)
}

function isPlain(value: Json | undefined): value is {readonly [key: string]: Json} {
  return typeof value === 'object' && value !== null && !isUnknown(value) && !('$secret' in value)
}

function partOf(value: Json | undefined, key: string): Json | undefined {
  return isPlain(value) ? value[key] : undefined
}

function keysOf(a: object, b: object): readonly string[] {
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].toSorted()
}
