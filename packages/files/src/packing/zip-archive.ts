// A zip archive: which files it holds, and the bytes of one.
import type {Entry, ZipFile} from 'yauzl'
import {type ByteInput, peek} from '../input.ts'
import {counted} from './counted.ts'
import {packingFault} from './faults.ts'

export interface Archive {
  readonly isWorkbook: boolean
  readonly names: readonly string[]
  /** The archive itself, to be read from its start. */
  readonly rewound: ByteInput
  /** @throws InferError INFER_FILE_FORMAT when it holds none or several, INFER_TOO_LARGE */
  onlyFile(): Promise<ByteInput>
  /** Bytes of a file in it. @throws InferError INFER_TOO_LARGE, INFER_PACKING_DAMAGED */
  read(name: string): Promise<AsyncGenerator<Buffer>>
}

/** A stream is held in memory whole, for the index of an archive stands at its end. */
export async function openArchive(
  input: ByteInput,
  mostBytes: number,
  signal: AbortSignal,
): Promise<Archive> {
  const bytes = input.path === undefined ? await collected(input, mostBytes, signal) : undefined
  const {zip, entries} = await opened(input.path ?? bytes!, input.name)
  const files = entries.filter(({fileName}) => !/\/$|^__MACOSX\/|(?:^|\/)\.[^/]+$/.test(fileName))
  const read = async (entry: Entry): Promise<AsyncGenerator<Buffer>> => {
    if (entry.uncompressedSize > mostBytes) throw packingFault.tooLarge(input.name, mostBytes)
    const stream = await zip.openReadStreamPromise(entry).catch((error: unknown) => {
      throw packingFault.broken(input.name, error)
    })
    return counted(stream, {name: input.name, mostBytes, signal})
  }
  const close = async () => {
    zip.close()
    await input.close()
  }
  return {
    isWorkbook: files.some(({fileName}) => fileName === 'xl/workbook.xml'),
    names: files.map(({fileName}) => fileName),
    rewound: {
      ...input,
      close,
      ...(bytes === undefined ? {} : {size: bytes.length, chunks: once(bytes)}),
    },
    async onlyFile() {
      if (files.length !== 1)
        throw packingFault.notOneTable(
          input.name,
          files.map(({fileName}) => fileName),
        )
      const [entry] = files
      const name = entry!.fileName.split('/').at(-1)!
      return {name, size: entry!.uncompressedSize, ...(await peek(await read(entry!))), close}
    },
    async read(name) {
      const entry = files.find(({fileName}) => fileName === name)
      if (entry === undefined) throw packingFault.damaged(input.name, `it lacks ${name}`)
      return read(entry)
    },
  }
}

/** Files that an archive may name; the index of a few bytes each could fill memory. */
const MOST_ENTRIES = 100_000

async function opened(source: string | Buffer, name: string): Promise<{zip: ZipFile; entries: Entry[]}> {
  const yauzl = await import('yauzl')
  try {
    const options = {lazyEntries: true, autoClose: false}
    const zip =
      typeof source === 'string'
        ? await yauzl.openPromise(source, options)
        : await yauzl.fromBufferPromise(source, options)
    if (zip.entryCount > MOST_ENTRIES) throw new Error(`it names ${zip.entryCount} files`)
    const entries: Entry[] = []
    for await (const entry of zip.eachEntry()) entries.push(entry)
    return {zip, entries}
  } catch (error) {
    throw packingFault.broken(name, error)
  }
}

async function collected(input: ByteInput, mostBytes: number, signal: AbortSignal): Promise<Buffer> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of input.chunks) {
    signal.throwIfAborted()
    chunks.push(Buffer.from(chunk))
    bytes += chunk.length
    if (bytes > mostBytes) throw packingFault.tooLarge(input.name, mostBytes)
  }
  return Buffer.concat(chunks)
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes
}
