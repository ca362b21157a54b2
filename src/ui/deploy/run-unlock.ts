// `infer deploy unlock` between its flags and its service.
import {interruptible} from '../../interrupt.ts'
import {unlock, type UnlockResult} from '../../services/deploy/unlock.ts'
import {onStdout as theme} from '../theme.ts'
import {choiceOf, type Host, type StackFlags, surroundings} from './host.ts'

export async function runUnlock(
  flags: StackFlags & {readonly run?: string | undefined},
  host: Host,
): Promise<UnlockResult> {
  const choice = choiceOf(flags)
  const result = await interruptible(signal => unlock(choice, surroundings(host, signal), flags.run))
  const {stack, run} = result
  host.print(
    run === undefined
      ? `${stack} is held by nobody`
      : `${theme.good('✔')} ${stack}: the lock of ${run} is gone`,
  )
  return result
}
