// A table to a file or a stream, batch by batch; the target gets its name only when it is whole.
import {createHash} from 'node:crypto'
import type {Writable} from 'node:stream'
import {basename} from 'node:path'
import type {Packing, SourceFormat, SourceTable, TableFormat} from '@inferloop/contract'
import {csvWriter} from './csv/write-csv.ts'
import {jsonWriter} from './json/write-json.ts'
import {formatOfPath} from './format.ts'
import {checkDiskSpace} from './output/disk-space.ts'
import {fileDigest} from './output/file-digest.ts'
import {openFileSink} from './output/file-sink.ts'
import {checkMemory} from './output/memory.ts'
import type {Sink} from './output/sink.ts'
import {encodedSink} from './output/encoded-sink.ts'
import {openStreamSink} from './output/stream-sink.ts'
import {packingOfPath} from './packing/packing.ts'
import {rowBytes} from './arrow/row-bytes.ts'
import {arrowBytes, arrowWriter} from './arrow/write-arrow.ts'
import {parquetBytes, parquetWriter} from './parquet/write-parquet.ts'

export type TableOutput =
  | {readonly path: string /** Replace a file that is there. */; readonly force: boolean}
  | {readonly stream: Writable}

export interface WriteOptions {
  /** Format and, for CSV, dialect: usually the `source` of the table read. */
  readonly format: SourceFormat
  readonly signal: AbortSignal
  /** Rows that will come in all: after the first batch the disk's free space, and for Arrow memory, is compared with what they need. */
  readonly expectedRows?: number
}

export interface Written {
  readonly bytes: number
  /** Of those bytes, 64 hex digits. */
  readonly sha256: string
}

export interface TableWriter {
  /** Every batch has the columns of the first, and is not changed afterwards. An error or the signal removes what was written. */
  write(batch: SourceTable): Promise<void>
  /** Makes the output whole, on the disk, but not yet under its name. Nothing is written after it. */
  finish(): Promise<Written>
  /** Gives the output its name, finishing it where that was not done; with others, see `commitTogether`. */
  commit(): Promise<Written>
  /** Removes what `commit` named, unless that replaced a file. */
  takeBack(): Promise<void>
  /** Removes what was written; does nothing after `commit` or a second time. */
  abort(): Promise<void>
  /** Whether `commit` replaces a file that is there. */
  readonly force: boolean
  /** True once nobody reads the stream any more (EPIPE): what is written is dropped, and making more is in vain. */
  readonly ended: boolean
}

/**
 * A path is written under `<path>.<pid>.partial` and renamed by `commit`. A stream is not ended.
 *
 * @throws InferError INFER_OUTPUT_EXISTS (here, and in `commit` when the file appeared meanwhile), INFER_OUTPUT_UNWRITABLE,
 * INFER_DISK_FULL, INFER_MEMORY_FULL, INFER_WRITE_FAILED; the signal's reason when it is aborted
 */
export async function openTableWriter(output: TableOutput, options: WriteOptions): Promise<TableWriter> {
  const {format, signal, expectedRows} = options
  signal.throwIfAborted()
  const force = 'path' in output && output.force
  const sink =
    'path' in output
      ? await openFileSink(output.path, {force, flag: '--output', signal})
      : openStreamSink(output.stream, signal)
  let written = 0
  const hash = createHash('sha256')
  const counted: Sink = {
    ...sink,
    get ended() {
      return sink.ended
    },
    async write(bytes) {
      signal.throwIfAborted()
      await sink.write(bytes)
      hash.update(bytes)
      written += bytes.length
    },
  }
  const packed =
    format.packing === undefined
      ? counted
      : await packedAs(format.packing, counted, nameWithin(output, format))
  const rowsTo = await rowWriter(packed, format)
  let columns: readonly string[] | undefined

  let finished: Promise<Written> | undefined

  async function orRemove<T>(work: () => Promise<T>): Promise<T> {
    try {
      signal.throwIfAborted()
      return await work()
    } catch (error) {
      await sink.abort()
      throw error
    }
  }

  /** Rows of Arrow wait in memory. What rows of Parquet and Arrow take on the disk is found out only where it matters. */
  async function checkRoom(batch: SourceTable, rows: number): Promise<void> {
    if (format.format === 'arrow') checkMemory(sink.name, rowBytes(batch) * rows)
    if (sink.partial === undefined) return
    const bytesOf = BYTES_OF[format.format]
    const left = Math.max(0, rows - batch.rows)
    if (bytesOf === undefined) return checkDiskSpace(sink.name, (written / batch.rows) * left)
    const unpacked = checkDiskSpace(sink.name, rowBytes(batch) * rows)
    await unpacked.catch(async () => checkDiskSpace(sink.name, (await bytesOf(batch)) * (rows / batch.rows)))
  }

  const finish = () =>
    orRemove(async () => {
      await rowsTo.finish()
      // polars works without a turn for signals: this is theirs, the last before the file gets its name.
      await new Promise(resolve => setImmediate(resolve))
      signal.throwIfAborted()
      const bytes = await packed.finish()
      // polars writes Arrow by itself where there is a file.
      const direct = format.format === 'arrow' && packed.partial !== undefined
      return {bytes, sha256: direct ? await fileDigest(packed.partial) : hash.digest('hex')}
    })

  return {
    force,
    get ended() {
      return sink.ended
    },
    write: batch =>
      orRemove(async () => {
        const names = batch.columns.map(({name}) => name)
        const first = columns === undefined
        columns ??= names
        if (columns.join('\0') !== names.join('\0'))
          throw new Error(`batch of other columns: ${names.join(', ')}`)
        await rowsTo.write(batch)
        if (first && expectedRows !== undefined && batch.rows > 0) await checkRoom(batch, expectedRows)
      }),
    finish: () => (finished ??= finish()),
    async commit() {
      const whole = await (finished ??= finish())
      await orRemove(() => sink.commit())
      return whole
    },
    takeBack: () => sink.takeBack(),
    abort: () => sink.abort(),
  }
}

interface RowWriter {
  write(batch: SourceTable): Promise<void>
  finish(): Promise<void>
}

/** Bytes of a file of one batch, for formats that are not written row by row. */
const BYTES_OF: Partial<Record<TableFormat, (batch: SourceTable) => Promise<number>>> = {
  parquet: parquetBytes,
  arrow: arrowBytes,
}

async function rowWriter(sink: Sink, format: SourceFormat): Promise<RowWriter> {
  if (format.format === 'parquet') return parquetWriter(sink)
  if (format.format === 'arrow') return arrowWriter(sink)
  if (format.format === 'excel') return (await import('./excel/write-excel.ts')).excelWriter(sink, format)
  const encoded = encodedSink(sink, format.encoding)
  if (format.format === 'csv') return {...csvWriter(encoded, format), finish: async () => undefined}
  return jsonWriter(encoded, format)
}

const packedAs = async (packing: Packing, sink: Sink, name: string): Promise<Sink> =>
  (await import('./packing/packed-sink.ts')).packedSink(sink, packing, name)

/** The table's name in a zip archive. */
function nameWithin(output: TableOutput, {format}: SourceFormat): string {
  const endings = {
    csv: 'csv',
    parquet: 'parquet',
    json: 'json',
    ndjson: 'ndjson',
    arrow: 'arrow',
    excel: 'xlsx',
  }
  const name = 'path' in output ? basename(packingOfPath(output.path).inner) : 'synthetic'
  return formatOfPath(name) === undefined ? `${name}.${endings[format]}` : name
}
