// Removes a stack, or shows what would be removed.
import {type DestroyOptions, destroyStack, type Plan, planDestroy} from '@inferloop/provision'
import {costChange} from './cost-change.ts'
import {type DeployResult, onlyPlanned, resultOf, writing} from './deploy.ts'
import type {Session} from './session.ts'
import {shownPlan} from './shown-plan.ts'
import {stopwatch} from './stopwatch.ts'

export interface DestroyChoice extends DestroyOptions {
  readonly lockWaitMs: number
}

/** What `destroy` would do. @throws InferError of `planDestroy` of packages/provision */
export async function tryDestroy(session: Session, options: DestroyOptions): Promise<DeployResult> {
  const {store, stack, engine, place} = session
  const view = await store.read(stack.name)
  const plan = await planDestroy(engine, view, options, stack.resources)
  return onlyPlanned(place.shown, shownPlan(plan, costChange(session, view.snapshot, plan)))
}

/** @throws InferError of `destroyStack` of packages/provision */
export async function destroy(
  session: Session,
  {lockWaitMs, ...options}: DestroyChoice,
  asked: (plan: Plan) => Promise<boolean>,
): Promise<DeployResult> {
  const {stack, engine, place} = session
  const {confirm, seconds} = stopwatch(asked)
  return writing(session, {command: 'infer deploy destroy', lockWaitMs}, async writer => {
    const done = await destroyStack(engine, writer, {
      ...options,
      hooks: stack.hooks,
      resources: stack.resources,
      confirm,
    })
    return resultOf(place.shown, done, seconds())
  })
}
