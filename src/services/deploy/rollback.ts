// Goes back to before the last deployment, or shows what that would do.
import {planRollback, type RollbackPlan, rollbackStack} from '@inferloop/provision'
import {type DeployResult, onlyPlanned, resultOf, writing} from './deploy.ts'
import type {Session} from './session.ts'
import {shownPlan} from './shown-plan.ts'
import {stopwatch} from './stopwatch.ts'

export interface RollbackResult extends DeployResult {
  /** What does not become as it was. */
  readonly left: RollbackPlan['left']
}

/** What `rollback` would do. @throws InferError of `planRollback` of packages/provision */
export async function tryRollback({store, stack, engine, place}: Session): Promise<RollbackResult> {
  const plan = await planRollback(engine, await store.read(stack.name))
  return {...onlyPlanned(place.shown, shownPlan(plan)), left: plan.left}
}

/** @throws InferError of `rollbackStack` of packages/provision */
export async function rollback(
  session: Session,
  lockWaitMs: number,
  asked: (plan: RollbackPlan) => Promise<boolean>,
): Promise<RollbackResult> {
  const {stack, engine, place} = session
  const {confirm, seconds} = stopwatch(asked)
  return writing(session, {command: 'infer deploy rollback', lockWaitMs}, async writer => {
    const done = await rollbackStack(engine, writer, {hooks: stack.hooks, confirm})
    return {...resultOf(place.shown, done, seconds()), left: done.plan.left}
  })
}
