// Why an output cannot be written, in words.
import {dirname, join} from 'node:path'
import {errorCode, InferError} from '@inferloop/contract'
import {errnoOf, wordsOf} from '../system-error.ts'

/** The flag an output's path came by. */
export type OutputFlag = '--output' | '--save-model' | '--onnx'

const UNWRITABLE: Record<string, (path: string) => string> = {
  ENOENT: path => `there is no folder ${dirname(path)}`,
  ENOTDIR: path => `${dirname(path)} is not a folder`,
  EISDIR: () => 'it is a folder',
  EACCES: path => `the system does not let you write in ${dirname(path)}`,
  EPERM: path => `the system does not let you write in ${dirname(path)}`,
  EROFS: path => `${dirname(path)} is on a disk that can only be read`,
  ENAMETOOLONG: () => 'its name is too long',
  ELOOP: () => 'its links lead in a circle',
  ENXIO: () => 'nothing answers behind it',
}

const FAILED: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'your quota on the disk is used up',
  EFBIG: 'the file became larger than the disk allows',
  EIO: 'the disk reported an error',
}

export function existsFault(path: string, flag: OutputFlag): InferError {
  return new InferError('INFER_OUTPUT_EXISTS', {
    message: `${path} is there already.`,
    suggestions: [`give another name with ${flag}`, '--force to replace it'],
  })
}

export function folderFault(path: string, flag: OutputFlag): InferError {
  const name = flag === '--output' ? 'synthetic.csv' : 'model.infer'
  return new InferError('INFER_OUTPUT_UNWRITABLE', {
    message: `${path} cannot be written: it is a folder.`,
    suggestions: [`name a file in it: ${flag} ${join(path, name)}`],
  })
}

/** `error` as the InferError it stands for; errors of ours and bugs as they are. */
export function outputFault(error: unknown, path: string, flag: OutputFlag = '--output'): unknown {
  if (errorCode(error) !== undefined) return error
  const code = errnoOf(error)
  if (code === undefined) return error
  const unwritable = UNWRITABLE[code]
  if (unwritable !== undefined) {
    return new InferError('INFER_OUTPUT_UNWRITABLE', {
      message: `${path} cannot be written: ${unwritable(path)}.`,
      suggestions: code === 'ENOENT' ? [`mkdir -p ${dirname(path)}`] : [`choose another place with ${flag}`],
      cause: error,
    })
  }
  return writeFault(FAILED[code] ?? wordsOf(error), path, error, flag)
}

export function writeFault(
  reason: string,
  path: string,
  cause: unknown,
  flag: OutputFlag = '--output',
): InferError {
  return new InferError('INFER_WRITE_FAILED', {
    message: `Writing ${path} stopped: ${reason}.`,
    suggestions: [`make room, or write elsewhere with ${flag}, and run the command again`],
    cause,
  })
}
