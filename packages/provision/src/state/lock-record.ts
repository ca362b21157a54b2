// A lock as a file: one for each epoch, made by whoever takes the stack, changed by nobody else. The highest epoch holds.
import {checkedLine, readCheckedLine} from './checked-line.ts'
import {damaged} from './damaged.ts'
import type {Owner} from './owner.ts'
import type {Storage} from './storage.ts'

export interface LockRecord {
  readonly owner: Owner
  readonly runId: string
  readonly command: string
  readonly epoch: number
  readonly acquiredAt: number
  readonly heartbeatAt: number
  /** Heartbeats so far: two looks with one number saw no life in between, whatever the clocks say. */
  readonly beats: number
  /** After so long without a heartbeat the holder stops itself. */
  readonly ttlMs: number
  /** The longest a call of the holder may still be under way after that. */
  readonly requestMs: number
  readonly released?: true
  /** A journal that had at least so many bytes: a shorter one was cut. */
  readonly wrote?: {readonly epoch: number; readonly bytes: number}
}

export const lockName = (epoch: number): string => `lock/${epoch}.json`

/** Undefined for a name of something else. */
export function parseLockName(name: string): number | undefined {
  const [, epoch] = /^lock\/(\d+)\.json$/.exec(name) ?? []
  return epoch === undefined ? undefined : Number(epoch)
}

export const lockBytes = (record: LockRecord): Uint8Array =>
  Buffer.from(checkedLine(record, lockName(record.epoch)).text)

export async function highestLock(storage: Storage): Promise<number | undefined> {
  const epochs = (await storage.list('lock/')).flatMap(name => parseLockName(name) ?? [])
  return epochs.length === 0 ? undefined : Math.max(...epochs)
}

/**
 * The lock of an epoch; undefined when it went in the meantime.
 *
 * @throws InferError INFER_STATE_DAMAGED
 */
export async function readLock(
  storage: Storage,
  stack: string,
  epoch: number,
): Promise<LockRecord | undefined> {
  const bytes = await storage.read(lockName(epoch))
  if (bytes === undefined) return undefined
  const text = new TextDecoder().decode(bytes)
  const line = text.endsWith('\n') ? readCheckedLine(text.slice(0, -1), lockName(epoch)) : undefined
  if (line === undefined)
    throw damaged(
      stack,
      bytes.length === 0 ? `${lockName(epoch)} is empty` : `the checksum of ${lockName(epoch)} is wrong`,
    )
  return line.value as LockRecord
}
