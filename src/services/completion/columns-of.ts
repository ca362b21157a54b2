// The names of a table's columns, while somebody waits for them at a prompt: text by its first rows, other formats where they are small.
import {open, stat} from 'node:fs/promises'
import {Readable} from 'node:stream'
import {formatOfPath, readTable, type TableInput} from '@inferloop/files'

const HEAD_BYTES = 1 << 16
const MOST_BYTES = 20e6
const TIME_LIMIT_MS = 1000

/** Ends of lines that are tried, from the last: a cell with a line feed in it has one that ends no row. */
const MOST_ENDS = 4

/** None where the file is none, is damaged, is large, or takes too long. */
export async function columnsOf(path: string): Promise<readonly string[]> {
  const signal = AbortSignal.timeout(TIME_LIMIT_MS)
  try {
    const isText = ['csv', 'ndjson', undefined].includes(formatOfPath(path)) && !/\.(gz|zst|zip)$/i.test(path)
    if (isText) return await columnsOfHead(path, signal)
    return (await stat(path)).size > MOST_BYTES ? [] : await namesIn({path}, signal)
  } catch {
    return []
  }
}

async function columnsOfHead(path: string, signal: AbortSignal): Promise<readonly string[]> {
  let head = await headOf(path)
  const attempts = head.length < HEAD_BYTES ? 1 : MOST_ENDS
  for (let i = 0; i < attempts; i++) {
    if (attempts > 1) head = head.subarray(0, head.lastIndexOf('\n', -2) + 1)
    const found = await namesIn({stream: Readable.from([head]), name: path}, signal).catch(() => undefined)
    if (found !== undefined) return found
  }
  return []
}

async function namesIn(input: TableInput, signal: AbortSignal): Promise<readonly string[]> {
  const {columns} = await readTable(input, {signal, sample: {rows: 2, seed: 1}})
  return columns.map(({name}) => name)
}

async function headOf(path: string): Promise<Buffer> {
  const file = await open(path)
  try {
    const {buffer, bytesRead} = await file.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}
