// Which resources a plan is about.
import {InferError} from '@inferloop/contract'
import type {ResourceRow} from '../state/snapshot.ts'
import {withDependants, withNeeds, type Needs} from './graph.ts'
import type {PlanOptions} from './plan.ts'

/** Names within `target` and `exclude`, of the stack and of what is remembered. @throws InferError INFER_OPTION */
export function scopeOf(
  needs: Needs,
  rows: Readonly<Record<string, ResourceRow>>,
  {target, exclude, replace}: PlanOptions,
): ReadonlySet<string> {
  const all = new Map([...Object.values(rows).map(row => [row.name, row.dependsOn] as const), ...needs])
  for (const name of [...(target ?? []), ...(exclude ?? []), ...(replace ?? [])])
    if (!all.has(name))
      throw new InferError('INFER_OPTION', {
        message: `"${name}" is neither in the stack nor deployed (there are: ${[...all.keys()].join(', ')}).`,
        suggestions: ['infer deploy status'],
      })
  const removed = [...all.keys()].filter(name => !needs.has(name))
  const removals = new Map(removed.map(name => [name, all.get(name)!]))
  const wanted =
    target === undefined
      ? new Set(all.keys())
      : new Set([...withNeeds(target, needs), ...withDependants(target, removals)])
  const excluded = withDependants(exclude ?? [], all)
  // What stays keeps what it stands on.
  const needed = [...withNeeds(excluded, all)].filter(name => removals.has(name))
  const outside = new Set([...excluded, ...needed])
  return new Set([...wanted].filter(name => all.has(name) && !outside.has(name)))
}
