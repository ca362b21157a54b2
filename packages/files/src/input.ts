// Where bytes come from: a file or a stream, as chunks that can be looked at before they are read.
import {constants} from 'node:fs'
import {open, stat} from 'node:fs/promises'
import {Socket} from 'node:net'
import type {Readable} from 'node:stream'
import {openDescriptor} from './open-descriptor.ts'
import {folderFault, openFault} from './open-faults.ts'

const CHUNK_BYTES = 1 << 20

/** A table's file as `readTable` is given it; `name` is what messages call the stream. */
export type TableInput = {readonly path: string} | {readonly stream: Readable; readonly name: string}

export interface ByteInput {
  readonly name: string
  /** Set when the bytes lie in an ordinary file, which other readers may open too. */
  readonly path?: string
  /** Size in bytes, 0 when it cannot be known. */
  readonly size: number
  /** The first bytes, at most 64; fewer only when there are no more. */
  readonly head: Buffer
  /** All bytes, the head included. A chunk is only good until the next one is asked for. To be read once. */
  readonly chunks: AsyncIterable<Buffer>
  close(): Promise<void>
}

/** @throws InferError INFER_FILE_MISSING, INFER_FILE_IS_FOLDER, INFER_FILE_UNREADABLE */
export async function openInput(input: TableInput, signal: AbortSignal): Promise<ByteInput> {
  if ('stream' in input) return openStream(input.stream, input.name, signal)
  const {path} = input
  try {
    const info = await stat(path)
    if (info.isDirectory()) throw folderFault(path)
    if (info.isFIFO()) return await openStream(await openPipe(path), path, signal)
    const file = await open(path)
    try {
      const {head, chunks} = await peek(fileChunks(file))
      const close = () => file.close()
      return {
        name: path,
        size: info.isFile() ? info.size : 0,
        head,
        chunks,
        close,
        ...(info.isFile() ? {path} : {}),
      }
    } catch (error) {
      await file.close()
      throw error
    }
  } catch (error) {
    throw await openFault(error, path)
  }
}

async function openStream(stream: Readable, name: string, signal: AbortSignal): Promise<ByteInput> {
  // A stream may wait for its next chunk without end: only its end ends the waiting.
  const stop = () => stream.destroy(signal.reason instanceof Error ? signal.reason : undefined)
  signal.addEventListener('abort', stop, {once: true})
  if (signal.aborted) stop()
  const source = stream[Symbol.asyncIterator]() as AsyncIterator<Buffer | string>
  const {head, chunks} = await peek(asBuffers(source))
  return {
    name,
    size: 0,
    head,
    chunks,
    async close() {
      signal.removeEventListener('abort', stop)
      await source.return?.()
    },
  }
}

/** A named pipe, opened at once and read as its bytes come: an ordinary `open` would hold a thread until somebody writes. */
async function openPipe(path: string): Promise<Readable> {
  const fd = await openDescriptor(path, constants.O_RDONLY | constants.O_NONBLOCK)
  return new Socket({fd, readable: true, writable: false})
}

type FileHandle = Awaited<ReturnType<typeof open>>

async function* fileChunks(file: FileHandle): AsyncGenerator<Buffer> {
  const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES)
  for (;;) {
    const {bytesRead} = await file.read(buffer, 0, CHUNK_BYTES)
    if (bytesRead === 0) return
    yield buffer.subarray(0, bytesRead)
  }
}

async function* asBuffers(source: AsyncIterator<Buffer | string>): AsyncGenerator<Buffer> {
  for (;;) {
    const {done, value} = await source.next()
    if (done === true) return
    yield typeof value === 'string' ? Buffer.from(value) : value
  }
}

/** The first bytes of what is still to be read. */
export async function peek(
  source: AsyncGenerator<Buffer>,
): Promise<{head: Buffer; chunks: AsyncIterable<Buffer>}> {
  let start = Buffer.alloc(0)
  let ended = false
  while (start.length < 64 && !ended) {
    const {done, value} = await source.next()
    if (done === true) ended = true
    else start = start.length === 0 ? Buffer.from(value) : Buffer.concat([start, value])
  }
  async function* chunks(): AsyncGenerator<Buffer> {
    if (start.length > 0) yield start
    if (!ended) yield* source
  }
  return {head: start.subarray(0, 64), chunks: chunks()}
}
