// What is there against what was applied and what the stack file wants: three sides, so that one's own changes are not called drift.
import type {Json, ResourceKind} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {StackView} from '../state/store.ts'
import {changesOf} from './diff.ts'
import {limitsOf, type Engine} from './engine.ts'
import {fieldsOf} from './fields.ts'
import {lookupIn} from './lookup.ts'
import {lookAt, type Looked} from './look.ts'
import {normalized} from './normalize.ts'
import {overlaid} from './observed.ts'
import {fill} from './references.ts'
import type {DesiredResource, IgnoreRule, Stack} from './stack.ts'
import {refuseOtherTarget} from './target.ts'

export interface Drift {
  readonly resources: readonly ResourceDrift[]
  readonly drifted: number
  readonly unsure: number
}

export interface ResourceDrift {
  readonly name: string
  readonly kind: ResourceKind
  readonly is: 'same' | 'changed' | 'gone' | 'unsure'
  readonly fields: readonly FieldDrift[]
  /** Of `unsure`. */
  readonly why?: string
}

export interface FieldDrift {
  readonly path: string
  /** By the stack file of today. */
  readonly wanted: Json | undefined
  /** As last applied. */
  readonly applied: Json | undefined
  readonly actual: Json | undefined
  /** The rule's reason; it does not count as drift then. */
  readonly ignored?: string
}

/** Reads every resource and writes nothing. @throws InferError INFER_TARGET_MISMATCH */
export async function drift(engine: Engine, {snapshot}: StackView, stack?: Stack): Promise<Drift> {
  refuseOtherTarget(snapshot, await engine.connection.whoami())
  const rows = Object.values(snapshot.resources).filter(({id}) => id !== undefined)
  const looked = await lookAt(engine, snapshot, rows, limitsOf(engine).reads)
  const desired = new Map(stack?.resources.map(resource => [resource.name, resource]))
  const resources = looked.map(one => driftOf(engine, snapshot, one, desired.get(one.row.name)))
  return {
    resources,
    drifted: resources.filter(({is}) => is === 'changed' || is === 'gone').length,
    unsure: resources.filter(({is}) => is === 'unsure').length,
  }
}

function driftOf(
  engine: Engine,
  snapshot: Snapshot,
  {row, found}: Looked,
  desired: DesiredResource | undefined,
): ResourceDrift {
  const {name, kind} = row
  if (found.is === 'unsure') return {name, kind, is: 'unsure', fields: [], why: found.why}
  if (found.is === 'absent') return {name, kind, is: 'gone', fields: []}
  const driver = engine.connection.drivers.get(kind)!
  const applied = normalized(driver, row.inputs)
  const actual = overlaid(fieldsOf(driver), applied, normalized(driver, found.thing.inputs))
  const wanted =
    desired === undefined
      ? applied
      : normalized(driver, fill(fieldsOf(driver), desired.inputs, lookupIn(snapshot.resources)))
  const now = engine.clock.now()
  const fields = changesOf(driver, applied, actual, () => false).map(({path, before, after}): FieldDrift => {
    const rule = desired?.ignoreDrift?.find(one => covers(one, path, now))
    return {
      path,
      wanted: at(wanted, path),
      applied: before,
      actual: after,
      ...(rule === undefined ? {} : {ignored: rule.reason}),
    }
  })
  return {name, kind, is: fields.some(({ignored}) => ignored === undefined) ? 'changed' : 'same', fields}
}

/** A rule holds for the path and all inside it, until its time is over. */
function covers({path, until}: IgnoreRule, field: string, now: number): boolean {
  if (until !== undefined && now > until) return false
  const parts = field.split('.')
  return path.split('.').every((part, i) => part === '*' || part === parts[i])
}

function at(value: Json | undefined | object, path: string): Json | undefined {
  let found: unknown = value
  for (const key of path.split('.'))
    found = typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[key] : undefined
  return found as Json | undefined
}
