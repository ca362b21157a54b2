// Back to what was there before the last deployment; cut short, the same command goes on.
import type {Identity} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {StackView, StackWriter} from '../state/store.ts'
import {apply} from './apply.ts'
import {end, knownOf, type Deployed} from './deploy.ts'
import type {Engine} from './engine.ts'
import {planBack, type RollbackPlan} from './plan-rollback.ts'
import {isEmpty} from './plan.ts'
import {recover} from './recover.ts'
import {runOf, snapshotOf} from './run.ts'
import type {Stack} from './stack.ts'
import {enter, refuseOtherTarget} from './target.ts'

export interface RollbackRun {
  readonly confirm?: (plan: RollbackPlan) => Promise<boolean>
  readonly hooks?: Stack['hooks']
}

/** Cannot write. @throws InferError INFER_TARGET_MISMATCH */
export async function planRollback(engine: Engine, {snapshot}: StackView): Promise<RollbackPlan> {
  const identity = await engine.connection.whoami()
  refuseOtherTarget(snapshot, identity)
  return planFor(engine, snapshot, identity)
}

/** @throws InferError INFER_TARGET_MISMATCH, INFER_DEPLOY_FAILED, INFER_INTERRUPTED, and of the writer */
export async function rollback(
  engine: Engine,
  writer: StackWriter,
  {confirm, hooks = []}: RollbackRun = {},
): Promise<Deployed & {readonly plan: RollbackPlan}> {
  const run = runOf(engine, writer)
  const identity = await enter(run)
  const recovered = await recover(run)
  const plan = await planFor(engine, snapshotOf(run), identity)
  const {undo, outputs: now = {}} = snapshotOf(run)
  if (!isEmpty(plan) && confirm !== undefined && !(await confirm(plan)))
    return {plan, recovered, applied: false, strays: [], outputs: now}
  const outputs = await apply(run, plan, {hooks, outputs: undo?.outputs ?? {}})
  return {plan, recovered, applied: true, outputs, strays: await end(run, plan)}
}

async function planFor(engine: Engine, snapshot: Snapshot, identity: Identity): Promise<RollbackPlan> {
  const rows = Object.values(snapshot.undo?.rows ?? {})
  const inputs = rows.flatMap(row => (row === null ? [] : [{inputs: row.wanted ?? row.inputs}]))
  return planBack(await knownOf(engine, snapshot, inputs, identity))
}
