// Removes a thing: durable before it is asked for, and gone from what is remembered only when it is gone.
import type {Op, ResourceRow} from '../state/snapshot.ts'
import {ask, backOff, failure, follow, progressOf, understand} from './ask.ts'
import {begin, driverOf, record, rowOf, type Run} from './run.ts'
import type {Dropped} from './plan.ts'
import {readThing} from './settle.ts'

/** Removes one thing of a row: with `last` the row goes with it, otherwise the row stays without the thing. */
export async function drop(run: Run, name: string, {id, kind}: Dropped, last: boolean): Promise<void> {
  const row = rowOf(run, name)
  if (row === undefined) return
  const op = last
    ? await begin(run, 'delete', {...row, status: 'deleting'}, {id})
    : await begin(run, 'replace-delete', row.id === id ? {...row, status: 'replacing'} : row, {id})
  await remove(run, {...op, kind}, row)
}

/** For an operation whose intent is durable; `before` is the row to go back to when it is refused. */
export async function remove(run: Run, op: Op, before: ResourceRow): Promise<void> {
  const driver = driverOf(run, op.kind)
  for (let tries = 1; ; tries++)
    try {
      await ask(run, driver, op, 'delete', call =>
        follow(driver.delete(call, op.id!), call, progressOf(run, op)),
      )
      break
    } catch (error) {
      const said = understand(run, driver, error, 'delete')
      if (said.retryable || said.ambiguous) {
        await backOff(run, driver, op, 'delete', said, tries, error)
        continue
      }
      // A removal that was accepted may be refused on the way to its end.
      if ((await readThing(run, driver, op, op.id!)) === undefined) break
      await record(run, {is: 'failed', opId: op.opId, name: op.name, why: said.message, row: before})
      throw failure(driver, op, 'delete', said, error)
    }
  await recordGone(run, op)
}

export async function recordGone(run: Run, op: Op): Promise<void> {
  const row = rowOf(run, op.name)
  const kept = op.action === 'delete' || row === undefined ? undefined : without(row, op.id!)
  await record(run, {is: 'done', opId: op.opId, name: op.name, ...(kept === undefined ? {} : {row: kept})})
}

/** The row without that thing: without its own it waits for another, without an old one the chain closes. */
function without({prior, ...own}: ResourceRow, id: string): ResourceRow {
  if (own.id === id) {
    const {id: _, ...rest} = own
    return {...rest, ...(prior === undefined ? {} : {prior}), status: 'replacing'}
  }
  const left = prior?.id === id ? prior.prior : prior === undefined ? undefined : without(prior, id)
  return left === undefined ? own : {...own, prior: left}
}
