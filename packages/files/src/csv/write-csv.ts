// Batches of a table as CSV bytes, in the dialect of the source.
import type {SourceColumn, SourceFormat, SourceTable} from '@inferloop/contract'
import type {Sink} from '../output/sink.ts'
import {
  type CellBytes,
  type CellStyle,
  createCellBytes,
  encodeEntry,
  keepUp,
  putText,
  quoted,
} from './cell-bytes.ts'
import {formatCell} from './format-cell.ts'
import {hasDigits, putNumber} from './number-bytes.ts'

const BUFFER_BYTES = 1 << 19

interface Writer {
  readonly delimiter: string
  readonly newline: string
  /** Bytes of dictionaries met before, a slot for each column. */
  cells: (CellBytes | undefined)[]
  buffer: Buffer
}

/** A text is copied in words of four bytes, two at first, and may go beyond its end by so much. */
const SLACK = 8

/** Writes header and rows of each batch to `sink`; the columns of the first batch count. */
export function csvWriter(
  sink: Pick<Sink, 'write'>,
  format: SourceFormat,
): {write(batch: SourceTable): Promise<void>} {
  const delimiter = format.delimiter ?? ','
  const writer: Writer = {
    delimiter,
    newline: format.newline ?? '\n',
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
        await sink.write(Buffer.from(`${format.bom === true ? '\ufeff' : ''}${names}${writer.newline}`))
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

/** Words are stored as this machine has them. */
const LITTLE = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1

/** Fills the buffer with whole rows from `first` on; the buffer grows only for a row that is longer than it. */
function fill(writer: Writer, batch: SourceTable, first: number): {next: number; bytes: number} {
  const {columns} = batch
  const width = columns.length
  const styles = columns.map(
    (_, i): CellStyle => ({
      delimiter: writer.delimiter,
      ending: i < width - 1 ? writer.delimiter : writer.newline,
      alone: width === 1,
    }),
  )
  const cells = columns.map((column, i) => bytesOf(writer, column, i))
  const codes = columns.map(column => (column.type === 'text' ? column.codes : NONE))
  let {buffer} = writer
  let view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
  let room = buffer.length - SLACK
  let at = 0
  for (let row = first; row < batch.rows; row++) {
    const start = at
    for (let i = 0; i < width; i++) {
      const known = cells[i]
      let length = TYPED_BYTES
      if (known !== undefined) {
        const code = codes[i]![row]!
        if (known.lengths[code] === 0) encodeEntry(known, code, styles[i]!)
        length = known.lengths[code]!
      }
      if (at + length > room) {
        if (start > 0) return {next: row, bytes: start}
        buffer = enlarge(writer, at, length)
        view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length)
        room = buffer.length - SLACK
      }
      if (known === undefined) {
        at = putTyped(buffer, at, columns[i]!, row, styles[i]!)
        continue
      }
      const {words} = known
      const from = known.starts[codes[i]![row]!]!
      view.setUint32(at, words[from]!, LITTLE)
      view.setUint32(at + 4, words[from + 1]!, LITTLE)
      for (let done = 8; done < length; done += 4)
        view.setUint32(at + done, words[from + (done >> 2)]!, LITTLE)
      at += length
    }
  }
  return {next: batch.rows, bytes: at}
}

const NONE = new Uint32Array()

/** Most bytes of a number, a truth value or an instant with what follows it, thrice: `putText` asks for that. */
const TYPED_BYTES = 128

function putTyped(buffer: Buffer, at: number, column: SourceColumn, row: number, style: CellStyle): number {
  if (column.type === 'number' && column.decimals !== undefined && !style.alone) {
    const value = column.values[row]!
    if (hasDigits(value, column.decimals))
      return putText(buffer, putNumber(buffer, at, value, column.decimals), style.ending)
  }
  return putText(buffer, at, quoted(formatCell(column, row), style.delimiter, style.alone) + style.ending)
}

function bytesOf(writer: Writer, column: SourceColumn, i: number): CellBytes | undefined {
  if (column.type !== 'text') return undefined
  const known = writer.cells[i]
  if (known?.dictionary === column.dictionary) {
    keepUp(known)
    return known
  }
  return (writer.cells[i] = createCellBytes(column.dictionary))
}

function enlarge(writer: Writer, used: number, more: number): Buffer {
  const larger = Buffer.allocUnsafe((used + more + SLACK) * 2)
  writer.buffer.copy(larger, 0, 0, used)
  writer.buffer = larger
  return larger
}
