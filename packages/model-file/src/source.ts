// Bytes at a place of a file, without reading the rest.
import {type FileHandle, open, stat} from 'node:fs/promises'
import {InferError} from '@inferloop/contract'
import {damaged} from './refusals.ts'

export interface Source {
  /** How error messages call it. */
  readonly path: string
  readonly bytes: number
  /** @throws InferError INFER_MODEL_DAMAGED when the source ends before */
  read(at: number, bytes: number): Promise<Uint8Array>
}

/**
 * Opens a regular file for the time of `use`.
 *
 * @throws InferError INFER_FILE_MISSING, INFER_FILE_IS_FOLDER or INFER_FILE_UNREADABLE
 */
export async function withFile<T>(path: string, use: (source: Source) => Promise<T>): Promise<T> {
  let file: FileHandle
  let bytes: number
  try {
    const facts = await stat(path)
    if (facts.isDirectory()) throw folder(path)
    // Opening a pipe would wait for a writer, and a device may never end.
    if (!facts.isFile()) throw unreadable(path, 'it is not a regular file')
    bytes = facts.size
    file = await open(path, 'r')
  } catch (error) {
    throw error instanceof InferError ? error : unopened(path, error as NodeJS.ErrnoException)
  }
  try {
    return await use({path, bytes, read: (at, count) => readExactly(file, path, at, count)})
  } finally {
    await file.close()
  }
}

async function readExactly(file: FileHandle, path: string, at: number, bytes: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(bytes)
  let filled = 0
  while (filled < bytes) {
    const {bytesRead} = await file.read(buffer, filled, bytes - filled, at + filled).catch((error: Error) => {
      throw unreadable(path, error.message, error)
    })
    if (bytesRead === 0) throw damaged(path, `it ends at byte ${at + filled}, ${bytes - filled} too early`)
    filled += bytesRead
  }
  return buffer
}

function unopened(path: string, error: NodeJS.ErrnoException): InferError {
  if (error.code !== 'ENOENT' && error.code !== 'ENOTDIR') return unreadable(path, error.message, error)
  return new InferError('INFER_FILE_MISSING', {
    message: `There is no file ${path}.`,
    suggestions: ['infer info models', 'infer generate data.csv --save-model model.infer'],
    cause: error,
  })
}

function folder(path: string): InferError {
  return new InferError('INFER_FILE_IS_FOLDER', {
    message: `${path} is a folder, not a model file.`,
    suggestions: [`infer info models ${path}`],
  })
}

function unreadable(path: string, why: string, cause?: unknown): InferError {
  return new InferError('INFER_FILE_UNREADABLE', {
    message: `${path} could not be read: ${why}.`,
    suggestions: [`Check its permissions: ls -l ${path}`],
    cause,
  })
}
