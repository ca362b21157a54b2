// Going back to a snapshot, with or without the entries after it. Nothing is overwritten: the result is a new snapshot above all others.
import {makeJournal, sealOthers} from './begin-journal.ts'
import {damaged} from './damaged.ts'
import {faultsOf} from './integrity.ts'
import {fitsSeal, journalName, readJournal} from './journal.ts'
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
    snapshots.map(async (name): Promise<Backup> => {
      const file = await loadSnapshot(storage, stack, name).catch(() => undefined)
      return file === undefined || faultsOf(file.snapshot).length > 0
        ? {...name, sound: false}
        : {...name, sound: true, lineage: file.snapshot.lineage}
    }),
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
    const opened = await makeJournal(own, lock)
    const file = await loadSnapshot(storage, stack, backup)
    const entries = options.since === 'all' ? await soundSince(storage, names.journals, file.upTo) : []
    const played = play(file.snapshot, entries)
    const serial = Math.max(played.serial, ...names.snapshots.map(one => one.serial)) + 1
    const snapshot = {...played, serial, epoch: lock.epoch}
    const [fault] = faultsOf(snapshot)
    if (fault !== undefined) throw damaged(stack, fault)
    const {bytes} = await sealOthers(own, lock, opened, {snapshot, unsealed: []})
    await storage.create(snapshotName(snapshot), snapshotBytes({snapshot, upTo: {epoch: lock.epoch, bytes}}))
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
  const since = await Promise.all(
    epochs
      .filter(epoch => epoch >= upTo.epoch)
      .map(async epoch => {
        const bytes = (await storage.read(journalName(epoch))) ?? new Uint8Array()
        return {epoch, bytes, journal: readJournal(bytes, epoch)}
      }),
  )
  const seals = since.flatMap(({journal}) =>
    journal.entries.flatMap(entry => (entry.is === 'sealed' ? entry.seals : [])),
  )
  const entries: Entry[] = []
  for (const {epoch, bytes, journal} of since) {
    const from = epoch === upTo.epoch ? upTo.bytes : 0
    const seal = seals.findLast(one => one.epoch === epoch)
    const until = seal?.bytes ?? Number.POSITIVE_INFINITY
    entries.push(
      ...journal.entries.filter(
        (_, at) => (journal.ends[at] ?? 0) > from && (journal.ends[at] ?? 0) <= until,
      ),
    )
    if (seal === undefined ? journal.badLine !== undefined : !fitsSeal(bytes, seal)) return entries
  }
  return entries
}
