// Batches of a table as a Parquet file, written by row groups: memory holds one of them, whatever the rows.
import {Writable} from 'node:stream'
import type {SourceTable} from '@inferloop/contract'
import type {Sink} from '../output/sink.ts'
import {footerOf, growingFile} from './growing-file.ts'
import {frameOf} from './frame-of.ts'
import {gatherBatches} from './gather.ts'
import {type DataFrame, polars} from './polars.ts'

const MAGIC = Buffer.from('PAR1')

/** polars writes each row group as a file of its own, whose pages go into ours as they are; the footers are joined. */
export function parquetWriter(sink: Pick<Sink, 'write'>): {
  write(batch: SourceTable): Promise<void>
  finish(): Promise<void>
} {
  const gathered = gatherBatches()
  const file = growingFile()
  let begun = false
  async function append(frame: DataFrame): Promise<void> {
    const bytes = packedParquet(frame)
    const {start, footer} = footerOf(bytes)
    if (!begun) await sink.write(MAGIC)
    begun = true
    file.add(footer, start - MAGIC.length)
    await sink.write(bytes.subarray(MAGIC.length, start))
  }
  return {
    async write(batch) {
      const frame = await gathered.add(batch)
      if (frame !== undefined) await append(frame)
    },
    async finish() {
      const frame = await gathered.rest()
      if (frame !== undefined) await append(frame)
      else if (!begun) await append((await polars()).DataFrame({}))
      const footer = file.footer()
      const length = Buffer.alloc(4)
      length.writeUInt32LE(footer.length)
      await sink.write(Buffer.concat([footer, length, MAGIC]))
    },
  }
}

/** Bytes of a file of `batch` alone. */
export async function parquetBytes(batch: SourceTable): Promise<number> {
  return packedParquet(await frameOf(await polars(), batch)).length
}

/** A whole file in memory. */
function packedParquet(frame: DataFrame): Buffer {
  const parts: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(Buffer.from(chunk))
      done()
    },
  })
  frame.writeParquet(stream, {compression: 'zstd'})
  return Buffer.concat(parts)
}
