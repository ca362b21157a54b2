// What a deployment would do, and a file of it that can be applied later.
import {readFile} from 'node:fs/promises'
import {errorCode, InferError} from '@inferloop/contract'
import {
  decodePlan,
  encodePlan,
  type Plan,
  type PlanOptions,
  planStack,
  type Snapshot,
} from '@inferloop/provision'
import {writeWholeFile} from '../write-whole-file.ts'
import {earlierThings} from './earlier-stack.ts'
import type {Session} from './session.ts'

/** With what it was made from. Reads what is remembered, and writes nothing. @throws InferError of `planStack` of packages/provision */
export async function planFor(
  session: Session,
  options: PlanOptions,
): Promise<{readonly plan: Plan; readonly snapshot: Snapshot}> {
  const {store, stack, engine} = session
  const view = await store.read(stack.name)
  const plan = await planStack(engine, view, stack, options)
  const earlier = await earlierThings(session, view)
  const warned = earlier === undefined ? [] : [`${earlier}; infer deploy recover --from-provider`]
  return {plan: {...plan, warnings: [...plan.warnings, ...warned]}, snapshot: view.snapshot}
}

/** Another plan is replaced, any other file is not. @throws InferError INFER_OUTPUT_EXISTS, INFER_OUTPUT_UNWRITABLE, INFER_DISK_FULL */
export async function savePlan(path: string, plan: Plan, signal: AbortSignal): Promise<void> {
  try {
    await writeWholeFile(path, encodePlan(plan), {force: await wasPlan(path), signal})
  } catch (error) {
    if (errorCode(error) !== 'INFER_OUTPUT_EXISTS') throw error
    throw new InferError('INFER_OUTPUT_EXISTS', {
      message: `${path} is there already, and is no plan.`,
      suggestions: ['infer deploy plan --output new.plan.json'],
      cause: error,
    })
  }
}

/** Also one that was altered, or is of another version. */
async function wasPlan(path: string): Promise<boolean> {
  try {
    const {plan, sha256} = JSON.parse(await readFile(path, 'utf8')) as Record<string, unknown>
    return typeof plan === 'object' && typeof sha256 === 'string'
  } catch {
    return false
  }
}

/** @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE, INFER_PLAN_STALE */
export async function readPlan(path: string): Promise<Plan> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    const missing = cause.code === 'ENOENT'
    throw new InferError(missing ? 'INFER_FILE_MISSING' : 'INFER_FILE_UNREADABLE', {
      message: missing ? `There is no plan ${path}.` : `The plan ${path} cannot be read: ${cause.message}.`,
      suggestions: [`infer deploy plan --output ${path}`],
      cause,
    })
  })
  return decodePlan(text, path)
}
