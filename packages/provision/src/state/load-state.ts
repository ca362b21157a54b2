// A stack as its files tell it: the newest snapshot, and the journals since, each run's sealed by the next. Reads alone.
import {damaged, UNFINISHED} from './damaged.ts'
import {faultsOf} from './integrity.ts'
import {isUnfinished, journalName, readJournal} from './journal.ts'
import {readLock} from './lock-record.ts'
import {play} from './play.ts'
import {type ReadJournal, readChain} from './read-chain.ts'
import type {Snapshot} from './snapshot.ts'
import {readSnapshot, type SnapshotFile, snapshotName} from './snapshot-file.ts'
import {type StateNames, stateNames} from './state-names.ts'
import type {Storage} from './storage.ts'

export interface Loaded {
  /** Undefined where there is no state at all. */
  readonly snapshot?: Snapshot
  readonly names: StateNames
  readonly unsealed: readonly ReadJournal[]
}

/** How often a reader begins again when a run removes old files under its eyes. */
const READS = 5

/**
 * @param storage below the stack
 * @throws InferError INFER_STATE_DAMAGED, INFER_STATE_VERSION
 */
export async function loadState(storage: Storage, stack: string): Promise<Loaded> {
  for (let left = READS; ; left--) {
    const names = await storage.list('')
    try {
      return await load(storage, stack, stateNames(names))
    } catch (error) {
      if (left === 0 || (await storage.list('')).join() === names.join()) throw error
    }
  }
}

async function load(storage: Storage, stack: string, names: StateNames): Promise<Loaded> {
  // Read before the journals, which only grow: what it says of their length holds for all that is read later.
  const epoch = names.locks.at(-1)
  const wrote = epoch === undefined ? undefined : (await readLock(storage, stack, epoch))?.wrote
  const newest = names.snapshots[0]
  if (newest === undefined) {
    if (wrote !== undefined) throw damaged(stack, 'there is the lock of a run that wrote, and no snapshot')
    const unsealed = await beginnings(storage, stack, names.journals)
    return {names, unsealed}
  }
  const file = await loadSnapshot(storage, stack, newest)
  const {entries, unsealed} = await readChain(storage, stack, names.journals, file.upTo)
  if (wrote !== undefined && wrote.epoch >= file.upTo.epoch) await checkLength(storage, stack, wrote)
  const snapshot = play(file.snapshot, entries)
  const [fault] = faultsOf(snapshot)
  if (fault !== undefined) throw damaged(stack, fault)
  return {snapshot, names, unsealed}
}

export async function loadSnapshot(
  storage: Storage,
  stack: string,
  name: {readonly epoch: number; readonly serial: number},
): Promise<SnapshotFile> {
  const bytes = await storage.read(snapshotName(name))
  if (bytes === undefined) throw damaged(stack, `${snapshotName(name)} is missing`)
  return readSnapshot(stack, name, bytes)
}

async function checkLength(
  storage: Storage,
  stack: string,
  wrote: {readonly epoch: number; readonly bytes: number},
): Promise<void> {
  const name = journalName(wrote.epoch)
  const journal = readJournal((await storage.read(name)) ?? new Uint8Array(), wrote.epoch)
  const length = journal.ends.at(-1) ?? 0
  if (length < wrote.bytes)
    throw damaged(stack, `of ${name} ${length} bytes are sound, and its run wrote at least ${wrote.bytes}`)
}

/** Runs of a new stack that died before there was a snapshot left a first line each; there is no second without one. */
async function beginnings(
  storage: Storage,
  stack: string,
  epochs: readonly number[],
): Promise<ReadJournal[]> {
  const found: ReadJournal[] = []
  for (const epoch of epochs) {
    const bytes = (await storage.read(journalName(epoch))) ?? new Uint8Array()
    const journal = readJournal(bytes, epoch)
    if (isUnfinished(journal)) throw damaged(stack, UNFINISHED)
    if (journal.entries.length !== 1 || journal.ends[0] !== bytes.length)
      throw damaged(stack, `there is ${journalName(epoch)}, and no snapshot`)
    found.unshift({journal, bytes})
  }
  return found
}
