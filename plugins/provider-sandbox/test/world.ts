// A clock that only goes when somebody sleeps, and a connection to a cloud in memory by it.
import type {
  Call,
  Clock,
  Connection,
  KindDriver,
  OwnerTags,
  ProviderIo,
  ResourceKind,
  Step,
} from '@inferloop/contract'
import {cloudFetch, createCloud, sandbox, type Cloud} from '../src/index.ts'

export interface TestClock extends Clock {
  jump(milliseconds: number): void
}

export function testClock(start = Date.UTC(2026, 10, 27)): TestClock {
  let now = start
  return {
    now: () => now,
    monotonic: () => now,
    async sleep(milliseconds, signal) {
      signal.throwIfAborted()
      await new Promise<void>(resolve => void setImmediate(resolve))
      signal.throwIfAborted()
      now += milliseconds
    },
    jump: milliseconds => void (now += milliseconds),
  }
}

export const realClock: Clock = {
  now: Date.now,
  monotonic: () => performance.now(),
  sleep: (milliseconds, signal) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const stop = (): void => {
        clearTimeout(timer)
        reject(signal.reason as Error)
      }
      const timer = setTimeout(() => {
        signal.removeEventListener('abort', stop)
        resolve()
      }, milliseconds)
      signal.addEventListener('abort', stop, {once: true})
    }),
}

export function testIo(parts: Partial<ProviderIo> = {}): ProviderIo {
  return {
    fetch,
    clock: realClock,
    random: () => 0.5,
    log: () => {},
    secret: async name => `value of ${name}`,
    env: {},
    folder: process.cwd(),
    signal: new AbortController().signal,
    ...parts,
  }
}

export interface World {
  readonly cloud: Cloud
  readonly clock: TestClock
  readonly connection: Connection
  driver(kind: ResourceKind): KindDriver
}

export async function memoryWorld(
  dials: Record<string, unknown> = {},
  settings: Record<string, unknown> = {},
): Promise<World> {
  const clock = testClock()
  const cloud = createCloud({now: clock.now, dials})
  const io = testIo({clock, fetch: cloudFetch(cloud, clock)})
  const connection = await sandbox.connect({endpoint: 'http://sandbox.localhost', ...settings}, io)
  return {cloud, clock, connection, driver: kind => connection.drivers.get(kind)!}
}

export function callFor(clock: Clock, opId: string, parts: Partial<Call> = {}): Call {
  const tags: OwnerTags = {
    'infer-op': opId,
    'infer-stack': 'shop',
    'infer-lineage': 'l1',
    'infer-name': 'thing',
  }
  return {
    opId,
    token: opId,
    tags,
    deadline: clock.now() + 600_000,
    signal: new AbortController().signal,
    ...parts,
  }
}

/** All steps, and what came back. */
export async function ended<T>(
  steps: AsyncGenerator<Step, T>,
): Promise<{readonly id: string | undefined; readonly steps: Step[]; readonly outputs: T}> {
  const seen: Step[] = []
  for (;;) {
    const {done, value} = await steps.next()
    if (done === true)
      return {id: seen.flatMap(step => ('id' in step ? [step.id] : []))[0], steps: seen, outputs: value}
    seen.push(value)
  }
}

/** The error it ends in. */
export async function failing(work: Promise<unknown>): Promise<Error & {readonly code?: string}> {
  try {
    await work
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}
