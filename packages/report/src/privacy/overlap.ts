// Held-out rows that are training rows: a split that overlaps makes copies look innocent.
import type {Comparison} from '@inferloop/contract'
import {isLearnable} from '../binned.ts'
import {rowHashes} from './row-hashes.ts'

export interface Overlap {
  readonly rows: number
  readonly share: number
  /** What that does to the figures, as a sentence; '' when it is no more than the real rows repeat among themselves. */
  readonly said: string
}

/** Beyond the natural rate by so much, the two were not kept apart. */
const NOTABLE = 0.01

/** Held-out rows that are equal to a real one in every column but ids and free text. */
export function overlapOf({columns, rows}: Pick<Comparison, 'columns' | 'rows'>): Overlap {
  if (rows.holdout === undefined || rows.holdout === 0) return {rows: 0, share: 0, said: ''}
  const learnable = columns.filter(isLearnable)
  const counts = new Map<number, number>()
  const real = rowHashes(learnable, 'real')
  for (const hash of real) counts.set(hash, (counts.get(hash) ?? 0) + 1)
  const same = rowHashes(learnable, 'holdout').reduce((sum, hash) => sum + (counts.has(hash) ? 1 : 0), 0)
  const natural =
    real.reduce((sum, hash) => sum + (counts.get(hash)! > 1 ? 1 : 0), 0) / Math.max(1, real.length)
  const share = same / rows.holdout
  if (share <= natural + NOTABLE) return {rows: same, share, said: ''}
  const said = `${same.toLocaleString('en-US')} of ${rows.holdout.toLocaleString('en-US')} held-out rows are training rows too, where the table repeats itself in ${(100 * natural).toFixed(2)} %: copy index, membership and detection against held-out rows look better than they are`
  return {rows: same, share, said}
}
