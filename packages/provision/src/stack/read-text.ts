// The bytes of a stack file or template as text: UTF-8, a file and no link to one, of a size that people write.
import {constants} from 'node:fs'
import {open} from 'node:fs/promises'
import {InferError} from '@inferloop/contract'
import {faulty} from './fault.ts'

/** Bytes; a stack of 1,000 resources is a quarter of it. */
export const MOST_BYTES = 2 ** 20

/**
 * `shown` is the name in errors; with `noLink` a symbolic link is refused.
 *
 * @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE, INFER_STACK for what is no text or too long
 */
export async function readText(path: string, shown: string, noLink = false): Promise<string> {
  const bytes = await readBytes(path, shown, noLink)
  const refuse = (what: string, at: number) =>
    faulty([{path: [], what, place: `${shown}:${placeIn(bytes, at)}`}])
  if (bytes.length > MOST_BYTES) throw refuse(`must be shorter than ${MOST_BYTES / 1024} KiB`, 0)
  if ((bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff))
    throw refuse('must be UTF-8, was UTF-16: save it as UTF-8', 0)
  const text = new TextDecoder('utf-8').decode(bytes)
  const again = Buffer.from(text)
  const skipped = bytes.length - again.length === 3 && bytes[0] === 0xef ? 3 : 0
  if (!again.equals(bytes.subarray(skipped))) {
    const broken = again.findIndex((byte, i) => byte !== bytes[i + skipped])
    throw refuse('must be UTF-8, and here are bytes that are not', Math.max(0, broken) + skipped)
  }
  const control = bytes.findIndex(
    byte => (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) || byte === 127,
  )
  if (control >= 0) throw refuse('must be text, and here is a control character', control)
  return text
}

async function readBytes(path: string, shown: string, noLink: boolean): Promise<Buffer> {
  try {
    // Without O_NONBLOCK the opening of a FIFO waits for somebody to write into it.
    const flags = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)
    await using handle = await open(path, flags | (noLink ? (constants.O_NOFOLLOW ?? 0) : 0))
    const kind = await handle.stat()
    if (!kind.isFile() && !kind.isDirectory()) throw Object.assign(new Error(path), {code: 'ENXIO'})
    const buffer = Buffer.alloc(MOST_BYTES + 1)
    let length = 0
    while (length < buffer.length) {
      const {bytesRead} = await handle.read(buffer, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return buffer.subarray(0, length)
  } catch (cause) {
    const {code = '', message} = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new InferError('INFER_FILE_MISSING', {
        message: `There is no file ${shown}.`,
        suggestions: ['infer deploy template list', 'infer deploy template init bucket'],
        cause,
      })
    throw new InferError('INFER_FILE_UNREADABLE', {
      message: `The file ${shown} cannot be read: ${WORDS[code] ?? message}.`,
      suggestions: [`ls -ld ${shown}`],
      cause,
    })
  }
}

const WORDS: Readonly<Record<string, string>> = {
  EISDIR: 'it is a folder',
  EACCES: 'the system does not allow it',
  EPERM: 'the system does not allow it',
  ELOOP: 'it is a link',
  ENXIO: 'it is no file',
}

function placeIn(bytes: Uint8Array, at: number): string {
  const before = Buffer.from(bytes.subarray(0, at)).toString('latin1').split('\n')
  return `${before.length}:${before.at(-1)!.length + 1}`
}
