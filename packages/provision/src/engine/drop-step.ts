// The steps of a plan that take something away: things, rows, or only the care for them.
import type {ResourceRow} from '../state/snapshot.ts'
import {askAgain} from './ask.ts'
import {closeUnmade} from './close-unmade.ts'
import {runHooks} from './hooks.ts'
import {operate} from './operate.ts'
import {priorsOf, type PlanStep} from './plan.ts'
import {drop} from './remove.ts'
import {makeRoom} from './move-rows.ts'
import {readThing} from './settle.ts'
import {driverOf, emit, record, rowOf, type Run} from './run.ts'

export const takesAway = ({action, drops}: PlanStep): boolean =>
  action === 'detach' || action === 'forget' || drops.length > 0

export async function dropStep(run: Run, step: PlanStep): Promise<void> {
  const {name, kind, action} = step
  const began = run.engine.clock.now()
  const own = action === 'delete' || action === 'detach' || action === 'forget'
  const said = own ? action : 'remove'
  emit(run, {is: 'begun', name, kind, action: said})
  if (action === 'detach') {
    const row = rowOf(run, name)
    if (row !== undefined) {
      await makeRoom(run, name)
      await record(run, {is: 'row', name, row, as: 'detached'})
    }
  } else {
    if (own) await closeUnmade(run, name)
    if (action === 'forget') {
      if (rowOf(run, name) !== undefined) await record(run, {is: 'row', name})
    } else await dropThings(run, step)
  }
  emit(run, {is: 'done', name, kind, action: said, tookMs: run.engine.clock.now() - began})
}

async function dropThings(run: Run, step: PlanStep): Promise<void> {
  const {name, hooks, action, order} = step
  const row = rowOf(run, name)
  if (row === undefined) return
  const whole = action === 'delete'
  const going = new Set(step.drops.map(({id}) => id))
  const things = [...priorsOf(row), ...(whole || order === 'deleteFirst' ? [row] : [])]
  for (const {id, kind: its, holdsData, outputs} of things) {
    if (id === undefined || !going.has(id)) continue
    await runHooks(run, hooks, {when: 'before', of: 'delete', name, kind: its, id, outputs})
    if (holdsData && id === row.id && row.status === 'ready') await keepCopy(run, row)
    await drop(run, name, {id, kind: its}, whole && id === row.id)
    await runHooks(run, hooks, {when: 'after', of: 'delete', name, kind: its, id, outputs})
  }
  if (whole && row.id === undefined && rowOf(run, name) !== undefined) await record(run, {is: 'row', name})
}

/** Where the kind can; of what is being removed already there is nothing to copy. */
async function keepCopy(run: Run, row: ResourceRow): Promise<void> {
  const {name, kind, id, opId} = row
  const driver = driverOf(run, kind)
  if (driver.operations?.['snapshot'] === undefined) return
  if ((await readThing(run, driver, {name, kind, opId}, id!)) === undefined) return
  const {is} = await askAgain(run, driver, {name, kind, opId}, 'read', call => driver.ready(call, id!))
  if (is === 'ready') await operate(run, name, 'snapshot')
}
