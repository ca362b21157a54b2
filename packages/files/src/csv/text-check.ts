// Tells text from bytes that are none.
import {InferError} from '@inferloop/contract'
import {kindOfBytes} from '../format.ts'

const MOST_CONTROLS = 0.05

/** @throws InferError INFER_FILE_BINARY when a NUL is among the bytes; `offset` is where they begin in the file */
export function refuseNul(bytes: Buffer, from: number, to: number, offset: number, name: string): void {
  const at = bytes.subarray(from, to).indexOf(0)
  if (at < 0) return
  const half = bytes.subarray(from, to).filter(byte => byte === 0).length * 3 > to - from
  throw notText(
    name,
    `byte ${offset + at} is a NUL${half ? '; it may be UTF-16 without a byte order mark' : ''}`,
  )
}

/** @throws InferError INFER_FILE_BINARY when it begins like a known kind of file */
export function refuseOtherKind(head: Buffer, name: string): void {
  const kind = kindOfBytes(head)
  if (kind !== undefined) throw notText(name, `it begins like ${kind}`)
}

/** @throws InferError INFER_FILE_BINARY when over 5 % of the bytes are control characters */
export function refuseControls(sample: Buffer, name: string): void {
  let controls = 0
  for (let i = 0; i < sample.length; i++) {
    const byte = sample[i]!
    if ((byte < 0x20 && (byte < 0x09 || byte > 0x0d)) || byte === 0x7f) controls++
  }
  if (controls > sample.length * MOST_CONTROLS) {
    throw notText(name, `${controls} of its first ${sample.length} bytes are control characters`)
  }
}

function notText(name: string, evidence: string): InferError {
  return new InferError('INFER_FILE_BINARY', {
    message: `${name} is not text: ${evidence}.`,
    suggestions: [`file ${name}`, 'export the table as CSV in UTF-8, or as Parquet'],
  })
}
