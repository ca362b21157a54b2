// CSV and its kin into a SourceTable: chunk by chunk, so that no more than a chunk and the distinct cells are in memory.
import {type Progress, InferError, type SourceFormat, type SourceTable} from '@inferloop/contract'
import type {ByteInput} from '../input.ts'
import {CR, LF} from './bytes.ts'
import {delimiterByte, findDelimiter} from './delimiter.ts'
import {finishColumn} from './dictionary.ts'
import {encodingOf, toUtf8} from './encoding.ts'
import {csvFault} from './faults.ts'
import {columnNames} from './header.ts'
import {createInterner} from './interner.ts'
import {readRecord} from './record.ts'
import {type Scan, scanRecords} from './scan.ts'
import {refuseControls, refuseNul, refuseOtherKind} from './text-check.ts'

const SAMPLE_BYTES = 65_536

/** A record longer than this is taken for one whose quote was never closed. */
const MOST_RECORD_BYTES = 64 << 20

export interface CsvOptions {
  readonly signal: AbortSignal
  readonly delimiter?: string
  readonly progress?: (event: Progress) => void
  /** Bytes looked at to find the delimiter; default 65,536. Also the first size of the buffer. */
  readonly sampleBytes?: number
}

/** The bytes at hand; `bytes` always has one spare at `end`. */
interface Window {
  bytes: Buffer
  end: number
  /** Bytes of UTF-8 that came before it. */
  offset: number
  atEnd: boolean
  /** Lines end in a bare CR: each is read as a line feed. Undefined until the sample is in. */
  bareCr: boolean
}

interface Opening {
  readonly scan: Scan
  readonly names: string[]
  readonly next: number
  readonly newline: '\n' | '\r\n'
  readonly fallback: boolean
}

/**
 * Every column comes as texts, cells as they stand. Does not judge the count of rows.
 *
 * @throws InferError INFER_FILE_EMPTY, INFER_FILE_BINARY, INFER_CSV_HEADER, INFER_CSV_RAGGED, INFER_CSV_QUOTE, INFER_OPTION
 */
export async function readCsv(input: ByteInput, options: CsvOptions): Promise<SourceTable> {
  const {signal, progress} = options
  const encoding = encodingOf(input.head)
  const chunks = toUtf8(input.chunks, encoding)[Symbol.asyncIterator]()
  const sampleBytes = options.sampleBytes ?? SAMPLE_BYTES
  const window: Window = {
    bytes: Buffer.allocUnsafe(sampleBytes + 1),
    end: 0,
    offset: 0,
    atEnd: false,
    bareCr: false,
  }
  refuseOtherKind(input.head, input.name)
  await fillTo(window, sampleBytes, chunks, input.name)
  let opening = openTable(window, input, options)
  while (opening === undefined) {
    await fillTo(window, window.end * 2, chunks, input.name)
    opening = openTable(window, input, options)
  }
  const {scan, names} = opening
  let from = opening.next
  for (;;) {
    signal.throwIfAborted()
    const next = scanRecords(scan, window.bytes, from, window.end, window.atEnd)
    progress?.({
      phase: 'read',
      done: Math.min(window.offset + window.end, input.size || Infinity),
      total: input.size,
      unit: 'bytes',
    })
    if (window.atEnd) break
    if (window.end - next > MOST_RECORD_BYTES) throw csvFault.tooLong(scan.name, scan.line, MOST_RECORD_BYTES)
    dropBefore(window, next)
    // A long record is scanned anew only when twice as much of it is there.
    const wanted = next === from ? Math.min(window.end * 2, MOST_RECORD_BYTES + 1) : window.end + 1
    await fillTo(window, wanted, chunks, input.name)
    from = 0
  }
  const finished = scan.columns.map((column, i) => finishColumn(column, names[i]!, scan.rows))
  const fallback = opening.fallback || finished.some(column => column.fallback)
  const source: SourceFormat = {
    format: 'csv',
    delimiter: String.fromCharCode(scan.delimiter),
    newline: opening.newline,
    bom: encoding.mark > 0,
    encoding: fallback ? 'windows-1252' : encoding.name,
  }
  return {rows: scan.rows, columns: finished.map(({column}) => column), source}
}

async function fillTo(
  window: Window,
  bytes: number,
  chunks: AsyncIterator<Buffer>,
  name: string,
): Promise<void> {
  do await append(window, chunks, name)
  while (window.end < bytes && !window.atEnd)
}

async function append(window: Window, chunks: AsyncIterator<Buffer>, name: string): Promise<void> {
  const {done, value} = await chunks.next()
  if (done === true) {
    window.atEnd = true
    return
  }
  const end = window.end + value.length
  if (end >= window.bytes.length) {
    const larger = Buffer.allocUnsafe(Math.max(end + 1, window.bytes.length * 2))
    window.bytes.copy(larger, 0, 0, window.end)
    window.bytes = larger
  }
  value.copy(window.bytes, window.end)
  refuseNul(window.bytes, window.end, end, window.offset + window.end, name)
  if (window.bareCr) crToLf(window.bytes, window.end, end)
  window.end = end
}

/** Delimiter, header and an empty scan; undefined when the header does not end within the window. */
function openTable(window: Window, input: ByteInput, options: CsvOptions): Opening | undefined {
  const {bytes, end, atEnd} = window
  const sample = bytes.subarray(0, end)
  refuseControls(sample, input.name)
  const enough = atEnd || (end >= SAMPLE_BYTES && sample[end - 1] !== CR)
  if (enough && !sample.includes(LF) && sample.includes(CR)) {
    window.bareCr = true
    crToLf(bytes, 0, end)
  }
  let from = 0
  let line = 1
  while (from < end && isSpace(bytes[from]!)) if (bytes[from++] === LF) line++
  if (from === end) {
    if (!atEnd) return undefined
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
  const asked = options.delimiter ?? announced?.[1]
  const delimiter = delimiterByte(asked ?? findDelimiter(bytes, from, end, atEnd, input.name))
  const record = readRecord(bytes, from, end, delimiter)
  if ('broken' in record) {
    if (record.broken === 'unclosed' && !atEnd && end < MOST_RECORD_BYTES) return undefined
    throw record.broken === 'unclosed'
      ? csvFault.unclosedQuote(input.name, line + record.opened, record.cell + 1)
      : csvFault.afterQuote(input.name, line + record.opened, line + record.closed, record.cell + 1)
  }
  if (!atEnd && bytes[record.next - 1] !== LF) return undefined
  const {names, fallback} = columnNames(record.cells, input.name)
  const capacity = rowEstimate(bytes, record.next, end, input.size)
  const scan: Scan = {
    name: input.name,
    delimiter,
    columns: names.map(() => createInterner(capacity)),
    rows: 0,
    capacity,
    line: line + record.lines,
    blanks: 0,
    scratch: new Uint8Array(64),
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

function dropBefore(window: Window, start: number): void {
  window.bytes.copyWithin(0, start, window.end)
  window.offset += start
  window.end -= start
}

function crToLf(bytes: Buffer, from: number, to: number): void {
  for (let i = from; i < to; i++) if (bytes[i] === CR) bytes[i] = LF
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d)
}
