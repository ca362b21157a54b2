// Operations that change no field: restart, rotate, snapshot. Restarts that are due are remembered until they are done.
import {InferError, type KindDriver, type Operation, type Outputs} from '@inferloop/contract'
import type {Op, ResourceRow} from '../state/snapshot.ts'
import {ask, backOff, failure, follow, progressOf, understand} from './ask.ts'
import {deployedRow} from './deployed-row.ts'
import {begin, driverOf, emit, record, rowOf, snapshotOf, type Run} from './run.ts'
import {outputsOf, settle} from './settle.ts'

/**
 * Not tried again when it may have been done: twice is not once here.
 *
 * @throws InferError INFER_OPTION when there is no such resource or operation, INFER_DEPLOY_FAILED
 */
export async function operate(run: Run, name: string, operation: string): Promise<Outputs> {
  const row = deployedRow(snapshotOf(run), name, meant => `infer deploy operate ${meant} ${operation}`)
  const driver = driverOf(run, row.kind)
  const {id} = row
  const does = operationOf(driver.operations ?? {}, row, operation)
  if (operation === 'rotate') await notifyOthers(run, name, `${name} is rotated`)
  const op = await begin(run, 'operate', row, {id, after: {operation}})
  const began = run.engine.clock.now()
  emit(run, {is: 'begun', name, kind: row.kind, action: 'operate'})
  const said = await askOnce(run, driver, op, {verb: operation, does}, row)
  const settled = await settle(run, driver, op, id, 'update')
  if (settled.is === 'failed') {
    await record(run, {
      is: 'failed',
      opId: op.opId,
      name,
      why: settled.why,
      row: {...row, status: 'degraded'},
    })
    throw new InferError('INFER_DEPLOY_FAILED', {
      message: `${name} (${row.kind}, ${id}) is not ready after ${operation}: ${settled.why}.`,
      suggestions: [`infer deploy logs ${name}`],
    })
  }
  const outputs = await outputsOf(run, driver, op, id)
  await record(run, {
    is: 'done',
    opId: op.opId,
    name,
    row: {...rowOf(run, name)!, status: settled.status, outputs},
  })
  emit(run, {is: 'done', name, kind: row.kind, action: 'operate', id, tookMs: run.engine.clock.now() - began})
  return said
}

/** Tries that were surely refused for now are made again; after any other failure `left` is the row. */
export async function askOnce(
  run: Run,
  driver: KindDriver,
  op: Op,
  {verb, does}: {readonly verb: string; readonly does: Operation},
  left: ResourceRow,
): Promise<Outputs> {
  for (let tries = 1; ; tries++)
    try {
      const said = await ask(run, driver, op, 'update', call =>
        follow(does.run(call, op.id!), call, progressOf(run, op)),
      )
      return said ?? {}
    } catch (error) {
      const explained = understand(run, driver, error, 'update')
      if (explained.retryable && !explained.ambiguous) {
        await backOff(run, driver, op, 'update', explained, tries, error)
        continue
      }
      await record(run, {is: 'failed', opId: op.opId, name: op.name, why: explained.message, row: left})
      throw failure(driver, op, verb, explained, error)
    }
}

/** What reads it only when it starts has to start anew; remembered before the change, so that no crash forgets it. */
export async function notifyOthers(run: Run, name: string, reason: string): Promise<void> {
  for (const row of Object.values(snapshotOf(run).resources)) {
    if (restarts(run, row) && row.dependsOn.includes(name))
      await record(run, {is: 'notify', name: row.name, reason})
  }
}

const restarts = ({engine}: Run, row: ResourceRow | undefined): boolean =>
  row?.id !== undefined && engine.connection.drivers.get(row.kind)?.operations?.['restart'] !== undefined

/** Restarts all that is due, one after the other; what is of another kind by now may have nothing to restart. */
export async function restartNotified(run: Run): Promise<void> {
  for (const name of Object.keys(snapshotOf(run).notify).toSorted()) {
    if (restarts(run, rowOf(run, name))) await operate(run, name, 'restart')
    await record(run, {is: 'notify', name})
  }
}

function operationOf(
  operations: Readonly<Record<string, Operation>>,
  {name, kind}: ResourceRow,
  operation: string,
): Operation {
  const found = Object.hasOwn(operations, operation) ? operations[operation] : undefined
  if (found !== undefined) return found
  throw new InferError('INFER_OPTION', {
    message: `${name} is a ${kind}, which cannot "${operation}" here (it can: ${Object.keys(operations).join(', ') || 'nothing'}).`,
    suggestions: ['infer deploy status'],
  })
}
