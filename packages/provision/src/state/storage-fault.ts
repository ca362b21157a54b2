// What a failed read or write of the state says.
import {errorCode, InferError} from '@inferloop/contract'

/** Errors without a system's code, which are bugs, and errors that are said already stay as they are. */
export function storageFault(error: unknown, doing: 'read' | 'write', path: string): unknown {
  const code = (error as {code?: unknown} | null)?.code
  if (typeof code !== 'string' || errorCode(error) !== undefined) return error
  const why = error instanceof Error ? error.message : code
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new InferError('INFER_DISK_FULL', {
      message: `The disk is full: ${path} could not be written (${code}).`,
      suggestions: ['make room, then run the same command again: it goes on from what is remembered'],
      cause: error,
    })
  if (doing === 'read')
    return new InferError('INFER_FILE_UNREADABLE', {
      message: `${path} could not be read: ${why}`,
      suggestions: ['check who may read it and that it is no link, then run the same command again'],
      cause: error,
    })
  return new InferError('INFER_WRITE_FAILED', {
    message: `${path} could not be written: ${why}`,
    suggestions: ['check the disk and who may write there, then run the same command again'],
    cause: error,
  })
}
