// Writes model files: whole or not at all.
import {randomUUID} from 'node:crypto'
import {rename, rm, stat, writeFile} from 'node:fs/promises'
import {basename, dirname, join} from 'node:path'
import {InferError} from '@inferloop/contract'
import {LIMITS} from './limits.ts'
import type {StoredModel} from './manifest.ts'
import {pack} from './pack.ts'

/**
 * Writes beside the target, flushes to the disk, then renames: at no moment is there half a model under `path`.
 *
 * @throws InferError INFER_OUTPUT_EXISTS unless `force`, INFER_OUTPUT_UNWRITABLE, INFER_DISK_FULL, INFER_WRITE_FAILED,
 * INFER_MODEL_LIMIT when the model is too large for its readers
 */
export async function writeModelFile(
  path: string,
  model: StoredModel,
  {force}: {readonly force: boolean},
): Promise<{readonly bytes: number}> {
  await refuseToReplace(path, force)
  const bytes = pack(path, model, LIMITS)
  const temporary = join(dirname(path), `.${basename(path)}.${randomUUID().slice(0, 8)}.tmp`)
  try {
    await writeFile(temporary, bytes, {flag: 'wx', flush: true})
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, {force: true}).catch(() => undefined)
    throw unwritten(path, error as NodeJS.ErrnoException)
  }
  return {bytes: bytes.length}
}

async function refuseToReplace(path: string, force: boolean): Promise<void> {
  const found = await stat(path).catch(() => undefined)
  if (found?.isDirectory()) {
    throw new InferError('INFER_OUTPUT_UNWRITABLE', {
      message: `${path} is a folder; a model is one file.`,
      suggestions: [`--save-model ${join(path, 'model.infer')}`],
    })
  }
  if (found !== undefined && !force) {
    throw new InferError('INFER_OUTPUT_EXISTS', {
      message: `${path} is already there.`,
      suggestions: ['Add --force to replace it.', 'Or give --save-model another name.'],
    })
  }
}

const UNWRITABLE = ['EACCES', 'EISDIR', 'ENAMETOOLONG', 'ENOENT', 'ENOTDIR', 'EPERM', 'EROFS']
const FULL = ['EDQUOT', 'EFBIG', 'ENOSPC']

function unwritten(path: string, cause: NodeJS.ErrnoException): InferError {
  const code = cause.code ?? ''
  if (FULL.includes(code)) {
    return new InferError('INFER_DISK_FULL', {
      message: `There is no room for ${path} (${cause.message}).`,
      suggestions: ['Free some space, or save the model on another disk.'],
      cause,
    })
  }
  return new InferError(UNWRITABLE.includes(code) ? 'INFER_OUTPUT_UNWRITABLE' : 'INFER_WRITE_FAILED', {
    message: `${path} could not be written (${cause.message}).`,
    suggestions: [`Check that the folder ${dirname(path)} is there and may be written to.`],
    cause,
  })
}
