// A copy of what holds data before it goes: of what serves, and of what another took the place of.
import {InferError} from '@inferloop/contract'
import type {ResourceRow} from '../state/snapshot.ts'
import {askAgain} from './ask.ts'
import {askOnce} from './operate.ts'
import {begin, driverOf, emit, record, rowOf, type Run} from './run.ts'
import {readThing, settle} from './settle.ts'

/**
 * Where the kind can; of what never became ready, or is being removed already, there is nothing to copy.
 *
 * @throws InferError INFER_DEPLOY_FAILED and of `askOnce`; the thing stays then
 */
export async function keepCopy(run: Run, thing: ResourceRow): Promise<void> {
  const {name, kind, opId, status} = thing
  const driver = driverOf(run, kind)
  const does = driver.operations?.['snapshot']
  if (does === undefined || !thing.holdsData || (status !== 'ready' && status !== 'degraded')) return
  const id = thing.id!
  if ((await readThing(run, driver, {name, kind, opId}, id)) === undefined) return
  const {is} = await askAgain(run, driver, {name, kind, opId}, 'read', call => driver.ready(call, id))
  if (is !== 'ready') return
  const row = rowOf(run, name)!
  const began = run.engine.clock.now()
  const op = {...(await begin(run, 'operate', row, {id, after: {operation: 'snapshot'}})), kind}
  emit(run, {is: 'begun', name, kind, action: 'operate'})
  await askOnce(run, driver, op, {verb: 'snapshot', does}, row)
  // What was not well before need not become so.
  const settled = status === 'ready' ? await settle(run, driver, op, id, 'update') : undefined
  if (settled?.is === 'failed') {
    await record(run, {is: 'failed', opId: op.opId, name, why: settled.why, row})
    throw new InferError('INFER_DEPLOY_FAILED', {
      message: `${name} (${kind}, ${id}) was to go, and of its copy nobody knows: ${settled.why}.`,
      suggestions: [`infer deploy logs ${name}`, 'run the same command again'],
    })
  }
  await record(run, {is: 'done', opId: op.opId, name, row})
  emit(run, {is: 'done', name, kind, action: 'operate', id, tookMs: run.engine.clock.now() - began})
}
