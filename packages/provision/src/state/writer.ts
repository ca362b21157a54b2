// A run that holds a stack: every entry is durable, and known to whoever comes next, before it counts.
import {errorCode, InferError} from '@inferloop/contract'
import {confirmNewest, type Position} from './begin-journal.ts'
import {isOutcome, keep} from './inbox.ts'
import {faultsOf} from './integrity.ts'
import {journalLine, journalName} from './journal.ts'
import type {Lease} from './lease.ts'
import {loadSnapshot} from './load-state.ts'
import {play} from './play.ts'
import type {Entry, Op} from './snapshot.ts'
import {snapshotBytes, snapshotName} from './snapshot-file.ts'
import type {Storage} from './storage.ts'
import type {StackWriter} from './store.ts'

export interface WriterParts {
  /** Below the stack. */
  readonly storage: Storage
  readonly inbox: Storage | undefined
  readonly stack: string
  readonly epoch: number
  readonly runId: string
  readonly lease: Lease
  readonly zombieOps: readonly Op[]
  readonly position: Position
}

export function stackWriter(parts: WriterParts): StackWriter {
  const {storage, inbox, stack, epoch, runId, lease, position, zombieOps} = parts
  let failure: unknown
  let kept = 0
  let turn: Promise<unknown> = Promise.resolve()

  /** One after the other, in the order of the calls. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = turn.then(work)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function append(entry: Entry): Promise<void> {
    const next = play(position.snapshot, [entry])
    const [fault] = faultsOf(next)
    if (fault !== undefined)
      throw new Error(`an entry ${entry.is} would leave the state of ${stack} unsound: ${fault}`)
    // A full disk has space kept back for outcomes; after any other failure nobody knows what was written.
    const goesOn = errorCode(failure) === 'INFER_DISK_FULL' && isOutcome(entry)
    if (failure !== undefined && !goesOn) throw await rescued(failure, entry)
    try {
      const line = journalLine(entry, position.checksum)
      const bytes = Buffer.from(line.text)
      await storage.append(journalName(epoch), bytes, {at: position.bytes, spare: isOutcome(entry)})
      await confirmNewest(storage, stack, epoch)
      position.snapshot = next
      position.bytes += bytes.length
      position.checksum = line.checksum
    } catch (error) {
      failure = error
      throw await rescued(error, entry)
    }
  }

  /** A run that was taken over keeps nothing: what it did is in its journal, to be looked up. */
  async function rescued(error: unknown, entry: Entry): Promise<unknown> {
    const code = errorCode(error)
    if (code === undefined || code === 'INFER_STATE_FENCED' || !isOutcome(entry)) return error
    const {message, suggestions} = error as InferError
    const where = await (inbox === undefined
      ? Promise.resolve(undefined)
      : keep(inbox, {lineage: position.snapshot.lineage, epoch, at: kept++}, entry).catch(() => undefined))
    const saved =
      where === undefined
        ? `This outcome is written nowhere else; the next run looks it up by its operation: ${JSON.stringify(entry)}`
        : `The outcome is kept in the inbox as ${where}; the next run takes it up.`
    return new InferError(code, {message: `${message} ${saved}`, suggestions, cause: error})
  }

  async function compact(): Promise<void> {
    if (failure !== undefined) throw failure
    await confirmNewest(storage, stack, epoch)
    const {snapshot, bytes} = position
    await storage.create(snapshotName(snapshot), snapshotBytes({snapshot, upTo: {epoch, bytes}}))
    await loadSnapshot(storage, stack, snapshot).catch(async (error: unknown) => {
      await confirmNewest(storage, stack, epoch) // whoever took over may have removed it
      throw error
    })
  }

  return {
    view: () => ({snapshot: position.snapshot, isNew: position.snapshot.serial === 0}),
    epoch,
    runId,
    zombieOps,
    append: entry => inTurn(() => append(entry)),
    check() {
      if (failure !== undefined) throw failure
      lease.check()
    },
    compact: () => inTurn(compact),
    close: () => inTurn(() => lease.release()),
  }
}
