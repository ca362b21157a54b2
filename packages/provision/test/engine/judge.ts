// Whether the cloud has what state says, once each, and whether another run would change anything.
import type {Plan} from '../../src/engine/plan.ts'
import type {ResourceRow} from '../../src/state/snapshot.ts'
import type {World} from './sim-world.ts'

export interface Verdict {
  /** In the cloud, and not remembered. */
  readonly orphans: readonly string[]
  /** Remembered, and not in the cloud. */
  readonly missing: readonly string[]
  /** Operations that made several things. */
  readonly duplicates: readonly string[]
  /** Operations without an outcome. */
  readonly open: readonly string[]
  /** Steps another run would take. */
  readonly steps: readonly string[]
}

export const SOUND: Verdict = {orphans: [], missing: [], duplicates: [], open: [], steps: []}

export function judge({cloud, disk, clock, late}: World, again: Plan): Verdict {
  // Whatever was still on its way has landed by then.
  clock.jump(60_000)
  for (const send of late.splice(0)) send()
  const things = cloud.things()
  const {resources, detached, openOps} = disk.snapshot
  const ids = new Set<string>()
  for (const first of [...Object.values(resources), ...Object.values(detached)])
    for (let row: ResourceRow | undefined = first; row !== undefined; row = row.prior)
      if (row.id !== undefined) ids.add(`${row.kind} ${row.id}`)
  const there = new Set(things.map(({kind, id}) => `${kind} ${id}`))
  const ops = things.map(({tags}) => `${tags['infer-name']} ${tags['infer-op']}`)
  return {
    orphans: [...there].filter(id => !ids.has(id)),
    missing: [...ids].filter(id => !there.has(id)),
    duplicates: [...new Set(ops.filter((op, i) => ops.indexOf(op) !== i))],
    open: Object.values(openOps).map(({name, action}) => `${action} ${name}`),
    steps: again.steps.filter(({action}) => action !== 'none').map(({name, action}) => `${action} ${name}`),
  }
}
