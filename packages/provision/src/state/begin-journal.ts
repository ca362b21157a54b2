// How a run begins to write. The order carries the promise: its journal is there before it reads the others', and every writer looks for a
// higher journal after each entry. So an entry that was acknowledged is read by all later runs, even when lock files are removed.
import {journalLine, journalName, journalStart, parseJournalName, sealOf} from './journal.ts'
import {type Loaded, loadState} from './load-state.ts'
import {fenced, locked} from './lock-faults.ts'
import type {LockParts} from './lock.ts'
import type {LockRecord} from './lock-record.ts'
import {play} from './play.ts'
import type {Entry, Snapshot} from './snapshot.ts'
import {snapshotBytes, snapshotName} from './snapshot-file.ts'
import type {Storage} from './storage.ts'

/** The end of a run's journal and what is remembered by then; the writer moves it on, and the lease looks at it. */
export interface Position {
  snapshot: Snapshot
  bytes: number
  checksum: string
}

/** @throws InferError INFER_STATE_FENCED when there is the journal of a later run */
export async function confirmNewest(storage: Storage, stack: string, epoch: number): Promise<void> {
  for (const name of await storage.list('journal/'))
    if ((parseJournalName(name) ?? 0) > epoch)
      throw fenced(stack, `another run has taken over with epoch ${parseJournalName(name)}`)
}

/**
 * @param first for a stack without state
 * @throws InferError INFER_STATE_DAMAGED, INFER_STATE_FENCED, INFER_STATE_LOCKED, INFER_DISK_FULL, INFER_WRITE_FAILED
 */
export async function beginJournal(own: LockParts, lock: LockRecord, first: Snapshot): Promise<Position> {
  const {storage, stack} = own
  await loadState(storage, stack)
  const opened = await makeJournal(own, lock)
  let loaded = await loadState(storage, stack)
  if (loaded.snapshot === undefined) {
    const bytes = snapshotBytes({snapshot: first, upTo: {epoch: lock.epoch, bytes: 0}})
    await storage.create(snapshotName(first), bytes)
    loaded = await loadState(storage, stack)
  }
  return sealOthers(own, lock, opened, loaded)
}

type Opened = Omit<Position, 'snapshot'>

/** A lock that was removed and made anew has the same epoch twice; a journal is made once. */
export async function makeJournal(
  {storage, stack, clock}: LockParts,
  lock: LockRecord,
  anew: {readonly anew?: true} = {},
): Promise<Opened> {
  const {epoch, runId, command} = lock
  const line = journalLine(
    {is: 'opened', epoch, runId, command, at: clock.now(), ...anew},
    journalStart(epoch),
  )
  const bytes = Buffer.from(line.text)
  if (!(await storage.create(journalName(epoch), bytes))) throw locked(stack, lock, clock.now())
  return {bytes: bytes.length, checksum: line.checksum}
}

/** What a killed run left in the page cache is made durable before it is built upon. */
export async function sealOthers(
  {storage, stack}: LockParts,
  {epoch}: LockRecord,
  opened: Opened,
  {snapshot, unsealed}: Pick<Loaded, 'snapshot' | 'unsealed'>,
): Promise<Position> {
  await confirmNewest(storage, stack, epoch)
  const others = unsealed.filter(({journal}) => journal.epoch < epoch)
  for (const {journal} of others) await storage.flush(journalName(journal.epoch))
  const entry: Entry = {is: 'sealed', seals: others.map(({journal, bytes}) => sealOf(journal, bytes))}
  const line = journalLine(entry, opened.checksum)
  const bytes = Buffer.from(line.text)
  await storage.append(journalName(epoch), bytes, {at: opened.bytes, spare: false})
  await confirmNewest(storage, stack, epoch)
  if (snapshot === undefined) throw fenced(stack, 'its files were removed')
  return {
    snapshot: play(snapshot, [entry]),
    bytes: opened.bytes + bytes.length,
    checksum: line.checksum,
  }
}
