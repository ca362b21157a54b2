// CSV and its kin into a SourceTable: chunk by chunk, so that no more than a chunk and the distinct cells are in memory.
import {QUOTE} from './bytes.ts'
import type {Progress, SourceFormat, SourceTable} from '@inferloop/contract'
import type {ByteInput} from '../input.ts'
import {finishColumn} from './dictionary.ts'
import {fitsWindows1252} from '../output/encoded-sink.ts'
import {encodingOf, toUtf8} from './encoding.ts'
import {csvFault} from './faults.ts'
import {MOST_RECORD_BYTES, openTable, SAMPLE_BYTES} from './opening.ts'
import {dropSurplus, type Scan, scanRecords} from './scan.ts'
import {makeRoom} from '../sample/fitting-rows.ts'
import type {RowSample} from '../sample/row-sample.ts'
import {refuseOtherKind} from './text-check.ts'
import {createWindow, dropBefore, fillTo} from './window.ts'

export interface CsvOptions {
  readonly signal: AbortSignal
  readonly delimiter?: string
  readonly progress?: (event: Progress) => void
  /** Bytes looked at to find the delimiter; default 65,536. Also the first size of the buffer. */
  readonly sampleBytes?: number
  /** Which rows are held; all by default. */
  readonly sample?: RowSample | undefined
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
  const window = createWindow(sampleBytes)
  refuseOtherKind(input.head, input.name)
  await fillTo(window, sampleBytes, chunks, input.name)
  let opening = openTable(window, input, options.delimiter, options.sample)
  while (opening === undefined) {
    await fillTo(window, window.end * 2, chunks, input.name)
    opening = openTable(window, input, options.delimiter, options.sample)
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
    dropWhatIsTooMuch(scan, window.atEnd)
    if (window.atEnd) break
    if (window.end - next > MOST_RECORD_BYTES) {
      const quoted = window.bytes.subarray(next, window.end).includes(QUOTE)
      throw csvFault.tooLong(scan.name, scan.line, MOST_RECORD_BYTES, quoted)
    }
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
    encoding: fallback && allFit(finished) ? 'windows-1252' : encoding.name,
  }
  const met = scan.sample?.met ?? scan.rows
  return {
    rows: scan.rows,
    ...(met > scan.rows ? {sampledFrom: met} : {}),
    columns: finished.map(({column}) => column),
    source,
  }
}

/** At the end no more rows are held than were wanted; before, no more than there is room for. */
function dropWhatIsTooMuch(scan: Scan, atEnd: boolean): void {
  const {sample, rows, columns} = scan
  if (sample === undefined) return
  const texts = columns.reduce((sum, {count}) => sum + count, 0)
  const characters = columns.reduce((sum, {count, starts}) => sum + starts[count]!, 0)
  const isFull = makeRoom(sample, {rows, columns: columns.length, texts, characters})
  if (atEnd || isFull) dropSurplus(scan, sample)
}

/** Where some cells are UTF-8, too, the table cannot be written in windows-1252 alone. */
const allFit = (columns: readonly ReturnType<typeof finishColumn>[]): boolean =>
  columns.every(({column: {name, dictionary}}) => fitsWindows1252(name) && dictionary.every(fitsWindows1252))
