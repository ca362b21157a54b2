// What would be done, as data: wanted against remembered, pure. Nothing here can write or ask a provider.
import type {FieldChange, Identity, KindDriver, ResourceKind} from '@inferloop/contract'
import type {ResourceRow, Snapshot, Target} from '../state/snapshot.ts'
import type {DesiredResource, Hook} from './stack.ts'

export type PlanAction =
  | 'create'
  | 'update'
  | 'replace'
  | 'delete'
  /** Comes back from where it was kept; no call. */
  | 'adopt'
  /** Another name; no call. */
  | 'rename'
  /** Kept, and no longer looked after; no call. */
  | 'detach'
  /** Nothing is there, only a row. */
  | 'forget'
  /** A replacement is complete but for the old thing. */
  | 'cleanup'
  /** The old thing of an unfinished replacement takes its place again; the new one goes. */
  | 'restore'
  | 'none'

export interface PlanStep {
  readonly name: string
  readonly kind: ResourceKind
  readonly action: PlanAction
  readonly changes: readonly FieldChange[]
  /** One sentence for people; empty of `none`. */
  readonly why: string
  /** What is gone afterwards: data, addresses. */
  readonly lost: readonly string[]
  /** The service stops meanwhile. */
  readonly interrupts: boolean
  readonly order?: 'createFirst' | 'deleteFirst'
  readonly id?: string
  /** Old things that go at the end. */
  readonly drops: readonly Dropped[]
  /** First the old thing with this id serves again; `keeps` are then no longer looked after. */
  readonly restores?: {readonly id: string; readonly keeps: readonly string[]}
  readonly moved?: {readonly from: string; readonly detached?: true}
  /** Left out of removals. */
  readonly desired?: Omit<DesiredResource, 'place'>
  readonly dependsOn: readonly string[]
  readonly holdsData: boolean
  readonly protect: boolean
  /** Outputs of these may change, and this one with them. */
  readonly follows: readonly string[]
  readonly hooks: readonly Hook[]
}

export interface Dropped {
  readonly kind: ResourceKind
  readonly id: string
}

export interface Plan {
  readonly version: 1
  readonly of: 'deploy' | 'destroy' | 'rollback'
  readonly stack: string
  readonly provider: string
  readonly target: Target
  readonly lineage: string
  readonly serial: number
  /** sha256 of what was remembered, of the stack without the places its resources stand at, and of the options. */
  readonly digests: {readonly state: string; readonly stack: string; readonly options: string}
  /** As they were asked for; a saved plan is applied with them. */
  readonly options: PlanOptions
  readonly tool: Snapshot['tool']
  /** Fingerprints by reference: slow hashes, salted with the stack's name. */
  readonly secrets: Readonly<Record<string, string>>
  /** Each after what it needs; removals last, in reverse. */
  readonly steps: readonly PlanStep[]
  /** Wanted, and not part of it by `target` or `exclude`; with what stands on it. */
  readonly leftOut: readonly string[]
  /** Operations without an outcome: they are cleared up first. */
  readonly open: readonly {readonly name: string; readonly action: string}[]
  readonly warnings: readonly string[]
}

export interface PlanOptions {
  /** Names whose protection or data may go. */
  readonly allowLoss?: readonly string[]
  /** Names to keep and forget when they went from the stack. */
  readonly detach?: readonly string[]
  /** These and what they need alone. */
  readonly target?: readonly string[]
  /** All but these and what stands on them. */
  readonly exclude?: readonly string[]
  /** To be made anew although nothing forces it. */
  readonly replace?: readonly string[]
}

export interface Known {
  readonly snapshot: Snapshot
  readonly drivers: ReadonlyMap<ResourceKind, KindDriver>
  readonly identity: Identity
  readonly tool: Snapshot['tool']
  /** Fingerprints of the secrets of today; a secret that is not in it counts as unchanged. */
  readonly secrets: Readonly<Record<string, string>>
}

export const isEmpty = (plan: Plan): boolean =>
  plan.open.length === 0 && plan.steps.every(({action}) => action === 'none')

/** All old things of a row, the oldest first. */
export function priorsOf(row: ResourceRow | undefined): readonly ResourceRow[] {
  const prior = row?.prior
  return prior === undefined ? [] : [...priorsOf(prior), prior]
}

/** What is kept outside the stack never goes, whoever else remembers it; but for what comes back from there. */
export function asDropped(
  {kind, id}: ResourceRow,
  {detached}: Snapshot,
  back?: ResourceRow,
): readonly Dropped[] {
  const kept = Object.values(detached).some(one => one !== back && one.kind === kind && one.id === id)
  return id === undefined || kept ? [] : [{kind, id}]
}
