// What is remembered of a stack, for people and programs; with a look at each thing's health when asked.
import type {Health, Json, Outputs, ResourceKind, Status} from '@inferloop/contract'
import type {Target} from '../state/snapshot.ts'
import type {StackView} from '../state/store.ts'
import {limitsOf, type Engine} from './engine.ts'
import {healthOf} from './look.ts'

export interface StackStatus {
  readonly stack: string
  readonly isNew: boolean
  readonly target: Target
  readonly serial: number
  readonly resources: readonly {
    readonly name: string
    readonly kind: ResourceKind
    readonly id?: string
    readonly status: Status
    readonly outputs: Outputs
    readonly dependsOn: readonly string[]
    readonly protect: boolean
    readonly health?: Health
  }[]
  /** Of an interrupted run; the next one clears them up. */
  readonly open: readonly {readonly name: string; readonly action: string; readonly since: number}[]
  /** Restarts that are due. */
  readonly waiting: readonly {readonly name: string; readonly reason: string}[]
  readonly detached: readonly {readonly name: string; readonly kind: ResourceKind; readonly id?: string}[]
  readonly outputs: Readonly<Record<string, Json>>
  /** The last deployment did not come to its end; there is a way back. */
  readonly unfinished: boolean
}

/** Pure. */
export function statusOf({snapshot, isNew}: StackView, health?: ReadonlyMap<string, Health>): StackStatus {
  const {stack, target, serial, openOps, notify, detached, outputs, undo} = snapshot
  return {
    stack,
    isNew,
    target,
    serial,
    resources: Object.values(snapshot.resources)
      .toSorted((a, b) => (a.name < b.name ? -1 : 1))
      .map(({name, kind, id, status, outputs: its, dependsOn, protect}) => {
        const how = health?.get(name)
        return {
          name,
          kind,
          ...(id === undefined ? {} : {id}),
          status,
          outputs: its,
          dependsOn,
          protect,
          ...(how === undefined ? {} : {health: how}),
        }
      }),
    open: Object.values(openOps).map(({name, action, issuedAt}) => ({name, action, since: issuedAt})),
    waiting: Object.entries(notify).map(([name, {reason}]) => ({name, reason})),
    detached: Object.values(detached).map(({name, kind, id}) => ({
      name,
      kind,
      ...(id === undefined ? {} : {id}),
    })),
    outputs: outputs ?? {},
    unfinished: undo !== undefined && undo.finished !== true,
  }
}

/** Asks the provider about each thing; what it does not say is `unknown`. */
export async function liveStatus(engine: Engine, view: StackView): Promise<StackStatus> {
  const rows = Object.values(view.snapshot.resources)
  return statusOf(view, await healthOf(engine, view.snapshot, rows, limitsOf(engine).reads))
}
