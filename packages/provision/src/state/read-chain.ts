// The journals since a snapshot. Each begins with a seal of the one that counts before it, so the newest leads back to the snapshot.
import {damaged} from './damaged.ts'
import {fitsSeal, type Journal, journalName, readJournal} from './journal.ts'
import type {Entry, Seal} from './snapshot.ts'
import type {SnapshotFile} from './snapshot-file.ts'
import type {Storage} from './storage.ts'

export interface Chain {
  readonly entries: readonly Entry[]
  /** The newest journal: the next run seals it. */
  readonly last?: {readonly journal: Journal; readonly bytes: Uint8Array}
}

/**
 * A journal that no later one leads to is that of a run which had lost the stack before it could write: it does not count.
 *
 * @throws InferError INFER_STATE_DAMAGED
 */
export async function readChain(
  storage: Storage,
  stack: string,
  epochs: readonly number[],
  upTo: SnapshotFile['upTo'],
): Promise<Chain> {
  const parts: (readonly Entry[])[] = []
  let last: Chain['last']
  let seal: Seal | undefined
  let epoch = epochs.findLast(one => one >= upTo.epoch)
  while (epoch !== undefined && epoch >= upTo.epoch) {
    const bytes = await storage.read(journalName(epoch))
    if (bytes === undefined) {
      if (epoch === upTo.epoch && (seal?.bytes ?? 0) <= upTo.bytes) break
      throw damaged(stack, `${journalName(epoch)} is missing`)
    }
    const journal = readSealed(stack, epoch, bytes, seal)
    last ??= {journal, bytes}
    const from = epoch === upTo.epoch ? upTo.bytes : 0
    if (from > (journal.ends.at(-1) ?? 0) || !(from === 0 || journal.ends.includes(from)))
      throw damaged(stack, `${journalName(epoch)} ends before byte ${from}, up to which the snapshot has it`)
    parts.unshift(journal.entries.filter((_, at) => (journal.ends[at] ?? 0) > from))
    if (epoch === upTo.epoch) return chain(parts, last)
    const [opened] = journal.entries
    seal = opened?.is === 'opened' ? opened.seals : undefined
    epoch = seal?.epoch
  }
  if ((last === undefined || seal === undefined || seal.epoch < upTo.epoch) && upTo.bytes > 0)
    throw damaged(stack, `${journalName(upTo.epoch)} is missing`)
  return chain(parts, last)
}

function readSealed(stack: string, epoch: number, bytes: Uint8Array, seal: Seal | undefined): Journal {
  const name = journalName(epoch)
  if (seal !== undefined && !fitsSeal(bytes, seal))
    throw damaged(stack, `${name} is not as the run after it found it`)
  const journal = readJournal(seal === undefined ? bytes : bytes.subarray(0, seal.bytes), epoch)
  if (journal.badLine !== undefined) throw damaged(stack, `line ${journal.badLine} of ${name} is wrong`)
  if (journal.entries[0]?.is !== 'opened') throw damaged(stack, `${name} has no beginning`)
  return journal
}

const chain = (parts: readonly (readonly Entry[])[], last: Chain['last']): Chain => ({
  entries: parts.flat(),
  ...(last === undefined ? {} : {last}),
})
