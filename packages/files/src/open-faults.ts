// Why a file cannot be opened, in words, with the name that was probably meant.
import {readdir} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {errorCode, InferError, nearest} from '@inferloop/contract'
import {errnoOf, wordsOf} from './system-error.ts'

/** `error` as the InferError it stands for; an error of ours, or one without a known cause, as it is. */
export async function openFault(error: unknown, path: string): Promise<unknown> {
  if (errorCode(error) !== undefined) return error
  const code = errnoOf(error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return missingFault(path, error)
  if (code === 'EISDIR') return folderFault(path)
  if (code === undefined) return error
  const reason = code === 'EACCES' || code === 'EPERM' ? 'the system does not allow it' : wordsOf(error)
  return new InferError('INFER_FILE_UNREADABLE', {
    message: `${path} cannot be read: ${reason}.`,
    suggestions: [`ls -l ${path}`],
    cause: error,
  })
}

export const folderFault = (path: string): InferError =>
  new InferError('INFER_FILE_IS_FOLDER', {
    message: `${path} is a folder without a table that can be read.`,
    suggestions: [`ls ${path}`],
  })

async function missingFault(path: string, cause: unknown): Promise<InferError> {
  if (path === '') {
    return new InferError('INFER_FILE_MISSING', {
      message: 'The name of the file is empty.',
      suggestions: ['name a file, or - for standard input'],
      cause,
    })
  }
  const folder = dirname(path)
  const names = await readdir(folder).catch(() => undefined)
  const name = basename(path)
  const near = names?.find(other => bare(other) === bare(name)) ?? nearest(name, names ?? [])
  const where = names === undefined ? ` There is no folder ${folder} either.` : ''
  const hint = near === undefined ? where : ` Did you mean ${join(folder, near)}?`
  return new InferError('INFER_FILE_MISSING', {
    message: `There is no file ${path}.${hint}`,
    suggestions: near === undefined ? [names === undefined ? 'ls' : `ls ${folder}`] : [join(folder, near)],
    cause,
  })
}

/** A name without case and endings: the same name with another ending was meant before any other. */
function bare(name: string): string {
  return name.toLowerCase().replace(/(\.[^.]{1,7})+$/, '')
}
