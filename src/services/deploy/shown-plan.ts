// A plan as --json prints it: what would be done and why, without what only the engine needs.
import type {FieldChange, ResourceKind} from '@inferloop/contract'
import type {Plan, PlanAction} from '@inferloop/provision'

export interface ShownPlan {
  readonly stack: string
  readonly provider: string
  readonly account: string
  readonly region: string
  /** Nothing would be done. */
  readonly empty: boolean
  /** Steps by what they do; `none` is left out. */
  readonly counts: Readonly<Partial<Record<PlanAction, number>>>
  readonly steps: readonly ShownStep[]
  readonly leftOut: readonly string[]
  readonly open: Plan['open']
  readonly warnings: readonly string[]
}

export interface ShownStep {
  readonly name: string
  readonly kind: ResourceKind
  readonly action: PlanAction
  readonly why: string
  readonly changes: readonly FieldChange[]
  readonly lost: readonly string[]
  readonly interrupts: boolean
  readonly id?: string
  readonly from?: string
}

export function shownPlan({stack, target, steps, leftOut, open, warnings}: Plan): ShownPlan {
  const done = steps.filter(({action}) => action !== 'none')
  const counts: Partial<Record<PlanAction, number>> = {}
  for (const {action} of done) counts[action] = (counts[action] ?? 0) + 1
  return {
    stack,
    ...target,
    empty: done.length === 0 && open.length === 0,
    counts,
    steps: done.map(({name, kind, action, why, changes, lost, interrupts, id, moved}) => ({
      name,
      kind,
      action,
      why,
      changes,
      lost,
      interrupts,
      ...(id === undefined ? {} : {id}),
      ...(moved === undefined ? {} : {from: moved.from}),
    })),
    leftOut,
    open,
    warnings,
  }
}
