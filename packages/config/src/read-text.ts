// The bytes of a configuration file as text: UTF-8, with or without a byte order mark, of a size that is none of a table.
import {open} from 'node:fs/promises'
import {InferError} from '@inferloop/contract'
import {faulty} from './fault.ts'

/** Bytes; 10,000 columns with a kind each are half of it. */
const MOST_BYTES = 2 ** 18

/**
 * `shown` is the name in errors.
 *
 * @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE, INFER_CONFIG for what is no text or too long
 */
export async function readText(path: string, shown: string): Promise<string> {
  const bytes = await readBytes(path, shown)
  const refuse = (what: string, at: number) =>
    faulty([{path: [], what, place: `${shown}:${lineAt(bytes, at)}`}])
  if (bytes.length > MOST_BYTES) throw refuse(`must be shorter than ${MOST_BYTES / 1024} KiB`, 0)
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw refuse('must be UTF-8, was UTF-16: save it as UTF-8', 0)
  const text = new TextDecoder('utf-8').decode(bytes)
  const broken = text.indexOf('\ufffd')
  if (broken >= 0 && !isWhole(bytes))
    throw refuse('must be UTF-8, and here are bytes that are not', Buffer.byteLength(text.slice(0, broken)))
  const control = bytes.findIndex(byte => byte < 32 && byte !== 9 && byte !== 10 && byte !== 13)
  if (control >= 0) throw refuse('must be text, and here is a control character', control)
  return text
}

async function readBytes(path: string, shown: string): Promise<Buffer> {
  try {
    await using handle = await open(path)
    const buffer = Buffer.alloc(MOST_BYTES + 1)
    let length = 0
    while (length < buffer.length) {
      const {bytesRead} = await handle.read(buffer, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  } catch (cause) {
    const missing = ['ENOENT', 'ENOTDIR'].includes((cause as NodeJS.ErrnoException).code ?? '')
    throw missing
      ? new InferError('INFER_FILE_MISSING', {
          message: `There is no configuration file ${shown}.`,
          suggestions: ['leave out --config: infer.config.yaml is found by itself', 'infer info config'],
          cause,
        })
      : new InferError('INFER_FILE_UNREADABLE', {
          message: `The configuration file ${shown} cannot be read: ${unreadable(cause)}.`,
          suggestions: [`ls -ld ${shown}`],
          cause,
        })
  }
}

function unreadable(cause: unknown): string {
  const {code, message} = cause as NodeJS.ErrnoException
  if (code === 'EISDIR') return 'it is a folder'
  return code === 'EACCES' || code === 'EPERM' ? 'the system does not allow it' : message
}

function isWhole(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', {fatal: true}).decode(bytes)
    return true
  } catch {
    return false
  }
}

const lineAt = (bytes: Uint8Array, at: number): number =>
  1 + bytes.subarray(0, at).reduce((lines, byte) => lines + (byte === 10 ? 1 : 0), 0)
