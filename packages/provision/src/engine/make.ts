// Makes a thing once, whatever happens: the intent is durable before, the id as soon as it is known, and an unanswered try is looked for.
import {InferError, type KindDriver, type Outputs} from '@inferloop/contract'
import type {Op} from '../state/snapshot.ts'
import {ask, backOff, failure, follow, progressOf, understand} from './ask.ts'
import {findMade} from './find-made.ts'
import {type AfterMade, withoutDue} from './hooks-due.ts'
import {driverOf, emit, record, rowOf, snapshotOf, type Run} from './run.ts'
import {revealed} from './secrets.ts'
import {lastLines, outputsOf, settle} from './settle.ts'

/** For an operation whose intent is durable. @throws InferError; the operation stays open where its outcome is not known */
export async function make(run: Run, op: Op, after: AfterMade | undefined): Promise<void> {
  const driver = driverOf(run, op.kind)
  const made = await created(run, driver, op)
  await finishMade(run, driver, op, made, after)
}

/** From the id on: wait, gate, and the last entry. Without `after` its hooks stay due. */
export async function finishMade(
  run: Run,
  driver: KindDriver,
  op: Op,
  {id, outputs}: {readonly id: string; readonly outputs?: Outputs},
  after?: AfterMade,
): Promise<void> {
  const settled = await settle(run, driver, op, id, 'create')
  const row = rowOf(run, op.name)!
  if (settled.is === 'failed') {
    const logs = await lastLines(run, driver, op, id)
    await record(run, {
      is: 'failed',
      opId: op.opId,
      name: op.name,
      why: settled.why,
      row: {...row, id, status: 'creating'},
    })
    throw notReady(op, id, settled.why, logs)
  }
  const last = outputs ?? (await outputsOf(run, driver, op, id))
  await after?.(id, last)
  const made = rowOf(run, op.name)!
  await record(run, {
    is: 'done',
    opId: op.opId,
    name: op.name,
    row: {...(after === undefined ? made : withoutDue(made)), id, status: settled.status, outputs: last},
  })
}

async function created(
  run: Run,
  driver: KindDriver,
  op: Op,
): Promise<{readonly id: string; readonly outputs?: Outputs}> {
  const inputs = await revealed(run, op.after ?? {})
  const progress = progressOf(run, op)
  for (let tries = 1; ; tries++) {
    let id: string | undefined
    try {
      const outputs = await ask(run, driver, op, 'create', call =>
        follow(driver.create(call, inputs), call, async step => {
          if (!('id' in step)) return progress(step)
          if (id === step.id) return
          id = step.id
          await learnId(run, driver, op, id)
        }),
      )
      if (id === undefined) throw new Error(`the ${op.kind} driver ended create without an id`)
      return {id, outputs}
    } catch (error) {
      const said = understand(run, driver, error, 'create')
      // It is there; whether it will do is for the gate to say.
      if (id !== undefined) return {id}
      if (!said.retryable && !said.ambiguous) {
        const row = rowOf(run, op.name)?.prior
        await record(run, {
          is: 'failed',
          opId: op.opId,
          name: op.name,
          why: said.message,
          ...(row === undefined ? {} : {row}),
        })
        throw failure(driver, op, 'create', said, error)
      }
      await backOff(run, driver, op, 'create', said, tries, error)
      if (said.ambiguous) {
        const found = await findMade(run, driver, snapshotOf(run).openOps[op.opId]!)
        if (found !== undefined) {
          await learnId(run, driver, op, found.id)
          return {id: found.id}
        }
      }
      await record(run, {is: 'attempt', opId: op.opId, at: run.engine.clock.now()})
    }
  }
}

/** Fenced just now: what was made is removed when state has another in its place. */
async function learnId(run: Run, driver: KindDriver, op: Op, id: string): Promise<void> {
  emit(run, {is: 'id', name: op.name, kind: op.kind, id})
  try {
    await record(run, {is: 'id', opId: op.opId, id})
  } catch (error) {
    if (error instanceof InferError && error.code === 'INFER_STATE_FENCED')
      await removeSecond(run, driver, op, id)
    throw error
  }
}

async function removeSecond(run: Run, driver: KindDriver, op: Op, id: string): Promise<void> {
  const view = await run.engine.reread?.()
  const other = view?.snapshot.resources[op.name]
  if (other?.opId !== op.opId || other.id === undefined || other.id === id) return
  const {clock, signal} = run.engine
  // The run is over, so the usual way is closed; this is the one call a run without its lock makes.
  const steps = driver.delete(
    {
      opId: op.opId,
      token: op.opId,
      tags: {
        'infer-op': op.opId,
        'infer-stack': view!.snapshot.stack,
        'infer-lineage': view!.snapshot.lineage,
        'infer-name': op.name,
      },
      deadline: clock.now() + driver.timeouts.delete,
      signal,
    },
    id,
  )
  while ((await steps.next()).done !== true);
  emit(run, {is: 'stray', kind: op.kind, id, name: op.name, removed: true})
}

function notReady(op: Op, id: string, why: string, logs: readonly string[]): InferError {
  return new InferError('INFER_DEPLOY_FAILED', {
    message: `${op.name} (${op.kind}, ${id}) was made and is not ready: ${why}.${logs.length > 0 ? ` It wrote:\n${logs.join('\n')}` : ''}`,
    suggestions: [`infer deploy logs ${op.name}`, 'infer deploy', 'infer deploy rollback'],
  })
}
