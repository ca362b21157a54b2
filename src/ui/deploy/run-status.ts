// `infer deploy status` between its flags and its service.
import {InferError} from '@inferloop/contract'
import {interruptible} from '../../interrupt.ts'
import {realClock} from '../../services/deploy/real-clock.ts'
import {status, type StatusResult} from '../../services/deploy/status.ts'
import {onStdout} from '../theme.ts'
import {choiceOf, type Host, milliseconds, type StackFlags, surroundings} from './host.ts'
import {statusText} from './status-text.ts'

interface StatusFlags extends StackFlags {
  readonly live: boolean
  readonly watch: boolean
  readonly every?: string | undefined
}

const CLEAR = '\u001b[2J\u001b[3J\u001b[H'

export function runStatus(flags: StatusFlags, host: Host): Promise<StatusResult> {
  const {live, watch, every = '2s'} = flags
  const pauseMs = milliseconds('--every', every)
  if (watch && host.json)
    throw new InferError('INFER_OPTION', {
      message: '--watch shows one status after the other, and --json is one object.',
      suggestions: ['infer deploy status --json', 'infer deploy status --watch'],
    })
  return interruptible(async signal => {
    const choice = choiceOf(flags)
    const around = surroundings(host, signal)
    for (;;) {
      const result = await status(choice, around, live)
      if (watch && process.stdout.isTTY) process.stdout.write(CLEAR)
      host.print(statusText(result, onStdout))
      if (!watch) return result
      try {
        await realClock.sleep(Math.max(pauseMs, 100), signal)
      } catch (error) {
        if (!signal.aborted) throw error
        return result
      }
    }
  })
}
