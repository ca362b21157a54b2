// Steps for what is no longer wanted: removed, kept and forgotten, or only forgotten.
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'
import {lostBy} from './diff.ts'
import {inOrder, type Needs} from './graph.ts'
import {asDropped, priorsOf, type Known, type PlanOptions, type PlanStep} from './plan.ts'
import type {DesiredResource} from './stack.ts'

export type Hooked = Pick<DesiredResource, 'name' | 'hooks'>

/** In the order of removal: first what nothing stands on. Hooks are those of `resources`, else as they are remembered. */
export function removalSteps(
  rows: readonly ResourceRow[],
  {snapshot}: Known,
  {detach = []}: PlanOptions,
  resources: readonly Hooked[] = [],
): readonly PlanStep[] {
  const hooks = new Map(resources.map(one => [one.name, one.hooks ?? []]))
  const needs: Needs = new Map(rows.map(({name, dependsOn}) => [name, dependsOn]))
  const byName = new Map(rows.map(row => [row.name, row]))
  return inOrder(needs)
    .toReversed()
    .map(name => {
      const row = byName.get(name)!
      return removal(row, detach.includes(name), snapshot, hooks.get(name) ?? row.hooks ?? [])
    })
}

function removal(row: ResourceRow, keep: boolean, snapshot: Snapshot, hooks: PlanStep['hooks']): PlanStep {
  const things = [...priorsOf(row), row].flatMap(thing => asDropped(thing, snapshot))
  const base = {
    name: row.name,
    kind: row.kind,
    changes: [],
    lost: [],
    interrupts: false,
    drops: things,
    dependsOn: row.dependsOn,
    holdsData: row.holdsData,
    protect: row.protect,
    follows: [],
    hooks,
    ...(row.id === undefined ? {} : {id: row.id}),
  }
  const other = Object.values(snapshot.resources).find(
    ({name, kind, id}) => name !== row.name && kind === row.kind && id === row.id,
  )
  if (things.length === 0) return {...base, action: 'forget', why: 'nothing is there that would go'}
  if (other !== undefined && row.id !== undefined)
    return {...base, drops: [], action: 'forget', why: `it is called ${other.name} by now`}
  if (keep) return {...base, drops: [], action: 'detach', why: 'kept as asked for'}
  return {...base, action: 'delete', why: 'no longer wanted', lost: lostBy(row.kind), interrupts: true}
}
