// A run's journal: one entry a line, flushed one by one, so that only the last can be torn.
import {createHash} from 'node:crypto'
import {bodyOf, checkedLine, type Line, readCheckedLine} from './checked-line.ts'
import type {Entry, Op, Seal} from './snapshot.ts'

export const journalName = (epoch: number): string => `journal/${epoch}.ndjson`

/** Undefined for a name of something else. */
export function parseJournalName(name: string): number | undefined {
  const [, epoch] = /^journal\/(\d+)\.ndjson$/.exec(name) ?? []
  return epoch === undefined ? undefined : Number(epoch)
}

export interface Journal {
  readonly epoch: number
  readonly entries: readonly Entry[]
  /** Where each entry ends, in bytes. */
  readonly ends: readonly number[]
  /** Of the last entry; the next one is chained to it. */
  readonly checksum: string
  /** Number, from 1, of a line that is bad although others follow or it was written to its end. */
  readonly badLine?: number
}

export const journalLine = (entry: Entry, before: string): Line => checkedLine(entry, before)

/** What the first line of a journal is chained to. */
export const journalStart = (epoch: number): string => journalName(epoch)

/**
 * The good beginning of a journal. What follows is torn, and left out, when it has no newline, or only one at its end after pages that
 * were never written and read as NUL; anything else was once whole, and is damage: also a whole line with another byte for its newline.
 */
export function readJournal(bytes: Uint8Array, epoch: number): Journal {
  const entries: Entry[] = []
  const ends: number[] = []
  let checksum = journalStart(epoch)
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(10, from)
    if (newline < 0) {
      const whole = readCheckedLine(textOf(bytes.subarray(from, -1)), checksum) !== undefined
      return {
        epoch,
        entries,
        ends,
        checksum,
        ...(whole && bytes.at(-1) !== 0 ? {badLine: entries.length + 1} : {}),
      }
    }
    const line = readCheckedLine(textOf(bytes.subarray(from, newline)), checksum)
    if (line === undefined) {
      const torn = newline === bytes.length - 1 && bytes.subarray(from).includes(0)
      return {epoch, entries, ends, checksum, ...(torn ? {} : {badLine: entries.length + 1})}
    }
    entries.push(line.value as Entry)
    checksum = line.checksum
    from = newline + 1
    ends.push(from)
  }
  return {epoch, entries, ends, checksum}
}

/** Of a run that was to begin a state anew and did not come to its end. */
export const isUnfinished = ({entries}: Journal): boolean =>
  entries.some(entry => entry.is === 'opened' && entry.anew) && !entries.some(({is}) => is === 'anew')

export function sealOf(journal: Journal, bytes: Uint8Array): Seal {
  const length = journal.ends.at(-1) ?? 0
  return {epoch: journal.epoch, bytes: length, sha256: sha256(bytes.subarray(0, length))}
}

/** Whether a journal begins with what was sealed. */
export const fitsSeal = (bytes: Uint8Array, seal: Seal): boolean =>
  bytes.length >= seal.bytes && sha256(bytes.subarray(0, seal.bytes)) === seal.sha256

/** Operations begun after the seal. Nothing is asked of their lines: a wrong one is looked up in vain. */
export function opsAfter(bytes: Uint8Array, from: number): Op[] {
  return textOf(bytes.subarray(from))
    .split('\n')
    .map(line => bodyOf(line) as Partial<Extract<Entry, {is: 'intent'}>> | null | undefined)
    .flatMap(entry => (entry?.is === 'intent' && typeof entry.op?.opId === 'string' ? [entry.op] : []))
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes)
const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
