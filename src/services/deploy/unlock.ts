// Takes away the lock of a dead run.
import {InferError} from '@inferloop/contract'
import {openRemembered, type StackChoice, type Surroundings} from './session.ts'

export interface UnlockResult {
  readonly file: string
  readonly stack: string
  /** The run whose lock was taken away; left out where nobody held one. */
  readonly run?: string
}

/** @throws InferError INFER_STATE_LOCKED while the holder lives, INFER_OPTION naming the run when it was not, as `openRemembered` */
export async function unlock(
  choice: StackChoice,
  around: Surroundings,
  run: string | undefined,
): Promise<UnlockResult> {
  const {place, stack, store} = await openRemembered(choice, around)
  const of = {file: place.shown, stack: stack.name}
  const holder = await store.holder(stack.name)
  if (holder === undefined) return of
  const {user, host, pid, command, runId} = holder
  if (run === undefined)
    throw new InferError('INFER_OPTION', {
      message: `Stack ${stack.name} is held by ${user} on ${host} (process ${pid}), ${command}; --run says whose lock is meant.`,
      suggestions: [`infer deploy unlock --run ${runId}`],
    })
  await store.unlock(stack.name, run)
  return {...of, run}
}
