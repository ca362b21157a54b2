// What changes in memory alone before anything is asked of a provider: names, what was kept outside, and old things that serve again.
import type {PlanStep} from './plan.ts'
import {record, rowOf, snapshotOf, type Run} from './run.ts'
import {closeUnmade} from './close-unmade.ts'
import {chainOf, rowOfChain, withOnTop} from './things.ts'

export async function moveRows(run: Run, steps: readonly PlanStep[]): Promise<void> {
  for (const {name, moved, restores} of steps) {
    if (moved !== undefined) await move(run, name, moved)
    if (restores !== undefined) await restore(run, name, restores)
  }
}

/** A name that is taken among the detached is given to the newer one; the older gets another. */
export async function makeRoom(run: Run, name: string): Promise<void> {
  const {detached} = snapshotOf(run)
  const older = Object.hasOwn(detached, name) ? detached[name] : undefined
  if (older === undefined) return
  let number = 2
  while (Object.hasOwn(detached, `${name}~${number}`)) number++
  await record(run, {is: 'row', name: `${name}~${number}`, row: older, as: 'detached'})
}

async function move(run: Run, name: string, moved: NonNullable<PlanStep['moved']>): Promise<void> {
  const {resources, detached} = snapshotOf(run)
  const row = moved.detached ? detached[name] : resources[moved.from]
  if (row === undefined) return
  const from = moved.detached ? {} : {from: moved.from}
  // What it needed may be gone since it was kept; its step says what it needs now.
  const isThere = (need: string): boolean => Object.hasOwn(resources, need) || Object.hasOwn(detached, need)
  await record(run, {is: 'row', name, row: {...row, name, dependsOn: row.dependsOn.filter(isThere)}, ...from})
}

/** Each entry leaves every thing somewhere, so that a crash between them loses none. */
async function restore(
  run: Run,
  name: string,
  {id, keeps}: NonNullable<PlanStep['restores']>,
): Promise<void> {
  await closeUnmade(run, name)
  const row = rowOf(run, name)
  if (row === undefined) return
  if (row.id !== id) await record(run, {is: 'row', name, row: withOnTop(row, id)})
  for (const kept of keeps) {
    const things = chainOf(rowOf(run, name))
    const thing = things.find(one => one.id === kept)
    if (thing === undefined) continue
    const outside = Object.values(snapshotOf(run).detached)
    if (!outside.some(one => one.kind === thing.kind && one.id === thing.id)) {
      await makeRoom(run, name)
      await record(run, {is: 'row', name, row: thing, as: 'detached'})
    }
    await record(run, {is: 'row', name, row: rowOfChain(things.filter(one => one !== thing))!})
  }
}
