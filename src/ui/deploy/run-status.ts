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

const CLEAR = '\u001b[2J\u001b[H'

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
    let last: StatusResult | undefined
    try {
      for (;;) {
        last = await status(choice, around, live)
        if (watch && process.stdout.isTTY && !host.quiet) process.stdout.write(CLEAR)
        host.print(statusText(last, onStdout))
        if (!watch) return last
        await realClock.sleep(Math.max(pauseMs, 100), signal)
      }
    } catch (error) {
      // Ctrl-C is how a watch ends.
      if (last === undefined || !signal.aborted) throw error
      return last
    }
  })
}
