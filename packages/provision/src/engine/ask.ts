// Calls of a provider: a place in the queue, a lock that still holds, a deadline, and tries again where that is harmless.
import {InferError, type Call, type Explained, type KindDriver, type Step} from '@inferloop/contract'
import type {Op} from '../state/snapshot.ts'
import {emit, refuseStopped, tagsOf, type Run} from './run.ts'

export type Subject = Pick<Op, 'opId' | 'name' | 'kind'>
type Verb = keyof KindDriver['timeouts']

/** Letters of what a provider says: some answer with whole pages. */
const MOST_SAID = 1000

const TIMED_OUT = 'the time for it was over'

/** One try. @throws whatever the driver throws, the run's own fault, or the signal's reason */
export async function ask<T>(
  run: Run,
  driver: KindDriver,
  subject: Subject,
  verb: Verb,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  const release = await run.slots.take(driver.rateClass)
  const over = new AbortController()
  const late = new AbortController()
  try {
    run.signal.throwIfAborted()
    run.writer.check()
    const {clock} = run.engine
    const timeoutMs = driver.timeouts[verb]
    const signal = AbortSignal.any([run.signal, late.signal])
    clock.sleep(timeoutMs, over.signal).then(
      () => late.abort(new Error(TIMED_OUT)),
      () => undefined,
    )
    const call: Call = {
      opId: subject.opId,
      token: subject.opId,
      tags: tagsOf(run, subject),
      deadline: clock.now() + timeoutMs,
      signal,
    }
    return await Promise.race([work(call), aborted(signal)])
  } finally {
    over.abort()
    release()
  }
}

/** Again while it is retryable, or may have been done and doing it twice is doing it once. */
export async function askAgain<T>(
  run: Run,
  driver: KindDriver,
  subject: Subject,
  verb: Verb,
  work: (call: Call) => Promise<T>,
): Promise<T> {
  for (let tries = 1; ; tries++)
    try {
      return await ask(run, driver, subject, verb, work)
    } catch (error) {
      const said = understand(run, driver, error, verb)
      if (!(said.retryable || said.ambiguous)) throw failure(driver, subject, verb, said, error)
      await backOff(run, driver, subject, verb, said, tries, error)
    }
}

/** Sleeps before another try. @throws InferError INFER_PROVIDER_UNREACHABLE when the run has none left */
export async function backOff(
  run: Run,
  driver: KindDriver,
  subject: Subject,
  verb: Verb,
  said: Explained,
  tries: number,
  error: unknown,
): Promise<void> {
  if (run.left.retries <= 0) throw failure(driver, subject, verb, said, error)
  run.left.retries--
  const {backoffMs, backoffMaxMs} = run.limits
  // Full jitter, after Brooker, Exponential Backoff and Jitter, 2015.
  const drawn = run.engine.random() * Math.min(backoffMaxMs, backoffMs * 2 ** (tries - 1))
  const waitMs = Math.max(said.retryAfterMs ?? 0, Math.round(drawn))
  emit(run, {
    is: 'retry',
    name: subject.name,
    kind: subject.kind,
    waitMs,
    why: `${said.call}: ${said.message}`,
  })
  await run.engine.clock.sleep(waitMs, run.signal)
}

/** @throws the run's own fault: a lost lock, a full disk, an interruption */
export function understand(run: Run, driver: KindDriver, error: unknown, verb: Verb): Explained {
  refuseStopped(run, error)
  if (error instanceof InferError && error.code.startsWith('INFER_STATE_')) {
    run.left.fatal = error
    run.halt.abort(error)
    throw error
  }
  if (error instanceof Error && error.message === TIMED_OUT)
    return {
      code: 'Timeout',
      retryable: true,
      ambiguous: true,
      call: verb,
      message: `no end within ${driver.timeouts[verb] / 1000} s`,
      fix: 'run the same command again',
    }
  try {
    return shortened(driver.explain(error))
  } catch {
    const message = error instanceof Error ? error.message : String(error)
    return shortened({
      code: 'Unexplained',
      retryable: false,
      ambiguous: true,
      call: verb,
      message,
      fix: 'report it to the provider’s authors',
    })
  }
}

/** What a driver says of an error, no longer than people read. */
export function shortened(said: Explained): Explained {
  const {message} = said
  return message.length <= MOST_SAID ? said : {...said, message: `${message.slice(0, MOST_SAID - 1)}…`}
}

export function failure(
  driver: KindDriver,
  {name, kind}: Subject,
  verb: string,
  said: Explained,
  cause: unknown,
): InferError {
  const request = said.requestId === undefined ? '' : `, request ${said.requestId}`
  const code = said.retryable || said.ambiguous ? 'INFER_PROVIDER_UNREACHABLE' : 'INFER_PROVIDER_REFUSED'
  return new InferError(code, {
    message: `${name} (${kind}): ${verb}: ${said.call}: ${said.message} (${said.code}${request}).`,
    suggestions: [said.fix],
    cause,
  })
}

/** To the end of what a driver does, each step as it comes. A step that comes after the call was given up does not count. */
export async function follow<T>(
  steps: AsyncGenerator<Step, T>,
  {signal}: Call,
  each: (step: Step) => Promise<void>,
): Promise<T> {
  for (;;) {
    const next = await steps.next()
    signal.throwIfAborted()
    if (next.done === true) return next.value
    await each(next.value)
  }
}

export function progressOf(run: Run, {name, kind}: Subject): (step: Step) => Promise<void> {
  return async step => {
    if ('id' in step) return
    const {progress: text, ...of} = step
    emit(run, {is: 'progress', name, kind, text, ...of})
  }
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    if (signal.aborted) reject(signal.reason as Error)
    signal.addEventListener('abort', () => reject(signal.reason as Error), {once: true})
  })
}
