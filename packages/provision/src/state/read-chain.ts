// The journals since a snapshot. A run makes its journal, then reads all others, then seals them: what it read counts, and nothing later.
import {damaged, UNFINISHED} from './damaged.ts'
import {fitsSeal, isUnfinished, type Journal, journalName, readJournal} from './journal.ts'
import type {Entry, Seal} from './snapshot.ts'
import type {SnapshotFile} from './snapshot-file.ts'
import type {Storage} from './storage.ts'

export interface Chain {
  readonly entries: readonly Entry[]
  /** Journals that count and are not sealed yet, newest first: those of the last run, and of runs that died before they sealed it. */
  readonly unsealed: readonly ReadJournal[]
}

export interface ReadJournal {
  readonly journal: Journal
  readonly bytes: Uint8Array
}

/**
 * Below the newest journal with seals only what is sealed counts. Another one there was made by a run that had lost the stack before.
 *
 * @param epochs of all journals, rising
 * @throws InferError INFER_STATE_DAMAGED
 */
export async function readChain(
  storage: Storage,
  stack: string,
  epochs: readonly number[],
  upTo: SnapshotFile['upTo'],
): Promise<Chain> {
  const parts: (readonly Entry[])[] = []
  const unsealed: ReadJournal[] = []
  const seals = new Map<number, Seal>()
  const read = new Set<number>()
  let sealing = false
  for (const epoch of epochs.filter(one => one >= upTo.epoch).toReversed()) {
    const seal = seals.get(epoch)
    if (sealing && seal === undefined) continue
    read.add(epoch)
    const bytes = await storage.read(journalName(epoch))
    if (bytes === undefined) throw damaged(stack, `${journalName(epoch)} is missing`)
    const journal = readSealed(stack, epoch, bytes, seal)
    if (seal === undefined) unsealed.push({journal, bytes})
    for (const entry of journal.entries) {
      if (entry.is !== 'sealed') continue
      sealing = true
      for (const one of entry.seals) if (!seals.has(one.epoch)) seals.set(one.epoch, one)
    }
    parts.unshift(epoch === upTo.epoch ? after(stack, journal, upTo.bytes) : journal.entries)
  }
  for (const {epoch, bytes} of [...seals.values(), upTo])
    if (epoch >= upTo.epoch && bytes > 0 && !read.has(epoch))
      throw damaged(stack, `${journalName(epoch)} is missing, or no later journal knows it`)
  return {entries: parts.flat(), unsealed}
}

function after(stack: string, {epoch, entries, ends}: Journal, from: number): readonly Entry[] {
  if (from === 0) return entries
  const at = ends.indexOf(from)
  if (at < 0)
    throw damaged(stack, `${journalName(epoch)} ends before byte ${from}, up to which the snapshot has it`)
  return entries.slice(at + 1)
}

function readSealed(stack: string, epoch: number, bytes: Uint8Array, seal: Seal | undefined): Journal {
  const name = journalName(epoch)
  if (seal !== undefined && !fitsSeal(bytes, seal))
    throw damaged(stack, `${name} is not as the run after it found it`)
  const journal = readJournal(seal === undefined ? bytes : bytes.subarray(0, seal.bytes), epoch)
  if (journal.badLine !== undefined) throw damaged(stack, `line ${journal.badLine} of ${name} is wrong`)
  if (journal.entries[0]?.is !== 'opened') throw damaged(stack, `${name} has no beginning`)
  if (isUnfinished(journal)) throw damaged(stack, UNFINISHED)
  return journal
}
