// Looks, at the end of a run, for things that carry the stack's tags and are not remembered.
import type {ResourceKind} from '@inferloop/contract'
import type {ResourceRow} from '../state/snapshot.ts'
import {listed, removeThing} from './find-made.ts'
import {emit, knownIds, snapshotOf, type Run} from './run.ts'
import {readThing} from './settle.ts'
import {walk} from './walk.ts'

export interface Stray {
  readonly kind: ResourceKind
  readonly id: string
  readonly name?: string
  /** It was the second of one operation whose first is remembered. */
  readonly removed: boolean
}

/** Removes only what the very operation made whose thing is remembered under another id; never because state is empty. */
export async function sweep(run: Run, kinds: Iterable<ResourceKind>): Promise<readonly Stray[]> {
  const {stack, lineage} = snapshotOf(run)
  const strays: Stray[] = []
  const look = async (kind: ResourceKind): Promise<void> => {
    const driver = run.engine.connection.drivers.get(kind)
    if (driver === undefined) return
    const subject = {name: stack, kind, opId: `sweep-${run.writer.epoch}`}
    const tags = {'infer-stack': stack, 'infer-lineage': lineage}
    for (const {id, tags: its} of await listed(run, driver, subject, tags)) {
      if (knownIds(snapshotOf(run)).has(id)) continue
      // Lists show for a while what was removed.
      if ((await readThing(run, driver, subject, id)) === undefined) continue
      const name = its['infer-name']
      const removed = madeTwice(run, its['infer-op'], id)
      if (removed) await removeThing(run, driver, subject, id)
      const stray = {kind, id, removed, ...(name === undefined ? {} : {name})}
      strays.push(stray)
      emit(run, {is: 'stray', ...stray})
    }
  }
  const tasks = [...new Set(kinds)].toSorted().map(kind => ({key: kind, needs: [], run: () => look(kind)}))
  const {failed} = await walk(tasks, run.limits.parallel, () => run.signal.aborted)
  if (run.left.fatal !== undefined) throw run.left.fatal
  if (failed.size > 0)
    emit(run, {
      is: 'warning',
      text: `whether something was left behind could not be seen for ${[...failed.keys()].join(', ')}`,
    })
  return strays
}

function madeTwice(run: Run, opId: string | undefined, id: string): boolean {
  if (opId === undefined) return false
  for (const first of Object.values(snapshotOf(run).resources))
    for (let row: ResourceRow | undefined = first; row !== undefined; row = row.prior)
      if (row.opId === opId) return row.id !== undefined && row.id !== id
  return false
}
