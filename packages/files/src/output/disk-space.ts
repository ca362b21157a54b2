// Whether a disk has room for what is about to be written.
import {statfs} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {InferError} from '@inferloop/contract'
import {outputFault} from './faults.ts'
import {sizeSaid} from './size-said.ts'

/**
 * Compares the bytes an output needs with those free for this user on the disk of its folder.
 *
 * @throws InferError INFER_DISK_FULL saying how much is needed and how much is free; INFER_OUTPUT_UNWRITABLE without the folder
 */
export async function checkDiskSpace(path: string, bytesNeeded: number): Promise<void> {
  const folder = dirname(resolve(path))
  const disk = await statfs(folder).catch(error => {
    throw outputFault(error, path)
  })
  const free = disk.bavail * disk.bsize
  if (bytesNeeded <= free) return
  throw new InferError('INFER_DISK_FULL', {
    message: `${path} needs about ${sizeSaid(bytesNeeded)}, and its disk has ${sizeSaid(free)} free.`,
    suggestions: ['ask for fewer --rows', 'write to another disk with --output'],
  })
}
