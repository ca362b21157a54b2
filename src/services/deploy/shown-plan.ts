// A plan as --json prints it: what would be done and why, without what only the engine needs.
import type {FieldChange, Inputs, ResourceKind} from '@inferloop/contract'
import type {Plan, PlanAction, PlanStep, StepAction} from '@inferloop/provision'
import type {CostChange} from './cost-change.ts'

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
  /** A month, by currency; left out where it is not asked for. */
  readonly cost?: Readonly<Record<string, CostChange>>
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
  /** What the stack file says of it, without defaults; left out of removals. */
  readonly wanted?: Inputs
  readonly lost: readonly string[]
  readonly interrupts: boolean
  readonly holdsData: boolean
  /** Steps it waits for; removals also wait for all that is made. */
  readonly after: readonly string[]
  /** Old things that go. */
  readonly drops: PlanStep['drops']
  readonly id?: string
  readonly from?: string
}

export function shownPlan(
  {stack, target, steps, leftOut, open, warnings}: Plan,
  cost?: ShownPlan['cost'],
): ShownPlan {
  const done = steps.filter(({action}) => action !== 'none')
  const counts: Partial<Record<PlanAction, number>> = {}
  for (const {action} of done) counts[action] = (counts[action] ?? 0) + 1
  const waits = waitsOf(steps)
  return {
    stack,
    ...target,
    empty: done.length === 0 && open.length === 0,
    counts,
    steps: done.map(({name, kind, action, why, changes, desired, lost, interrupts, ...step}) => ({
      name,
      kind,
      action,
      why,
      changes,
      ...(desired === undefined ? {} : {wanted: desired.inputs}),
      lost,
      interrupts,
      holdsData: step.holdsData,
      after: waits(name),
      drops: step.drops,
      ...(step.id === undefined ? {} : {id: step.id}),
      ...(step.moved === undefined ? {} : {from: step.moved.from}),
    })),
    ...(cost === undefined || Object.keys(cost).length === 0 ? {} : {cost}),
    leftOut,
    open,
    warnings,
  }
}

/** Removals wait for those that stand on them; steps that do nothing are passed over. */
function waitsOf(steps: readonly PlanStep[]): (name: string) => readonly string[] {
  const byName = new Map(steps.map(step => [step.name, step]))
  const removals = steps.filter(({action}) => isRemoval(action))
  const standing = new Map<string, string[]>()
  for (const {name, dependsOn} of removals)
    for (const need of dependsOn) standing.set(need, [...(standing.get(need) ?? []), name])
  const through = (names: readonly string[], seen: Set<string>): string[] =>
    names.flatMap(name => {
      const step = byName.get(name)
      if (step === undefined || isRemoval(step.action) || seen.has(name)) return []
      seen.add(name)
      return step.action === 'none' ? through(step.dependsOn, seen) : [name]
    })
  return name => {
    const step = byName.get(name)!
    const before = isRemoval(step.action)
      ? (standing.get(name) ?? [])
      : through(step.dependsOn, new Set([name]))
    return before.toSorted()
  }
}

/** Whether nothing of the resource is left in the stack. */
export const isRemoval = (action: StepAction): boolean =>
  action === 'delete' || action === 'detach' || action === 'forget'
