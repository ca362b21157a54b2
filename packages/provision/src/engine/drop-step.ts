// The steps of a plan that take something away: things, rows, or only the care for them.
import {closeUnmade} from './close-unmade.ts'
import {runHooks} from './hooks.ts'
import {keepCopy} from './keep-copy.ts'
import {priorsOf, type PlanStep} from './plan.ts'
import {drop} from './remove.ts'
import {makeRoom} from './move-rows.ts'
import {emit, record, rowOf, type Run} from './run.ts'

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
  for (const thing of things) {
    const {id, kind, outputs} = thing
    if (id === undefined || !going.has(id)) continue
    await runHooks(run, hooks, {when: 'before', of: 'delete', name, kind, id, outputs})
    await keepCopy(run, thing)
    await drop(run, name, {id, kind}, whole && id === row.id)
    await runHooks(run, hooks, {when: 'after', of: 'delete', name, kind, id, outputs})
  }
  if (whole && row.id === undefined && rowOf(run, name) !== undefined) await record(run, {is: 'row', name})
}
