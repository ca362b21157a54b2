// Goes back to before the last deployment, or shows what that would do.
import {planRollback, type RollbackPlan, rollbackStack} from '@inferloop/provision'
import {type DeployResult, resultOf, writing} from './deploy.ts'
import type {Session} from './session.ts'
import {shownPlan} from './shown-plan.ts'
import {stopwatch} from './stopwatch.ts'

export interface RollbackResult extends DeployResult {
  /** What does not become as it was. */
  readonly left: RollbackPlan['left']
}

/** @throws InferError of `planRollback` and `rollbackStack` of packages/provision */
export async function rollback(
  session: Session,
  {dryRun, lockWaitMs}: {readonly dryRun: boolean; readonly lockWaitMs: number},
  asked: (plan: RollbackPlan) => Promise<boolean>,
): Promise<RollbackResult> {
  const {store, stack, engine, place} = session
  if (dryRun) {
    const plan = await planRollback(engine, await store.read(stack.name))
    const nothing = {applied: false, seconds: 0, recovered: [], strays: [], outputs: {}}
    return {file: place.shown, ...nothing, plan: shownPlan(plan), left: plan.left}
  }
  const {confirm, seconds} = stopwatch(asked)
  return writing(session, {command: 'infer deploy rollback', lockWaitMs}, async writer => {
    const done = await rollbackStack(engine, writer, {hooks: stack.hooks, confirm})
    return {...resultOf(place.shown, done, seconds()), left: done.plan.left}
  })
}
