// An Arrow IPC file (Feather) into a SourceTable.
import {InferError, type SourceTable} from '@inferloop/contract'
import {ARROW_MAGIC} from '../format.ts'
import type {ByteInput} from '../input.ts'
import {collect} from '../parquet/collect.ts'
import {polars} from '../parquet/polars.ts'
import {blockFault} from './check-blocks.ts'
import {readFrames} from '../parquet/read-frames.ts'
import type {FrameOptions} from '../parquet/read-parquet.ts'

/**
 * The file is held in memory whole.
 *
 * @throws InferError INFER_ARROW_DAMAGED, INFER_TOO_LARGE; INFER_FILE_FORMAT for a column of lists, structs or bytes
 */
export async function readArrow(input: ByteInput, options: FrameOptions): Promise<SourceTable> {
  const bytes = await collect(input, options.signal)
  if (!isWhole(bytes)) throw damaged(input.name, `its ${bytes.length} bytes do not begin and end in "ARROW1"`)
  const fault = blockFault(bytes, options.mostBytes)
  if (fault !== undefined) throw damaged(input.name, fault)
  const pl = await polars(options.threads)
  let rows: number | undefined
  const table = await readFrames(pl, input, options, {
    size: bytes.length,
    rows() {
      const [first] = pl.readIPC(bytes, {nRows: 0}).columns
      return (rows ??= pl.readIPC(bytes, {columns: [first!]}).height)
    },
    read: what => pl.readIPC(bytes, what),
    damaged: (evidence, cause) => damaged(input.name, evidence, cause),
  })
  return {...table, source: {format: 'arrow'}}
}

const isWhole = (bytes: Buffer): boolean =>
  [bytes.subarray(0, 6), bytes.subarray(-6)].every(end => end.toString('latin1') === ARROW_MAGIC)

function damaged(name: string, evidence: string, cause?: unknown): InferError {
  return new InferError('INFER_ARROW_DAMAGED', {
    message: `${name} is not a whole Arrow file: ${evidence}.`,
    suggestions: ['copy or download the file again, and compare its size with the original'],
    ...(cause === undefined ? {} : {cause}),
  })
}
