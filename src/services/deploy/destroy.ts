// Removes a stack, or shows what would be removed.
import {type DestroyOptions, destroyStack, type Plan, planDestroy} from '@inferloop/provision'
import {type DeployResult, resultOf, writing} from './deploy.ts'
import type {Session} from './session.ts'
import {shownPlan} from './shown-plan.ts'

export interface DestroyChoice extends DestroyOptions {
  readonly dryRun: boolean
  readonly lockWaitMs: number
}

/** @throws InferError of `planDestroy` and `destroyStack` of packages/provision */
export async function destroy(
  session: Session,
  {dryRun, lockWaitMs, ...options}: DestroyChoice,
  confirm: (plan: Plan) => Promise<boolean>,
): Promise<DeployResult> {
  const {store, stack, engine, place} = session
  if (dryRun) {
    const plan = await planDestroy(engine, await store.read(stack.name), options)
    return {file: place.shown, applied: false, plan: shownPlan(plan), recovered: [], strays: [], outputs: {}}
  }
  return writing(session, {command: 'infer deploy destroy', lockWaitMs}, async writer =>
    resultOf(place.shown, await destroyStack(engine, writer, {...options, hooks: stack.hooks, confirm})),
  )
}
