// Waiting until a thing is ready and well, and reading what it is then.
import {InferError, type KindDriver, type Outputs, type Status, type Thing} from '@inferloop/contract'
import {askAgain, type Subject} from './ask.ts'
import {emit, type Run, snapshotOf} from './run.ts'

export type Settled =
  | {readonly is: 'ready'; readonly status: Extract<Status, 'ready' | 'degraded'>}
  /** It is there, and will not become what it should be. */
  | {readonly is: 'failed'; readonly why: string}

/** Looks until `ready` and `health` agree, at most as long as the verb may take. Unwell to the end is failed. */
export async function settle(
  run: Run,
  driver: KindDriver,
  subject: Subject,
  id: string,
  verb: 'create' | 'update',
): Promise<Settled> {
  const {clock} = run.engine
  const until = clock.now() + driver.timeouts[verb]
  let said = ''
  for (;;) {
    const {is, detail, retryAfterMs} = await askAgain(run, driver, subject, 'read', call =>
      driver.ready(call, id),
    )
    if (is === 'failed') return {is: 'failed', why: detail}
    if (is === 'ready') {
      const health = driver.health?.bind(driver)
      if (health === undefined) return {is: 'ready', status: 'ready'}
      const {is: well, detail: how} = await askAgain(run, driver, subject, 'read', call => health(call, id))
      if (well === 'healthy' || well === 'unknown') return {is: 'ready', status: 'ready'}
      if (well === 'degraded') {
        emit(run, {is: 'warning', text: `${subject.name} is degraded: ${how}`})
        return {is: 'ready', status: 'degraded'}
      }
      said = how
    } else said = detail
    const waitMs = retryAfterMs ?? run.limits.pollMs
    if (clock.now() + waitMs > until)
      return {is: 'failed', why: `not ready after ${driver.timeouts[verb] / 1000} s: ${said}`}
    emit(run, {is: 'progress', name: subject.name, kind: subject.kind, text: said})
    await clock.sleep(waitMs, run.signal)
  }
}

/** Undefined with proof that it is gone. @throws InferError INFER_PROVIDER_UNREACHABLE when nobody can say */
export async function readThing(
  run: Run,
  driver: KindDriver,
  subject: Subject,
  id: string,
): Promise<Thing | undefined> {
  for (let tries = 0; ; tries++) {
    const found = await askAgain(run, driver, subject, 'read', call => driver.read(call, id))
    if (found.is === 'there') return found.thing
    if (found.is === 'absent') return undefined
    if (tries >= 2 || run.left.retries <= 0)
      throw new InferError('INFER_PROVIDER_UNREACHABLE', {
        message: `${subject.name} (${subject.kind}, ${id}): whether it is there cannot be said: ${found.why}.`,
        suggestions: [
          `infer deploy providers --test ${snapshotOf(run).target.provider}`,
          'run the same command again',
        ],
      })
    run.left.retries--
    await run.engine.clock.sleep(run.limits.backoffMs * 2 ** tries, run.signal)
  }
}

/** @throws InferError INFER_DEPLOY_FAILED when it is gone */
export async function outputsOf(
  run: Run,
  driver: KindDriver,
  subject: Subject,
  id: string,
): Promise<Outputs> {
  const thing = await readThing(run, driver, subject, id)
  if (thing === undefined)
    throw new InferError('INFER_DEPLOY_FAILED', {
      message: `${subject.name} (${subject.kind}, ${id}) was removed by someone else just now.`,
      suggestions: ['run the same command again'],
    })
  return thing.outputs
}

/** The last lines it wrote; none when they cannot be had. */
export async function lastLines(
  run: Run,
  driver: KindDriver,
  subject: Subject,
  id: string,
): Promise<readonly string[]> {
  if (driver.logs === undefined) return []
  const lines: string[] = []
  try {
    await askAgain(run, driver, subject, 'read', async call => {
      lines.length = 0
      for await (const line of driver.logs!(call, id, 20)) lines.push(line)
    })
  } catch {
    // A thing that failed to start often has no logs; the failure itself is what is said.
  }
  return lines
}
