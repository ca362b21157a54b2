// A packed file as the bytes it holds, no more of them than allowed.
import {Readable} from 'node:stream'
import {createGunzip, createZstdDecompress} from 'node:zlib'
import type {Packing} from '@inferloop/contract'
import {type ByteInput, peek} from '../input.ts'
import {counted} from './counted.ts'
import {packingOfBytes, packingOfPath} from './packing.ts'
import {openArchive} from './zip-archive.ts'

/** Unpacked bytes that are read where no limit is given. */
export const MOST_UNPACKED = 32 * 2 ** 30

export interface Unpacked {
  readonly input: ByteInput
  readonly packing?: Packing
  /** An Excel workbook is an archive that is read as it is. */
  readonly workbook?: true
}

/** @throws InferError INFER_PACKING_DAMAGED, INFER_TOO_LARGE beyond `mostBytes`, INFER_FILE_FORMAT for an archive of several files */
export async function unpacked(input: ByteInput, mostBytes: number, signal: AbortSignal): Promise<Unpacked> {
  const outer = await unpackedOnce(input, mostBytes, signal)
  if (outer.packing === undefined || packingOfBytes(outer.input.head) !== 'zip') return outer
  // A workbook, which is an archive itself, may be packed like any other table.
  const {input: inner, workbook} = await unpackedOnce(outer.input, mostBytes, signal)
  return workbook === true ? {...outer, input: inner, workbook} : {...outer, input: inner}
}

async function unpackedOnce(input: ByteInput, mostBytes: number, signal: AbortSignal): Promise<Unpacked> {
  const packing = packingOfBytes(input.head)
  if (packing === undefined) return {input}
  if (packing === 'zip') {
    const archive = await openArchive(input, mostBytes, signal)
    if (archive.isWorkbook) return {input: archive.rewound, workbook: true}
    return {input: await archive.onlyFile(), packing}
  }
  const {inner} = packingOfPath(input.name)
  const stream = packing === 'gzip' ? createGunzip() : createZstdDecompress()
  const chunks = counted(piped(input.chunks, stream), {name: input.name, mostBytes, signal})
  return {input: {name: inner, size: 0, ...(await peek(chunks)), close: () => input.close()}, packing}
}

async function* piped(
  chunks: AsyncIterable<Buffer>,
  stream: ReturnType<typeof createGunzip>,
): AsyncGenerator<Buffer> {
  // The stream keeps a chunk for longer than its bytes stay.
  const copied = (async function* () {
    for await (const chunk of chunks) yield Buffer.from(chunk)
  })()
  const source = Readable.from(copied)
  source.on('error', error => stream.destroy(error))
  source.pipe(stream)
  try {
    for await (const chunk of stream) yield chunk as Buffer
  } finally {
    source.destroy()
    stream.destroy()
  }
}
