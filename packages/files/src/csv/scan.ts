// The one pass over the bytes of a CSV: finds cells, checks the structure, gives every cell its code.
// Grammar of RFC 4180, with any one-byte delimiter and LF or CRLF; a quote within an unquoted cell stands for itself.
import {CR, HASH, LF, QUOTE} from './bytes.ts'
import {csvFault} from './faults.ts'
import type {RowSample} from '../sample/row-sample.ts'
import {hashBytes, intern, type Interner} from './interner.ts'
import {keepRows} from './keep-rows.ts'

export interface Scan {
  /** The file as the user named it, for messages. */
  readonly name: string
  readonly delimiter: number
  readonly columns: readonly Interner[]
  rows: number
  /** Rows the code arrays have room for. */
  capacity: number
  /** Remarks stood before the header: lines that begin with `#`, and are not as wide as a row, are some too. */
  readonly comments: boolean
  /** Line of the file on which the next record begins, from 1. */
  line: number
  /** Blank lines not yet known to be trailing ones (tables of one column only). */
  blanks: number
  /** Doubled quotes are halved here. */
  scratch: Uint8Array<ArrayBuffer>
  /** Which rows are held; left out where all are. */
  readonly sample?: RowSample
}

/** In place of the columns for a row that is not held: its cells are looked at and let go. */
const NOBODY: readonly Interner[] = []

/**
 * Reads the whole records in `bytes[from … end - 1]` and returns where the first incomplete one begins, `end` if none is.
 * `bytes` needs one spare byte at `end`: a line feed is put there so that the inner loop has one end to look for.
 * Reading a record again after more bytes have come gives the same codes.
 *
 * @throws InferError INFER_CSV_RAGGED, INFER_CSV_QUOTE
 */
export function scanRecords(
  scan: Scan,
  bytes: Uint8Array,
  from: number,
  end: number,
  atEnd: boolean,
): number {
  const {delimiter, sample} = scan
  const width = scan.columns.length
  bytes[end] = LF
  let p = from
  while (p < end) {
    const recordStart = p
    let line = scan.line
    if (bytes[p] === LF || (bytes[p] === CR && bytes[p + 1] === LF)) {
      if (bytes[p] === CR && p + 1 === end && !atEnd) return recordStart
      p += bytes[p] === LF ? 1 : 2
      scan.line++
      if (width === 1) scan.blanks++
      continue
    }
    if (scan.comments && bytes[p] === HASH) {
      const next = afterComment(bytes, p, delimiter, width)
      if (next > end && !atEnd) return recordStart
      if (next > 0) {
        p = Math.min(next, end)
        scan.line++
        continue
      }
    }
    if (scan.blanks > 0) addBlankRows(scan)
    if (scan.rows === scan.capacity) widen(scan)
    const row = scan.rows
    const hash = sample === undefined ? 0 : sample.hashOf(sample.met)
    const stays = sample === undefined || sample.mayStay(hash)
    const columns = stays ? scan.columns : NOBODY
    let cells = 0
    for (;;) {
      const column = columns[cells]
      let stop: number
      if (bytes[p] === QUOTE) {
        const opened = line
        let doubled = 0
        const start = ++p
        for (;;) {
          const c = bytes[p]!
          if (c === QUOTE) {
            if (bytes[p + 1] !== QUOTE) break
            doubled++
            p += 2
          } else {
            if (c === LF) {
              if (p >= end) {
                if (!atEnd) return recordStart
                throw csvFault.unclosedQuote(scan.name, opened, cells + 1)
              }
              line++
            }
            p++
          }
        }
        stop = p + 1
        if (bytes[stop] === CR && bytes[stop + 1] === LF) stop++
        if (bytes[stop] !== delimiter && bytes[stop] !== LF) {
          throw csvFault.afterQuote(scan.name, opened, line, cells + 1)
        }
        if (stop >= end && !atEnd) return recordStart
        if (column !== undefined) {
          const source = doubled === 0 ? bytes : halveQuotes(scan, bytes, start, p)
          const first = doubled === 0 ? start : 0
          const last = doubled === 0 ? p : p - start - doubled
          column.codes[row] = intern(column, source, first, last, hashBytes(source, first, last))
        }
      } else {
        const start = p
        let ofCell = 0x811c9dc5
        let c = bytes[p]!
        while (c !== delimiter && c !== LF) {
          ofCell = Math.imul(ofCell ^ c, 0x01000193)
          c = bytes[++p]!
        }
        stop = p
        if (p >= end && !atEnd) return recordStart
        if (column !== undefined) {
          if (c === LF && p > start && bytes[p - 1] === CR) {
            column.codes[row] = intern(column, bytes, start, p - 1, hashBytes(bytes, start, p - 1))
          } else {
            column.codes[row] = intern(column, bytes, start, p, ofCell)
          }
        }
      }
      cells++
      p = stop + 1
      if (bytes[stop] === LF) break
    }
    if (cells !== width) throw csvFault.ragged(scan.name, scan.line, cells, width)
    if (sample !== undefined) count(scan, sample, hash, stays)
    else scan.rows++
    scan.line = line + 1
  }
  return end
}

function count(scan: Scan, sample: RowSample, hash: number, stays: boolean): void {
  if (!stays) return sample.pass()
  sample.keep(hash)
  scan.rows++
  if (sample.isFull()) dropSurplus(scan, sample)
}

export function dropSurplus(scan: Scan, sample: RowSample): void {
  const stay = sample.prune()
  if (stay !== undefined) keepRows(scan, stay)
}

/** Where the line after a remark begins; 0 when the line is as wide as a row. The line feed put behind the end is found, too. */
function afterComment(bytes: Uint8Array, from: number, delimiter: number, width: number): number {
  let cells = 1
  let p = from
  for (; bytes[p] !== LF; p++) if (bytes[p] === delimiter) cells++
  return cells === width ? 0 : p + 1
}

function halveQuotes(scan: Scan, bytes: Uint8Array, from: number, to: number): Uint8Array {
  if (scan.scratch.length < to - from) scan.scratch = new Uint8Array((to - from) * 2)
  const {scratch} = scan
  for (let i = from, o = 0; i < to; i++) {
    scratch[o++] = bytes[i]!
    if (bytes[i] === QUOTE) i++
  }
  return scratch
}

function addBlankRows(scan: Scan): void {
  const column = scan.columns[0]!
  for (; scan.blanks > 0; scan.blanks--) {
    if (scan.rows === scan.capacity) widen(scan)
    const {sample} = scan
    const hash = sample?.hashOf(sample.met) ?? 0
    const stays = sample?.mayStay(hash) !== false
    if (stays) column.codes[scan.rows] = intern(column, scan.scratch, 0, 0, hashBytes(scan.scratch, 0, 0))
    if (sample !== undefined) count(scan, sample, hash, stays)
    else scan.rows++
  }
}

function widen(scan: Scan): void {
  scan.capacity = Math.max(1024, Math.ceil(scan.capacity * 1.5))
  for (const column of scan.columns) {
    const codes = new Uint32Array(scan.capacity)
    codes.set(column.codes)
    column.codes = codes
  }
}
