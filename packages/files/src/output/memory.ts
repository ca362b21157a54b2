// Whether memory has room for rows that must wait in it.
import {totalmem} from 'node:os'
import {InferError} from '@inferloop/contract'
import {sizeSaid} from './size-said.ts'

/**
 * Compares the bytes an output needs in memory with those this process may still take; on macOS, which counts as free only what
 * nothing was ever kept in, with all there are.
 *
 * @throws InferError INFER_MEMORY_FULL saying how much is needed and how much there is
 */
export function checkMemory(
  name: string,
  bytesNeeded: number,
  free: number = process.platform === 'darwin' ? totalmem() : process.availableMemory(),
): void {
  if (bytesNeeded <= free) return
  throw new InferError('INFER_MEMORY_FULL', {
    message: `${name} needs about ${sizeSaid(bytesNeeded)} of memory, where the rows of an Arrow file wait for the last, and ${sizeSaid(free)} are free.`,
    suggestions: ['--format parquet or csv, which need no more memory for more rows', 'ask for fewer --rows'],
  })
}
