// What an interrupted run left: each operation without an outcome gets one, before anything else is done.
import {InferError} from '@inferloop/contract'
import type {Op, ResourceRow} from '../state/snapshot.ts'
import {askAgain} from './ask.ts'
import {closeUpdate} from './change.ts'
import {findMade, listed, removeThing} from './find-made.ts'
import {finishMade} from './make.ts'
import {recordGone, remove} from './remove.ts'
import {driverOf, emit, knownIds, record, rowOf, snapshotOf, tagsOf, type Run} from './run.ts'
import {readThing} from './settle.ts'
import {walk, type Task} from './walk.ts'

export interface Recovered {
  readonly name: string
  readonly opId: string
  readonly action: Op['action']
  /** One sentence. */
  readonly found: string
}

/**
 * Operations that made something are ended; one that provably made nothing stays open, for the next deployment to ask again under the
 * same name, or to close. Nobody is asked, and hooks that are due stay due.
 *
 * @throws InferError INFER_PROVIDER_UNREACHABLE, INFER_PROVIDER_REFUSED where an outcome cannot be learnt; state is as before
 */
export async function recover(run: Run): Promise<readonly Recovered[]> {
  const open = Object.values(snapshotOf(run).openOps)
  const unready = Object.values(snapshotOf(run).resources).filter(
    row => row.id !== undefined && row.status !== 'ready' && !open.some(({name}) => name === row.name),
  )
  if (open.length + unready.length + run.writer.zombieOps.length === 0) return []
  emit(run, {is: 'phase', phase: 'recover', total: open.length})
  const found: Recovered[] = []
  const said = (op: Op, what: string): void => {
    found.push({name: op.name, opId: op.opId, action: op.action, found: what})
    emit(run, {is: 'recovered', name: op.name, kind: op.kind, opId: op.opId, found: what})
  }
  const tasks = [
    ...open
      .toSorted((a, b) => a.issuedAt - b.issuedAt || (a.name < b.name ? -1 : 1))
      .map(
        (op): Task => ({
          key: op.opId,
          needs: [],
          run: async () => said(op, await resolve(run, op)),
        }),
      ),
    ...unready.map((row): Task => ({key: row.name, needs: [], run: () => lookAgain(run, row)})),
    ...run.writer.zombieOps.map(
      (op): Task => ({key: `zombie ${op.opId}`, needs: [], run: () => clearZombie(run, op)}),
    ),
  ]
  const {failed} = await walk(tasks, run.limits.parallel, () => run.signal.aborted)
  if (run.left.fatal !== undefined) throw run.left.fatal
  for (const error of failed.values()) throw error
  run.signal.throwIfAborted()
  return found
}

async function resolve(run: Run, op: Op): Promise<string> {
  switch (op.action) {
    case 'create':
    case 'replace-create':
      return resolveMaking(run, op)
    case 'update':
      await waitForLate(run, op)
      await closeUpdate(run, op, 'interrupted')
      return 'what is there was read'
    case 'delete':
    case 'replace-delete':
      return resolveRemoval(run, op)
    case 'adopt':
    case 'operate':
      await record(run, {is: 'failed', opId: op.opId, name: op.name, why: 'interrupted', ...rowLeft(run, op)})
      return 'it changes nothing that is remembered'
  }
}

async function resolveMaking(run: Run, op: Op): Promise<string> {
  const driver = driverOf(run, op.kind)
  let {id} = op
  if (id === undefined) {
    id = (await findMade(run, driver, op))?.id
    if (id === undefined) return 'it made nothing'
    await record(run, {is: 'id', opId: op.opId, id})
  } else if ((await readThing(run, driver, op, id)) === undefined) {
    const prior = rowOf(run, op.name)?.prior
    if (prior === undefined) await record(run, {is: 'done', opId: op.opId, name: op.name})
    else
      await record(run, {
        is: 'failed',
        opId: op.opId,
        name: op.name,
        why: 'removed by someone else',
        row: prior,
      })
    return `${id} was removed by someone else`
  }
  try {
    await finishMade(run, driver, op, {id})
  } catch (error) {
    // It is remembered as never ready, and the plan replaces it.
    if (!(error instanceof InferError) || snapshotOf(run).openOps[op.opId] !== undefined) throw error
    return `${id} is there and not ready`
  }
  return `${id} is there`
}

async function resolveRemoval(run: Run, op: Op): Promise<string> {
  await waitForLate(run, op)
  const kind = thingKind(rowOf(run, op.name), op)
  const driver = driverOf(run, kind)
  const asked = {...op, kind}
  if ((await readThing(run, driver, asked, op.id!)) === undefined) {
    await recordGone(run, asked)
    return `${op.id} is gone`
  }
  const row = rowOf(run, op.name)!
  await remove(run, asked, {...row, status: row.status === 'deleting' ? 'ready' : row.status})
  return `${op.id} was removed`
}

/** Rows that were not ready when the last run ended. */
async function lookAgain(run: Run, row: ResourceRow): Promise<void> {
  const driver = driverOf(run, row.kind)
  const subject = {name: row.name, kind: row.kind, opId: row.opId}
  const thing = await readThing(run, driver, subject, row.id!)
  if (thing === undefined) {
    const {prior} = row
    await record(run, {is: 'row', name: row.name, ...(prior === undefined ? {} : {row: prior})})
    return
  }
  const {is} = await askAgain(run, driver, subject, 'read', call => driver.ready(call, row.id!))
  const health =
    is === 'ready' && driver.health !== undefined
      ? (await askAgain(run, driver, subject, 'read', call => driver.health!(call, row.id!))).is
      : 'unknown'
  if (is === 'ready' && (health === 'healthy' || health === 'unknown'))
    await record(run, {is: 'row', name: row.name, row: {...row, status: 'ready', outputs: thing.outputs}})
}

/** What a run made after it had lost the stack: removed when another was made in its place, else only reported. */
async function clearZombie(run: Run, op: Op): Promise<void> {
  if (op.action !== 'create' && op.action !== 'replace-create') return
  const driver = driverOf(run, op.kind)
  for (const {id} of await listed(run, driver, op, tagsOf(run, op))) {
    if (knownIds(snapshotOf(run)).has(id)) continue
    const another = rowOf(run, op.name)?.id !== undefined
    if (another) await removeThing(run, driver, op, id)
    emit(run, {is: 'stray', kind: op.kind, id, name: op.name, removed: another})
  }
}

/** A request whose sender died may still land; reading before that proves nothing. */
async function waitForLate(run: Run, {issuedAt}: Op): Promise<void> {
  const waitMs = issuedAt + run.limits.lateMs - run.engine.clock.now()
  if (waitMs > 0) await run.engine.clock.sleep(Math.min(waitMs, run.limits.lateMs), run.signal)
}

function rowLeft(run: Run, op: Op): {readonly row?: ResourceRow} {
  const row = rowOf(run, op.name)
  return row === undefined ? {} : {row: {...row, status: row.status === 'updating' ? 'ready' : row.status}}
}

/** Of an old thing the kind may be another than that of the row. */
function thingKind(row: ResourceRow | undefined, op: Op): Op['kind'] {
  for (let at = row; at !== undefined; at = at.prior) if (at.id === op.id) return at.kind
  return op.kind
}
