// Batches of a table as an Arrow file, written at the end: polars cannot add to one.
import {Writable} from 'node:stream'
import type {SourceTable} from '@inferloop/contract'
import {writeFault} from '../output/faults.ts'
import type {Sink} from '../output/sink.ts'
import {frameOf} from '../parquet/frame-of.ts'
import {gatherBatches} from '../parquet/gather.ts'
import {type DataFrame, polars} from '../parquet/polars.ts'
import {wordsOf} from '../system-error.ts'

/** Rows wait in polars' memory, 8 bytes for a number and 16 for a text, until `finish`. */
export function arrowWriter(sink: Sink): {
  write(batch: SourceTable): Promise<void>
  finish(): Promise<void>
} {
  const gathered = gatherBatches()
  const frames: DataFrame[] = []
  const keep = (frame: DataFrame | undefined) => {
    if (frame !== undefined) frames.push(frame)
  }
  return {
    write: async batch => keep(await gathered.add(batch)),
    async finish() {
      const pl = await polars()
      keep(await gathered.rest())
      const frame = frames.length > 1 ? pl.concat(frames) : (frames[0] ?? pl.DataFrame({}))
      if (sink.partial === undefined) {
        for (const part of packedArrow(frame)) await sink.write(part)
        return
      }
      try {
        frame.writeIPC(sink.partial, {compression: 'uncompressed'})
      } catch (error) {
        throw writeFault(wordsOf(error), sink.name, error)
      }
    },
  }
}

/** Bytes of a file of `batch` alone. */
export async function arrowBytes(batch: SourceTable): Promise<number> {
  const parts = packedArrow(await frameOf(await polars(), batch))
  return parts.reduce((sum, part) => sum + part.length, 0)
}

/** A whole file in memory. */
function packedArrow(frame: DataFrame): Buffer[] {
  const parts: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(Buffer.from(chunk))
      done()
    },
  })
  frame.writeIPC(stream, {compression: 'uncompressed'})
  return parts
}
