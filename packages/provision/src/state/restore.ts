// Going back to a snapshot, with or without the entries after it. Nothing is overwritten: the result is a new snapshot above all others.
import {damaged} from './damaged.ts'
import {faultsOf} from './integrity.ts'
import {fitsSeal, type Journal, journalName, readJournal} from './journal.ts'
import {keepLease} from './lease.ts'
import {loadSnapshot} from './load-state.ts'
import {type LockParts, takeLock} from './lock.ts'
import {play} from './play.ts'
import type {Entry, Snapshot} from './snapshot.ts'
import {snapshotBytes, type SnapshotFile, snapshotName} from './snapshot-file.ts'
import {stateNames} from './state-names.ts'
import type {Storage} from './storage.ts'
import type {Backup, OpenOptions} from './store.ts'

/** Newest first. */
export async function backupsOf(storage: Storage, stack: string): Promise<Backup[]> {
  const {snapshots} = stateNames(await storage.list(''))
  return Promise.all(
    snapshots.map(async name => ({
      ...name,
      sound: await loadSnapshot(storage, stack, name).then(
        ({snapshot}) => faultsOf(snapshot).length === 0,
        () => false,
      ),
    })),
  )
}

/** @throws InferError INFER_STATE_DAMAGED, INFER_STATE_LOCKED, INFER_DISK_FULL, INFER_WRITE_FAILED */
export async function restoreState(
  runId: string,
  own: LockParts,
  backup: Backup,
  options: OpenOptions & {readonly since: 'all' | 'none'},
): Promise<Snapshot> {
  const {storage, stack} = own
  const lock = await takeLock(own, {...options, runId, overDamage: true})
  const lease = keepLease(own, lock, () => undefined)
  try {
    const names = stateNames(await storage.list(''))
    const file = await loadSnapshot(storage, stack, backup)
    const entries = options.since === 'all' ? await soundSince(storage, names.journals, file.upTo) : []
    const played = play(file.snapshot, entries)
    const serial = Math.max(played.serial, ...names.snapshots.map(one => one.serial)) + 1
    const snapshot = {...played, serial, epoch: lock.epoch}
    const [fault] = faultsOf(snapshot)
    if (fault !== undefined) throw damaged(stack, fault)
    await lease.confirm()
    await storage.create(
      snapshotName(snapshot),
      snapshotBytes({snapshot, upTo: {epoch: lock.epoch, bytes: 0}}),
    )
    return snapshot
  } finally {
    await lease.release()
  }
}

/** As far as the journals are sound and follow each other. */
async function soundSince(
  storage: Storage,
  epochs: readonly number[],
  upTo: SnapshotFile['upTo'],
): Promise<Entry[]> {
  const journals = new Map<number, {journal: Journal; bytes: Uint8Array}>()
  for (const epoch of epochs) {
    const bytes = (await storage.read(journalName(epoch))) ?? new Uint8Array()
    journals.set(epoch, {journal: readJournal(bytes, epoch), bytes})
  }
  const sealOf = (epoch: number) => {
    const opened = journals.get(epoch)?.journal.entries[0]
    return opened?.is === 'opened' ? opened.seals : undefined
  }
  const entries: Entry[] = []
  let epoch = upTo.epoch
  for (let from = upTo.bytes; ; from = 0) {
    const found = journals.get(epoch)
    const next = epochs.findLast(one => sealOf(one)?.epoch === epoch)
    const seal = next === undefined ? undefined : sealOf(next)
    const whole = seal !== undefined && found !== undefined && fitsSeal(found.bytes, seal)
    const until = whole ? seal.bytes : Number.POSITIVE_INFINITY
    const {entries: all = [], ends = []} = found?.journal ?? {}
    entries.push(...all.filter((_, at) => (ends[at] ?? 0) > from && (ends[at] ?? 0) <= until))
    if (next === undefined || !whole) return entries
    epoch = next
  }
}
