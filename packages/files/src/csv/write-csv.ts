// Batches of a table as CSV bytes, in the dialect of the source.
import type {SourceColumn, SourceFormat, SourceTable} from '@inferloop/contract'
import type {Sink} from '../output/sink.ts'
import {CR, LF} from './bytes.ts'
import {type CellBytes, createCellBytes, encodeEntry, NOT_YET, putText, quoted} from './cell-bytes.ts'
import {formatCell} from './format-cell.ts'

const BUFFER_BYTES = 1 << 19

interface Writer {
  readonly delimiter: string
  readonly crlf: boolean
  /** Bytes of dictionaries met before, a slot for each column. */
  cells: (CellBytes | undefined)[]
  buffer: Buffer
}

/** Writes header and rows of each batch to `sink`; the columns of the first batch count. */
export function csvWriter(
  sink: Pick<Sink, 'write'>,
  format: SourceFormat,
): {write(batch: SourceTable): Promise<void>} {
  const delimiter = format.delimiter ?? ','
  const writer: Writer = {
    delimiter,
    crlf: format.newline === '\r\n',
    cells: [],
    buffer: Buffer.allocUnsafe(BUFFER_BYTES),
  }
  let started = false
  return {
    async write(batch) {
      if (!started) {
        started = true
        const alone = batch.columns.length === 1
        const names = batch.columns
          .map(({name}, i) => (i === 0 ? firstName : quoted)(name, delimiter, alone))
          .join(delimiter)
        await sink.write(
          Buffer.from(`${format.bom === true ? '\ufeff' : ''}${names}${writer.crlf ? '\r\n' : '\n'}`),
        )
      }
      for (let row = 0; row < batch.rows; ) {
        const filled = fill(writer, batch, row)
        row = filled.next
        await sink.write(writer.buffer.subarray(0, filled.bytes))
      }
    },
  }
}

/** A header that begins with `#` would be taken for a remark. */
const firstName: typeof quoted = (name, delimiter, alone) =>
  name.startsWith('#') ? `"${name.replaceAll('"', '""')}"` : quoted(name, delimiter, alone)

/** Fills the buffer with whole rows from `first` on; the buffer grows only for a row that is longer than it. */
function fill(writer: Writer, batch: SourceTable, first: number): {next: number; bytes: number} {
  const {delimiter, crlf} = writer
  const delimiterByte = delimiter.charCodeAt(0)
  const columns = batch.columns
  const width = columns.length
  const alone = width === 1
  const cells = columns.map((column, i) => bytesOf(writer, column, i))
  const codes = columns.map(column => (column.type === 'text' ? column.codes : undefined))
  let {buffer} = writer
  let at = 0
  for (let row = first; row < batch.rows; row++) {
    const start = at
    for (let i = 0; i < width; i++) {
      const known = cells[i]
      if (known !== undefined) {
        const code = codes[i]![row]!
        if (known.starts[code] === NOT_YET) encodeEntry(known, code, delimiter, alone)
        const {arena} = known
        const end = known.ends[code]!
        let from = known.starts[code]!
        if (at + end - from + 2 > buffer.length) {
          if (start > 0) return {next: row, bytes: start}
          buffer = enlarge(writer, at, end - from)
        }
        while (from < end) buffer[at++] = arena[from++]!
      } else {
        const text = quoted(formatCell(columns[i]!, row), delimiter, alone)
        if (at + text.length + 2 > buffer.length) {
          if (start > 0) return {next: row, bytes: start}
          buffer = enlarge(writer, at, text.length)
        }
        at = putText(buffer, at, text)
      }
      if (i < width - 1) buffer[at++] = delimiterByte
    }
    if (crlf) buffer[at++] = CR
    buffer[at++] = LF
  }
  return {next: batch.rows, bytes: at}
}

function bytesOf(writer: Writer, column: SourceColumn, i: number): CellBytes | undefined {
  if (column.type !== 'text') return undefined
  const known = writer.cells[i]
  if (known?.dictionary === column.dictionary) return known
  return (writer.cells[i] = createCellBytes(column.dictionary))
}

function enlarge(writer: Writer, used: number, more: number): Buffer {
  const larger = Buffer.allocUnsafe((used + more + 2) * 2)
  writer.buffer.copy(larger, 0, 0, used)
  writer.buffer = larger
  return larger
}
