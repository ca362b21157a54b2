// Parquet into a SourceTable: a few columns at a time, each dtype to the source column that keeps its meaning.
import {open} from 'node:fs/promises'
import {setImmediate} from 'node:timers/promises'
import {InferError, type Progress, type SourceColumn, type SourceTable} from '@inferloop/contract'
import {csvFault} from '../csv/faults.ts'
import {PARQUET_MAGIC} from '../format.ts'
import type {ByteInput} from '../input.ts'
import {wordsOf} from '../system-error.ts'
import {type Reading, readingOf, readTyped} from './dtypes.ts'
import {type DataFrame, type Polars, polars} from './polars.ts'
import {readTexts} from './texts.ts'

/** Cells decoded at a time: 4 Mi, so at most some 32 MB beside the table itself (or one column, when that is more). */
const GROUP_CELLS = 2 ** 22

export interface ParquetOptions {
  readonly signal: AbortSignal
  readonly threads?: number
  readonly progress?: (event: Progress) => void
}

/**
 * A stream is held in memory whole, for the index of a Parquet file stands at its end; of a file only the columns at hand.
 *
 * @throws InferError INFER_PARQUET_DAMAGED; INFER_FILE_FORMAT for a column of lists, structs or bytes
 */
export async function readParquet(input: ByteInput, options: ParquetOptions): Promise<SourceTable> {
  const {signal, progress} = options
  // polars takes a name for a path only when it ends in .parquet.
  const direct = input.path?.endsWith('.parquet') === true ? input.path : undefined
  const source = direct ?? (await collect(input, signal))
  await refuseCutOff(source, input)
  const pl = await polars(options.threads)
  const readings = whole(input.name, () => {
    const {columns: names, dtypes} = pl.readParquet(source, {nRows: 0})
    refuseNameless(names, input.name)
    return names.map((name, i) => readingOf(name, dtypes[i]!, input.name))
  })
  const columns: SourceColumn[] = []
  let rows = 0
  for (let first = 0, step = 1; first < readings.length; first += step) {
    signal.throwIfAborted()
    step = first === 0 ? 1 : Math.max(1, Math.floor(GROUP_CELLS / Math.max(1, rows)))
    const group = readings.slice(first, first + step)
    const read = whole(input.name, () => readGroup(pl, source, group))
    rows = read.rows
    columns.push(...read.columns)
    const size = typeof source === 'string' ? input.size : source.length
    const done = Math.round((size * columns.length) / readings.length)
    progress?.({phase: 'read', done, total: size, unit: 'bytes'})
    await setImmediate()
  }
  return {rows, columns, source: {format: 'parquet'}}
}

/** A CSV written from it could not be read back. */
function refuseNameless(names: readonly string[], file: string): void {
  const at = names.findIndex(name => name.trim() === '')
  if (at >= 0) throw csvFault.header(file, [`column ${at + 1} has no name`])
}

function readGroup(
  pl: Polars,
  source: string | Buffer,
  group: readonly Reading[],
): {rows: number; columns: SourceColumn[]} {
  const frame: DataFrame = pl.readParquet(source, {columns: group.map(({name}) => name)})
  // polars reads some names as patterns (`*`, `^a.*$`): safe ones while we ask for columns.
  frame.columns = group.map((_, i) => `c${i}`)
  const columns = readTyped(pl, frame, group)
  const texts = columns.flatMap((column, i) =>
    column === undefined ? [{at: `c${i}`, name: group[i]!.name}] : [],
  )
  const read = readTexts(pl, frame, texts)[Symbol.iterator]()
  return {rows: frame.height, columns: columns.map(column => column ?? read.next().value!)}
}

/** What polars throws about a file is the file's fault here. */
function whole<T>(name: string, read: () => T): T {
  try {
    return read()
  } catch (error) {
    if (error instanceof InferError) throw error
    throw damaged(name, `it cannot be read to the end (${wordsOf(error).split('\n')[0]})`, error)
  }
}

/** A Parquet file ends in four bytes of length, then the four bytes it begins with. */
async function refuseCutOff(source: string | Buffer, input: ByteInput): Promise<void> {
  if (input.head.toString('latin1', 0, 4) !== PARQUET_MAGIC) {
    throw damaged(
      input.name,
      `it begins with ${JSON.stringify(input.head.toString('latin1', 0, 4))}, not with "PAR1"`,
    )
  }
  const tail = Buffer.alloc(8)
  const size = typeof source === 'string' ? input.size : source.length
  if (size >= 12 && typeof source !== 'string') source.copy(tail, 0, size - 8)
  else if (size >= 12) {
    const file = await open(source)
    try {
      await file.read(tail, 0, 8, size - 8)
    } finally {
      await file.close()
    }
  }
  if (tail.toString('latin1', 4) !== PARQUET_MAGIC) {
    throw damaged(input.name, `its ${size} bytes do not end in "PAR1", so it was cut off`)
  }
  const index = tail.readUInt32LE(0)
  if (index + 12 > size) {
    throw damaged(input.name, `its index should have ${index} bytes, and the whole file has ${size}`)
  }
}

async function collect(input: ByteInput, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of input.chunks) {
    signal.throwIfAborted()
    chunks.push(Buffer.from(chunk))
  }
  return Buffer.concat(chunks)
}

function damaged(name: string, evidence: string, cause?: unknown): InferError {
  return new InferError('INFER_PARQUET_DAMAGED', {
    message: `${name} is not a whole Parquet file: ${evidence}.`,
    suggestions: ['copy or download the file again, and compare its size with the original'],
    ...(cause === undefined ? {} : {cause}),
  })
}
