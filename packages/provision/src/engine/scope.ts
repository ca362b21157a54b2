// Which resources a plan is about.
import type {ResourceRow} from '../state/snapshot.ts'
import {withDependants, withNeeds, type Needs} from './graph.ts'
import type {PlanOptions} from './plan.ts'
import {unknownName} from './refuse-strangers.ts'

/** Names within `target` and `exclude`, of the stack and of what is remembered. @throws InferError INFER_OPTION */
export function scopeOf(
  needs: Needs,
  rows: Readonly<Record<string, ResourceRow>>,
  {target, exclude, replace}: PlanOptions,
): ReadonlySet<string> {
  const all = new Map([...Object.values(rows).map(row => [row.name, row.dependsOn] as const), ...needs])
  for (const [flag, names = []] of Object.entries({target, exclude, replace}))
    for (const name of names)
      if (!all.has(name)) throw unknownName(name, [...all.keys()], meant => `infer deploy --${flag} ${meant}`)
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
