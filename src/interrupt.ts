// Ctrl-C, SIGTERM and a terminal that closes: the first asks the work to stop and clean up, the second ends the process at once.
import {EXIT, InferError} from '@inferloop/contract'
import {leave} from './leave.ts'

/** Time the work has to let go before the process ends without it. */
const GRACE_MS = 2000

export interface Leaving {
  readonly graceMs?: number
  /** What is said of it. */
  readonly message?: () => string
  readonly suggestions?: readonly string[]
  /** Called at the first signal. */
  readonly onStop?: () => void
}

/**
 * Runs `work` until it is done or a signal comes. The signal handed to `work` carries INFER_INTERRUPTED as its reason, and so
 * does what is thrown. Files opened by packages/files are removed even when `work` does not listen.
 */
export async function interruptible<T>(
  work: (signal: AbortSignal) => Promise<T>,
  leaving: Leaving = {},
): Promise<T> {
  const {graceMs = GRACE_MS, message = () => 'Interrupted; no file was written.', onStop} = leaving
  const {suggestions = ['run the command again']} = leaving
  const controller = new AbortController()
  const {promise: deaf, reject} = Promise.withResolvers<never>()
  const stop = (): void => {
    if (controller.signal.aborted) leave(EXIT.interrupted)
    const reason = new InferError('INFER_INTERRUPTED', {message: message(), suggestions})
    onStop?.()
    controller.abort(reason)
    setTimeout(() => reject(reason), graceMs)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
    // Never without a listener: a signal that came during start-up, and waits to be heard, would be lost with the last one.
    const before = process.listeners(signal)
    process.on(signal, stop)
    for (const listener of before) process.off(signal, listener)
  }
  return Promise.race([work(controller.signal), deaf])
}
