// The part of a file that is in memory: chunks are added at its end, records read are dropped from its start.
import {CR, LF} from './bytes.ts'
import {refuseNul} from './text-check.ts'

/** The bytes at hand; `bytes` always has one spare at `end`. */
export interface Window {
  bytes: Buffer
  end: number
  /** Bytes of UTF-8 that came before it. */
  offset: number
  atEnd: boolean
  /** Lines end in a bare CR: each is read as a line feed. */
  bareCr: boolean
}

export function createWindow(bytes: number): Window {
  return {bytes: Buffer.allocUnsafe(bytes + 1), end: 0, offset: 0, atEnd: false, bareCr: false}
}

/** Adds chunks, one at least, until `bytes` are there or none are left. @throws InferError INFER_FILE_BINARY at a NUL */
export async function fillTo(
  window: Window,
  bytes: number,
  chunks: AsyncIterator<Buffer>,
  name: string,
): Promise<void> {
  do await append(window, chunks, name)
  while (window.end < bytes && !window.atEnd)
}

async function append(window: Window, chunks: AsyncIterator<Buffer>, name: string): Promise<void> {
  const {done, value} = await chunks.next()
  if (done === true) {
    window.atEnd = true
    return
  }
  const end = window.end + value.length
  if (end >= window.bytes.length) {
    const larger = Buffer.allocUnsafe(Math.max(end + 1, window.bytes.length * 2))
    window.bytes.copy(larger, 0, 0, window.end)
    window.bytes = larger
  }
  value.copy(window.bytes, window.end)
  refuseNul(window.bytes, window.end, end, window.offset + window.end, name)
  if (window.bareCr) crToLf(window.bytes, window.end, end)
  window.end = end
}

export function dropBefore(window: Window, start: number): void {
  window.bytes.copyWithin(0, start, window.end)
  window.offset += start
  window.end -= start
}

/** From now on, and in what is there, a bare CR is a line feed. */
export function endLinesAtCr(window: Window): void {
  window.bareCr = true
  crToLf(window.bytes, 0, window.end)
}

function crToLf(bytes: Buffer, from: number, to: number): void {
  for (let i = from; i < to; i++) if (bytes[i] === CR) bytes[i] = LF
}
