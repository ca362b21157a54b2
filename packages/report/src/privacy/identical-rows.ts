// Synthetic rows that are equal to a real one, beside how many would be by nature.
import type {Learnable} from '../binned.ts'
import type {Privacy} from '../judgement.ts'
import {rowHashes} from './row-hashes.ts'

/**
 * share = synthetic rows equal to a real row in every column but ids and free text, of all. natural is the same of held-out rows; without
 * any, the share of real rows that are equal to another real row, which is what one more real row would have.
 */
export function identicalRows(columns: readonly Learnable[], hasHoldout: boolean): Privacy['identical'] {
  const real = rowHashes(columns, 'real')
  const counts = new Map<number, number>()
  for (const hash of real) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const known = (hashes: Float64Array) => hashes.reduce((sum, hash) => sum + (counts.has(hash) ? 1 : 0), 0)
  const synthetic = rowHashes(columns, 'synthetic')
  const rows = known(synthetic)
  const share = synthetic.length === 0 ? 0 : rows / synthetic.length
  if (hasHoldout) {
    const holdout = rowHashes(columns, 'holdout')
    return {rows, share, natural: holdout.length === 0 ? null : known(holdout) / holdout.length}
  }
  const repeated = real.reduce((sum, hash) => sum + (counts.get(hash)! > 1 ? 1 : 0), 0)
  return {rows, share, natural: real.length === 0 ? null : repeated / real.length}
}
