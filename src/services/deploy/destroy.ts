// Removes a stack, or shows what would be removed.
import {type DestroyOptions, destroyStack, type Plan, planDestroy} from '@inferloop/provision'
import {costChange} from './cost-change.ts'
import {type DeployResult, resultOf, writing} from './deploy.ts'
import type {Session} from './session.ts'
import {shownPlan} from './shown-plan.ts'
import {stopwatch} from './stopwatch.ts'

export interface DestroyChoice extends DestroyOptions {
  readonly dryRun: boolean
  readonly lockWaitMs: number
}

/** @throws InferError of `planDestroy` and `destroyStack` of packages/provision */
export async function destroy(
  session: Session,
  {dryRun, lockWaitMs, ...options}: DestroyChoice,
  asked: (plan: Plan) => Promise<boolean>,
): Promise<DeployResult> {
  const {store, stack, engine, place} = session
  if (dryRun) {
    const view = await store.read(stack.name)
    const plan = await planDestroy(engine, view, options, stack.resources)
    const nothing = {applied: false, seconds: 0, recovered: [], strays: [], outputs: {}}
    return {file: place.shown, ...nothing, plan: shownPlan(plan, costChange(session, view.snapshot, plan))}
  }
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
