// A table through any format: bytes in, cells out, and back.
import {Readable, Writable} from 'node:stream'
import type {SourceFormat, SourceTable} from '@inferloop/contract'
import {openTableWriter, type ReadOptions, readTable} from '../src/index.ts'
import {never} from './tables.ts'

/** Cut into chunks of `chunkBytes`, as a pipe might. */
export function tableOf(
  content: string | Buffer,
  {
    name = 'data',
    chunkBytes = 7,
    ...options
  }: {name?: string; chunkBytes?: number} & Partial<ReadOptions> = {},
): Promise<SourceTable> {
  const bytes = Buffer.from(content)
  const count = Math.ceil(bytes.length / chunkBytes)
  const chunks = Array.from({length: count}, (_, i) => bytes.subarray(i * chunkBytes, (i + 1) * chunkBytes))
  return readTable({stream: Readable.from(chunks), name}, {signal: never, ...options})
}

export async function bytesOf(
  batches: readonly SourceTable[],
  format: SourceFormat = batches[0]!.source,
): Promise<Buffer> {
  const parts: Buffer[] = []
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      parts.push(Buffer.from(chunk))
      done()
    },
  })
  const writer = await openTableWriter({stream}, {format, signal: never})
  for (const batch of batches) await writer.write(batch)
  await writer.commit()
  return Buffer.concat(parts)
}
