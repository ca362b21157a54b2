// Taking a stack, and taking it over. An epoch is a lock file that only one run can make, and the highest holds, so that no two runs ever
// need to change one file; whoever held before finds a higher one and stops. Fencing after Kleppmann, "How to do distributed locking", 2016.
import type {Clock} from '@inferloop/contract'
import {locked} from './lock-faults.ts'
import {highestLock, lockBytes, lockName, type LockRecord, readLock} from './lock-record.ts'
import {type Self, sameMachine} from './owner.ts'
import {highestEpoch, stateNames} from './state-names.ts'
import type {Storage} from './storage.ts'
import type {Timing} from './timing.ts'

export interface LockParts {
  /** Below the stack. */
  readonly storage: Storage
  readonly stack: string
  readonly clock: Clock
  readonly self: Self
  readonly timing: Timing
}

export interface Claim {
  readonly runId: string
  readonly command: string
  /** 0 by default: one look, and as long as it takes to see that a silent holder stays silent. */
  readonly waitMs?: number
  readonly signal: AbortSignal
  /** A lock that cannot be read is taken over as a silent one is; otherwise it is damage. */
  readonly overDamage?: true
}

/** How many heartbeats a holder that seems silent is watched for: its clock may be wrong, its number of heartbeats is not. */
const WATCHED_BEATS = 1.5

/**
 * @returns the lock, held from now on
 * @throws InferError INFER_STATE_LOCKED, INFER_STATE_DAMAGED, INFER_DISK_FULL, INFER_WRITE_FAILED; the signal's reason
 */
export async function takeLock(parts: LockParts, claim: Claim): Promise<LockRecord> {
  const {clock, timing, stack} = parts
  const until = clock.monotonic() + (claim.waitMs ?? 0)
  let seen = {life: '', since: 0}
  for (;;) {
    claim.signal.throwIfAborted()
    const held = await look(parts, claim)
    if (held.is === 'free') {
      const mine = await makeLock(parts, claim, held.epoch, held.lock?.wrote)
      if (mine !== undefined) return mine
      continue
    }
    const now = clock.monotonic()
    if (seen.life !== held.life) seen = {life: held.life, since: now}
    const watched = now - seen.since
    const silent = held.is === 'silent' && watched >= timing.heartbeatMs * WATCHED_BEATS
    if (
      silent ||
      watched >= (held.lock?.ttlMs ?? timing.ttlMs) + (held.lock?.requestMs ?? timing.requestMs)
    ) {
      const mine = await makeLock(parts, claim, held.epoch, held.lock?.wrote)
      if (mine !== undefined) return mine
      continue
    }
    if (held.is === 'alive' && now >= until) throw locked(stack, held.lock, clock.now())
    await clock.sleep(timing.pollMs, claim.signal)
  }
}

type Look =
  | {readonly is: 'free'; readonly epoch?: number; readonly lock?: LockRecord}
  | {readonly is: 'alive'; readonly epoch: number; readonly lock: LockRecord; readonly life: string}
  | {readonly is: 'silent'; readonly epoch: number; readonly lock?: LockRecord; readonly life: string}

async function look(parts: LockParts, claim: Claim): Promise<Look> {
  const {storage, stack, clock, self} = parts
  const epoch = await highestLock(storage)
  if (epoch === undefined) return {is: 'free'}
  let lock: LockRecord | undefined
  try {
    lock = await readLock(storage, stack, epoch)
  } catch (error) {
    if (claim.overDamage !== true) throw error
    return {is: 'silent', epoch, life: `damaged ${epoch}`}
  }
  if (lock === undefined) return look(parts, claim)
  if (lock.released === true) return {is: 'free', epoch, lock}
  if (sameMachine(lock.owner, self.owner) && !(await self.isAlive(lock.owner)))
    return {is: 'free', epoch, lock}
  const life = `${epoch} ${lock.runId} ${lock.beats}`
  return isSilent(lock, clock.now()) ? {is: 'silent', epoch, lock, life} : {is: 'alive', epoch, lock, life}
}

/** By the clocks of two machines, which may differ. */
export const isSilent = ({heartbeatAt, ttlMs, requestMs}: LockRecord, now: number): boolean =>
  now - heartbeatAt > ttlMs + requestMs

/**
 * @param before the highest lock that was looked at; undefined when there was none
 * @returns undefined when another run was faster
 */
export async function makeLock(
  {storage, clock, self, timing}: LockParts,
  {runId, command}: Pick<Claim, 'runId' | 'command'>,
  before: number | undefined,
  wrote: LockRecord['wrote'],
  released?: true,
): Promise<LockRecord | undefined> {
  const others = [...(await storage.list('journal/')), ...(await storage.list('snapshots/'))]
  const highest = await highestLock(storage)
  if (highest !== before) return undefined
  // Whoever looks at the same lock tries for the same number. Other files count where lock files were removed.
  const epoch = Math.max(highest ?? 0, highestEpoch(stateNames(others))) + 1
  const now = clock.now()
  const lock: LockRecord = {
    owner: self.owner,
    runId,
    command,
    epoch,
    acquiredAt: now,
    heartbeatAt: now,
    beats: 0,
    ttlMs: timing.ttlMs,
    requestMs: timing.requestMs,
    ...(released === undefined ? {} : {released}),
    ...(wrote === undefined ? {} : {wrote}),
  }
  if (!(await storage.create(lockName(epoch), lockBytes(lock)))) return undefined
  return (await highestLock(storage)) === epoch ? lock : undefined
}
