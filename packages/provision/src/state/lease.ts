// Keeping a lock: heartbeats, and knowing without asking anybody when it may be lost.
import {fenced} from './lock-faults.ts'
import type {LockParts} from './lock.ts'
import {highestLock, lockBytes, lockName, type LockRecord, readLock} from './lock-record.ts'

export interface Lease {
  /** @throws InferError INFER_STATE_FENCED when the last heartbeat is older than half the time to live, or another run has taken over */
  check(): void
  /** Ends the heartbeats and gives the lock back, unless another run has it. A lock that cannot be written goes by itself. */
  release(): Promise<void>
}

/** @param wrote how long the run's journal is, for the lock to remember; undefined before there is one */
export function keepLease(
  {storage, stack, clock, timing}: LockParts,
  lock: LockRecord,
  wrote: () => LockRecord['wrote'],
): Lease {
  const name = lockName(lock.epoch)
  const stop = new AbortController()
  let lost: string | undefined
  let beats = lock.beats
  let good = {monotonic: clock.monotonic(), wall: lock.heartbeatAt}
  let beating: Promise<void> = Promise.resolve()

  /** The longer of two: one clock stands still while a machine sleeps, the other can be set. */
  const silence = () => Math.max(clock.monotonic() - good.monotonic, clock.now() - good.wall)

  async function confirm(): Promise<void> {
    const highest = await highestLock(storage)
    if (highest === undefined || highest < lock.epoch) lost = 'its lock was removed'
    else if (highest > lock.epoch) lost = `another run has taken over with epoch ${highest}`
    if (highest !== lock.epoch) throw fenced(stack, lost ?? '')
  }

  /** A lock that was removed is made anew under its number by whoever comes first. */
  async function confirmMine(): Promise<void> {
    await confirm()
    const found = await readLock(storage, stack, lock.epoch).catch(() => lock)
    if (found?.runId === lock.runId) return
    lost = 'its lock was removed'
    throw fenced(stack, lost)
  }

  const write = (more: Partial<LockRecord>) => {
    const long = wrote() ?? lock.wrote
    return storage.replace(
      name,
      lockBytes({
        ...lock,
        ...(long === undefined ? {} : {wrote: long}),
        beats: ++beats,
        heartbeatAt: clock.now(),
        ...more,
      }),
    )
  }

  async function beat(): Promise<void> {
    const begun = {monotonic: clock.monotonic(), wall: clock.now()}
    if (silence() >= lock.ttlMs) lost ??= `it was silent for ${Math.round(silence() / 1000)} s`
    if (lost !== undefined) return
    await confirmMine()
    await write({})
    await confirm()
    good = begun
  }

  async function heartbeats(): Promise<void> {
    while (!stop.signal.aborted && lost === undefined) {
      await clock.sleep(timing.heartbeatMs, stop.signal).catch(() => undefined)
      if (stop.signal.aborted) return
      // One that fails counts as none: the lease runs out by itself.
      beating = beat().catch(() => undefined)
      await beating
    }
  }
  void heartbeats()

  return {
    check() {
      if (lost !== undefined) throw fenced(stack, lost)
      if (silence() >= lock.ttlMs / 2)
        throw fenced(stack, `its last heartbeat is ${Math.round(silence() / 1000)} s old`)
    },
    async release() {
      stop.abort()
      await beating
      await confirmMine()
        .then(() => write({released: true}))
        .catch(() => undefined)
    },
  }
}
