// Deploys a stack: with its lock, after a yes, and back again when it failed and that is wished.
import {errorCode, InferError, type Json} from '@inferloop/contract'
import {
  type Deployed,
  deployStack,
  type DeployOptions,
  type Plan,
  rollbackStack,
  type StackWriter,
} from '@inferloop/provision'
import type {Session} from './session.ts'
import {type ShownPlan, shownPlan} from './shown-plan.ts'
import {stopwatch} from './stopwatch.ts'

export interface DeployChoice extends Omit<DeployOptions, 'confirm'> {
  /** The command line, for whoever finds the stack locked. */
  readonly command: string
  readonly lockWaitMs: number
  /** Only a stack that was deployed before. */
  readonly mustExist?: boolean
}

export interface Talk {
  readonly confirm: (plan: Plan) => Promise<boolean>
  /** Whether to go back after that failure. */
  readonly goesBack: (error: Error) => Promise<boolean>
  readonly confirmBack: (plan: Plan) => Promise<boolean>
}

export interface DeployResult {
  readonly file: string
  /** False when the answer was no. */
  readonly applied: boolean
  readonly plan: ShownPlan
  /** From the answer to the end. */
  readonly seconds: number
  readonly recovered: Deployed['recovered']
  readonly strays: Deployed['strays']
  readonly outputs: Readonly<Record<string, Json>>
}

/** @throws InferError of `deployStack` of packages/provision; with what became of it when it was rolled back */
export async function deploy(session: Session, choice: DeployChoice, talk: Talk): Promise<DeployResult> {
  const {command, lockWaitMs, mustExist = false, ...options} = choice
  const {place, stack, engine} = session
  return writing(session, {command, lockWaitMs}, async writer => {
    if (mustExist && writer.view().isNew)
      throw new InferError('INFER_OPTION', {
        message: `${stack.name} was never deployed from here, so there is nothing to update.`,
        suggestions: ['infer deploy', 'infer deploy list'],
      })
    const {confirm, seconds} = stopwatch(talk.confirm)
    try {
      const done = await deployStack(engine, writer, stack, {...options, confirm})
      return resultOf(place.shown, done, seconds())
    } catch (error) {
      if (errorCode(error) !== 'INFER_DEPLOY_FAILED' || !(await talk.goesBack(error as Error))) throw error
      await rollbackStack(engine, writer, {confirm: talk.confirmBack, hooks: stack.hooks})
      const {message, suggestions} = error as InferError
      throw new InferError('INFER_DEPLOY_FAILED', {
        message: `${message} It was rolled back to what was there before.`,
        suggestions,
        cause: error,
      })
    }
  })
}

export const resultOf = (file: string, done: Deployed, seconds: number): DeployResult => ({
  file,
  applied: done.applied,
  plan: shownPlan(done.plan),
  seconds,
  recovered: done.recovered,
  strays: done.strays,
  outputs: done.outputs,
})

/** The work with the stack's lock, which is given back afterwards. @throws InferError INFER_STATE_LOCKED and the others of `open` */
export async function writing<T>(
  {store, stack, engine}: Session,
  {command, lockWaitMs}: {readonly command: string; readonly lockWaitMs: number},
  work: (writer: StackWriter) => Promise<T>,
): Promise<T> {
  const writer = await store.open(stack.name, {command, waitMs: lockWaitMs, signal: engine.signal})
  try {
    return await work(writer)
  } finally {
    await writer.close()
  }
}
