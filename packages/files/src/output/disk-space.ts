// Whether a disk has room for what is about to be written.
import {statfs} from 'node:fs/promises'
import {dirname, resolve} from 'node:path'
import {InferError} from '@inferloop/contract'
import {outputFault} from './faults.ts'

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
    message: `${path} needs about ${size(bytesNeeded)}, and its disk has ${size(free)} free.`,
    suggestions: ['ask for fewer --rows', 'write to another disk with --output'],
  })
}

/** 1536 → `1.5 kB`; powers of 1000, two or more digits. */
function size(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB', 'PB', 'EB']
  let value = bytes
  let unit = 0
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}
