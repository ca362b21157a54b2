// A JSON file that should be one of ours: looked at with suspicion before anything in it is believed.
import {readFile, stat} from 'node:fs/promises'
import {errorCode, InferError} from '@inferloop/contract'

export interface Expected {
  /** What it is to the user: `a baseline`. */
  readonly what: string
  /** Larger files are none of ours. */
  readonly mostBytes: number
  readonly suggestions: readonly string[]
}

/** @throws InferError INFER_FILE_MISSING, INFER_FILE_UNREADABLE; INFER_REPORT_FOREIGN when it is no JSON, too large, or no plain file */
export async function readJson(path: string, expected: Expected): Promise<unknown> {
  const text = await readText(path, expected)
  try {
    return JSON.parse(text.startsWith('\ufeff') ? text.slice(1) : text)
  } catch (cause) {
    throw foreign(path, expected, 'it is not JSON', cause)
  }
}

async function readText(path: string, expected: Expected): Promise<string> {
  try {
    const info = await stat(path)
    // A pipe would be waited for, without end.
    if (!info.isFile())
      throw foreign(path, expected, info.isDirectory() ? 'it is a folder' : 'it is no plain file')
    if (info.size > expected.mostBytes) throw foreign(path, expected, 'it is too large')
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) !== undefined) throw error
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new InferError(missing ? 'INFER_FILE_MISSING' : 'INFER_FILE_UNREADABLE', {
      message: missing ? `There is no file ${path}.` : `${path} cannot be read.`,
      suggestions: expected.suggestions,
      cause: error,
    })
  }
}

export const foreign = (
  path: string,
  {what, suggestions}: Expected,
  why: string,
  cause?: unknown,
): InferError =>
  new InferError('INFER_REPORT_FOREIGN', {
    message: `${path} cannot be ${what}: ${why}.`,
    suggestions,
    ...(cause === undefined ? {} : {cause}),
  })
