// Ctrl-C, SIGTERM and a terminal that closes: the first asks the work to stop and clean up, the second ends the process at once.
import {EXIT, InferError} from '@inferloop/contract'
import {leave} from './leave.ts'

/** Time the work has to let go before the process ends without it. */
const GRACE_MS = 2000

/**
 * Runs `work` until it is done or a signal comes. The signal handed to `work` carries INFER_INTERRUPTED as its reason, and so
 * does what is thrown. Files opened by packages/files are removed even when `work` does not listen.
 */
export async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const {promise: deaf, reject} = Promise.withResolvers<never>()
  const stop = (): void => {
    if (controller.signal.aborted) leave(EXIT.interrupted)
    const reason = new InferError('INFER_INTERRUPTED', {
      message: 'Interrupted; no file was written.',
      suggestions: ['run the command again'],
    })
    controller.abort(reason)
    setTimeout(() => reject(reason), GRACE_MS)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'] as const) {
    // Never without a listener: a signal that came during start-up, and waits to be heard, would be lost with the last one.
    const before = process.listeners(signal)
    process.on(signal, stop)
    for (const listener of before) process.off(signal, listener)
  }
  return Promise.race([work(controller.signal), deaf])
}
