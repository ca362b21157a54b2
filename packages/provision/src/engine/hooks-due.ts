// Hooks after a creation or a change: due from its beginning, so that no run that is cut short forgets them.
import type {Outputs} from '@inferloop/contract'
import type {ResourceRow} from '../state/snapshot.ts'
import {runHooks} from './hooks.ts'
import type {PlanStep} from './plan.ts'
import {record, rowOf, type Run} from './run.ts'

/** What runs when a thing is ready and before that is written down. */
export type AfterMade = (id: string, outputs: Outputs) => Promise<void>

/** For the row of a step that begins. */
export const dueOf = (
  {hooks}: PlanStep,
  of: 'create' | 'update',
): {readonly hooksDue?: 'create' | 'update'} =>
  hooks.some(hook => hook.when === 'after' && hook.of === of) ? {hooksDue: of} : {}

export function withoutDue(row: ResourceRow): ResourceRow {
  const {hooksDue: _, ...rest} = row
  return rest
}

/** Undefined where there are none. */
export function afterOf(run: Run, step: PlanStep, of: 'create' | 'update'): AfterMade | undefined {
  const {name, kind, hooks} = step
  if (dueOf(step, of).hooksDue === undefined) return undefined
  return (id, outputs) => runHooks(run, hooks, {when: 'after', of, name, kind, id, outputs})
}

/** What an earlier run left; of hooks that went from the file meanwhile nothing is due. */
export async function runDue(run: Run, step: PlanStep): Promise<void> {
  const row = rowOf(run, step.name)
  if (row?.hooksDue === undefined) return
  await afterOf(run, step, row.hooksDue)?.(row.id!, row.outputs)
  await record(run, {is: 'row', name: step.name, row: withoutDue(row)})
}
