// Rows that are equal to a real row: of the synthetic table, of the held-out one, and of the real one itself.
import type {ComparedColumn} from '@inferloop/contract'
import {isLearnable} from '../binned.ts'
import type {Privacy} from '../judgement.ts'
import {rowHashes} from './row-hashes.ts'

/** Beyond the real rows' own repetition by so much, held-out rows were not kept apart. */
const NOTABLE = 0.01

/**
 * Rows are equal when all columns but ids and free text are, lists from the first item to the last; in a table of nothing else, when those are.
 *
 * share = synthetic rows equal to a real row, of all. repeated = real rows that are equal to another real row, of all: what one more real row would have.
 * natural = held-out rows equal to a real row, of all; `repeated` where none are held out, or where so many are equal that they were not kept apart.
 */
export function identicalRows(all: readonly ComparedColumn[], hasHoldout: boolean): Privacy['identical'] {
  const learnable = all.filter(isLearnable)
  const columns = learnable.length === 0 ? all : learnable
  const counts = new Map<number, number>()
  const real = rowHashes(columns, 'real')
  for (const hash of real) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const known = (hashes: Float64Array) => hashes.reduce((sum, hash) => sum + (counts.has(hash) ? 1 : 0), 0)
  const share = (rows: number, of: Float64Array) => (of.length === 0 ? null : rows / of.length)
  const again = real.reduce((sum, hash) => sum + (counts.get(hash)! > 1 ? 1 : 0), 0)
  const synthetic = rowHashes(columns, 'synthetic')
  const rows = known(synthetic)
  const found = {rows, share: share(rows, synthetic) ?? 0, repeated: share(again, real)}
  if (!hasHoldout) return {...found, natural: found.repeated, heldOut: null}
  const holdout = rowHashes(columns, 'holdout')
  const same = known(holdout)
  const apart = share(same, holdout) ?? found.repeated
  const overlaps = apart !== null && found.repeated !== null && apart > found.repeated + NOTABLE
  return {...found, natural: overlaps ? found.repeated : apart, heldOut: {rows: same, overlaps}}
}
