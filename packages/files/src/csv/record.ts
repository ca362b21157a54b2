// One record of a CSV at a time, cells as bytes: slow and plain, for the header and for finding the delimiter.
import {CR, LF, QUOTE} from './bytes.ts'

export interface CsvRecord {
  readonly cells: Buffer[]
  /** Where the next record begins. */
  readonly next: number
  /** Line ends within it, its own included. */
  readonly lines: number
}

/** Where a quoted cell went wrong: never closed, or something follows its closing quote. */
export interface BrokenRecord {
  readonly broken: 'unclosed' | 'after-quote'
  /** Cells before the broken one, and line ends before it opens and before it breaks. */
  readonly cell: number
  readonly opened: number
  readonly closed: number
}

/** The record at `from` by the grammar of scan.ts; a record cut off by `end` counts as ending there. A blank line has no cells. */
export function readRecord(
  bytes: Buffer,
  from: number,
  end: number,
  delimiter: number,
): CsvRecord | BrokenRecord {
  const cells: Buffer[] = []
  let p = from
  let lines = 1
  if (atLineEnd(bytes, p, end)) return {cells, next: Math.min(end, p + (bytes[p] === CR ? 2 : 1)), lines}
  for (;;) {
    let stop: number
    if (p < end && bytes[p] === QUOTE) {
      const opened = lines - 1
      const text: number[] = []
      for (p++; ; p++) {
        if (p >= end) return {broken: 'unclosed', cell: cells.length, opened, closed: lines - 1}
        if (bytes[p] === QUOTE) {
          if (p + 1 < end && bytes[p + 1] === QUOTE) p++
          else break
        } else if (bytes[p] === LF) lines++
        text.push(bytes[p]!)
      }
      stop = p + 1
      if (stop < end && bytes[stop] !== delimiter && !atLineEnd(bytes, stop, end)) {
        return {broken: 'after-quote', cell: cells.length, opened, closed: lines - 1}
      }
      cells.push(Buffer.from(text))
    } else {
      const start = p
      while (p < end && bytes[p] !== delimiter && !atLineEnd(bytes, p, end)) p++
      stop = p
      cells.push(bytes.subarray(start, p))
    }
    p = stop + 1
    if (stop >= end) return {cells, next: end, lines}
    if (bytes[stop] === delimiter) continue
    return {cells, next: Math.min(end, bytes[stop] === CR ? stop + 2 : stop + 1), lines}
  }
}

function atLineEnd(bytes: Buffer, p: number, end: number): boolean {
  return bytes[p] === LF || (bytes[p] === CR && (p + 1 >= end || bytes[p + 1] === LF))
}
