// Parquet into a SourceTable.
import {open} from 'node:fs/promises'
import {InferError, type Progress, type SourceTable} from '@inferloop/contract'
import {PARQUET_MAGIC} from '../format.ts'
import type {ByteInput} from '../input.ts'
import {collect} from './collect.ts'
import type {RowSample} from '../sample/row-sample.ts'
import {polars} from './polars.ts'
import {readFrames} from './read-frames.ts'

export interface FrameOptions {
  readonly signal: AbortSignal
  /** Bytes that the cells may fill. */
  readonly mostBytes: number
  readonly threads?: number
  readonly progress?: ((event: Progress) => void) | undefined
  /** Which rows are held; all by default. */
  readonly sample?: RowSample | undefined
}

/**
 * A stream is held in memory whole, for the index of a Parquet file stands at its end; of a file only the columns at hand.
 *
 * @throws InferError INFER_PARQUET_DAMAGED, INFER_TOO_LARGE; INFER_FILE_FORMAT for a column of lists, structs or bytes
 */
export async function readParquet(input: ByteInput, options: FrameOptions): Promise<SourceTable> {
  // polars takes a name for a path only when it ends in .parquet.
  const direct = input.path?.endsWith('.parquet') === true ? input.path : undefined
  const source = direct ?? (await collect(input, options.signal))
  await refuseCutOff(source, input)
  const pl = await polars(options.threads)
  const table = await readFrames(pl, input, options, {
    size: typeof source === 'string' ? input.size : source.length,
    // Told by the index at the end, without reading a cell.
    rows: () => pl.readParquet(source, {columns: []}).height,
    read: what => pl.readParquet(source, what),
    ...(direct === undefined
      ? {}
      : {slice: (first, count) => pl.scanParquet(direct).slice(first, count).collectSync()}),
    damaged: (evidence, cause) => damaged(input.name, evidence, cause),
  })
  return {...table, source: {format: 'parquet'}}
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

function damaged(name: string, evidence: string, cause?: unknown): InferError {
  return new InferError('INFER_PARQUET_DAMAGED', {
    message: `${name} is not a whole Parquet file: ${evidence}.`,
    suggestions: ['copy or download the file again, and compare its size with the original'],
    ...(cause === undefined ? {} : {cause}),
  })
}
