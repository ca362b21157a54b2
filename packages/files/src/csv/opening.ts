// The beginning of a CSV: blank lines, the delimiter, the header.
import {InferError} from '@inferloop/contract'
import type {ByteInput} from '../input.ts'
import {fittingRows} from '../sample/fitting-rows.ts'
import type {RowSample} from '../sample/row-sample.ts'
import {CR, LF} from './bytes.ts'
import {skipComments} from './comments.ts'
import {delimiterByte, findDelimiter} from './delimiter.ts'
import {csvFault} from './faults.ts'
import {columnNames} from './header.ts'
import {createInterner} from './interner.ts'
import {readRecord} from './record.ts'
import type {Scan} from './scan.ts'
import {refuseControls} from './text-check.ts'
import {endLinesAtCr, type Window} from './window.ts'

/** Bytes enough to find the delimiter by. */
export const SAMPLE_BYTES = 65_536

/** A record longer than this is taken for one whose quote was never closed. */
export const MOST_RECORD_BYTES = 64 << 20

export interface Opening {
  /** At the first row, with nothing read yet. */
  readonly scan: Scan
  readonly names: string[]
  /** Where the first row begins in the window. */
  readonly next: number
  readonly newline: '\n' | '\r\n'
  /** A name was read as windows-1252. */
  readonly fallback: boolean
}

/** Finds delimiter and header; undefined when the header does not end within the window. A delimiter that is `asked` for stands. */
export function openTable(
  window: Window,
  input: ByteInput,
  asked?: string,
  sample?: RowSample,
): Opening | undefined {
  const {bytes, end, atEnd} = window
  const seen = bytes.subarray(0, end)
  refuseControls(seen, input.name)
  const enough = atEnd || (end >= SAMPLE_BYTES && seen[end - 1] !== CR)
  if (enough && !seen.includes(LF) && seen.includes(CR)) {
    endLinesAtCr(window)
  }
  let from = 0
  let line = 1
  while (from < end && isSpace(bytes[from]!)) if (bytes[from++] === LF) line++
  if (from === end) {
    if (!atEnd && end < MOST_RECORD_BYTES) return undefined
    throw new InferError('INFER_FILE_EMPTY', {
      message: `${input.name} is empty: it has ${window.end === 0 ? 'no bytes' : 'only white space'}.`,
      suggestions: ['see whether the program that made it failed'],
    })
  }
  while (from > 0 && bytes[from - 1] !== LF) from--
  // A first line `sep=;`, as spreadsheets write it.
  const announced = /^sep=(.)\r?\n/i.exec(bytes.toString('latin1', from, Math.min(end, from + 16)))
  if (announced) {
    from += announced[0].length
    line++
  }
  const given = asked ?? announced?.[1]
  const delimiterAt = (at: number) => delimiterByte(given ?? findDelimiter(bytes, at, end, atEnd, input.name))
  const comments = skipComments(bytes, from, end, {delimiterAt, atEnd})
  if (comments === undefined) return undefined
  from = comments.from
  line += comments.lines
  const delimiter = delimiterAt(from)
  const record = readRecord(bytes, from, end, delimiter)
  if ('broken' in record) {
    if (record.broken === 'unclosed' && !atEnd && end < MOST_RECORD_BYTES) return undefined
    throw record.broken === 'unclosed'
      ? csvFault.unclosedQuote(input.name, line + record.opened, record.cell + 1)
      : csvFault.afterQuote(input.name, line + record.opened, line + record.closed, record.cell + 1)
  }
  if (!atEnd && bytes[record.next - 1] !== LF) {
    if (end >= MOST_RECORD_BYTES) throw csvFault.tooLong(input.name, line, MOST_RECORD_BYTES, false)
    return undefined
  }
  const {names, fallback} = columnNames(record.cells, input.name)
  const capacity = capacityFor(rowEstimate(bytes, record.next, end, input.size), names.length, sample)
  const scan: Scan = {
    name: input.name,
    delimiter,
    columns: names.map(() => createInterner(capacity)),
    rows: 0,
    capacity,
    line: line + record.lines,
    comments: comments.lines > 0,
    blanks: 0,
    scratch: new Uint8Array(64),
    ...(sample === undefined ? {} : {sample}),
  }
  const newline = bytes[record.next - 1] === LF && bytes[record.next - 2] === CR ? '\r\n' : '\n'
  return {scan, names, next: record.next, newline, fallback}
}

/** Rows of a file of `size` bytes, by the lines in the sample and 5 % more, so that the codes seldom have to move. */
function rowEstimate(bytes: Buffer, from: number, end: number, size: number): number {
  let lines = 0
  for (let p = bytes.indexOf(LF, from); p >= 0 && p < end; p = bytes.indexOf(LF, p + 1)) lines++
  return 16 + Math.ceil(lines * Math.max(1, (1.05 * size) / Math.max(1, end - from)))
}

/** No more than may be held. */
function capacityFor(rows: number, columns: number, sample: RowSample | undefined): number {
  if (sample === undefined) return rows
  return Math.min(rows, 2 * sample.most, fittingRows({rows, columns, texts: 0, characters: 0}))
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}
