// Deploys a stack: with its lock, after a yes, and back again when it failed and that is wished.
import {errorCode, InferError, type Json} from '@inferloop/contract'
import {
  type Deployed,
  deployStack,
  type DeployOptions,
  type Plan,
  type RollbackPlan,
  rollbackStack,
  type StackWriter,
} from '@inferloop/provision'
import {refuseEarlier} from './earlier-stack.ts'
import type {Session} from './session.ts'
import {type ShownPlan, shownPlan} from './shown-plan.ts'
import {stopwatch} from './stopwatch.ts'

export interface DeployChoice extends Omit<DeployOptions, 'confirm'> {
  /** The command line, for whoever finds the stack locked. */
  readonly command: string
  readonly lockWaitMs: number
  /** Only a stack that was deployed before. */
  readonly mustExist?: boolean
  /** Although things of a stack of that name are there of which nothing is remembered. */
  readonly allowNamesake?: boolean
}

export interface Talk {
  readonly confirm: (plan: Plan) => Promise<boolean>
  /** Whether to go back after that failure. */
  readonly goesBack: (error: Error) => Promise<boolean>
  readonly confirmBack: (plan: RollbackPlan) => Promise<boolean>
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
  const {command, lockWaitMs, mustExist = false, allowNamesake = false, ...options} = choice
  const {place, stack, engine} = session
  const before = await session.store.read(stack.name)
  if (mustExist && before.isNew)
    throw new InferError('INFER_OPTION', {
      message: `${stack.name} was never deployed from here, so there is nothing to update.`,
      suggestions: ['infer deploy', 'infer deploy list'],
    })
  if (!allowNamesake) await refuseEarlier(session, before)
  return writing(session, {command, lockWaitMs}, async writer => {
    let begun = false
    const {confirm, seconds} = stopwatch(async (plan: Plan) => (begun = await talk.confirm(plan)))
    try {
      const done = await deployStack(engine, writer, stack, {...options, confirm})
      return resultOf(place.shown, done, seconds())
    } catch (error) {
      const canGoBack = begun && !engine.signal.aborted && !UNWRITABLE.includes(errorCode(error) ?? '')
      if (!canGoBack || !(await talk.goesBack(error as Error))) throw error
      throw await wentBack(session, writer, error as Error, talk)
    }
  })
}

/** Nothing can be remembered after these, so nothing may be done. */
const UNWRITABLE: readonly string[] = ['INFER_STATE_FENCED', 'INFER_DISK_FULL', 'INFER_WRITE_FAILED']

/** The error, with what became of it. @throws InferError INFER_INTERRUPTED */
async function wentBack(
  {engine}: Session,
  writer: StackWriter,
  error: Error,
  {confirmBack}: Talk,
): Promise<InferError> {
  const said = (message: string, suggestions: readonly string[]): InferError =>
    new InferError('INFER_DEPLOY_FAILED', {message: `${error.message} ${message}`, suggestions, cause: error})
  try {
    // Without hooks around the whole, one of which may be what failed.
    const {plan} = await rollbackStack(engine, writer, {confirm: confirmBack})
    const left = plan.left.map(({name, why}) => `${name} (${why})`)
    const {suggestions = []} = error as Error & {readonly suggestions?: readonly string[]}
    return left.length === 0
      ? said('It was rolled back to what was there before.', suggestions)
      : said(`It was rolled back but for ${left.join(', ')}.`, ['infer deploy status', 'infer deploy'])
  } catch (cause) {
    if (engine.signal.aborted) throw cause
    return said(`Going back failed, too: ${(cause as Error).message}`, [
      'infer deploy rollback',
      'infer deploy status',
    ])
  }
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

/** Of a run that was only tried. */
export const onlyPlanned = (file: string, plan: ShownPlan): DeployResult => ({
  file,
  applied: false,
  plan,
  seconds: 0,
  recovered: [],
  strays: [],
  outputs: {},
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
