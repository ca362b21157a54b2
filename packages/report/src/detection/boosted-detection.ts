// The classifier two-sample test by boosted trees (Lopez-Paz and Oquab 2017), and the columns that gave the table away.
import type {Random} from '@inferloop/contract'
import {
  areaUnderRoc,
  type ColumnJob,
  encodeClasses,
  type EncodedColumn,
  type Pool,
  scoreOf,
} from '@inferloop/forest'
import {splitByFold, stratifiedFolds} from './folds.ts'

const FOLDS = 3
const BOOSTING = {rounds: 100, learningRate: 0.15, leaves: 31, minLeaf: 20, l2: 1}
/** Added to both classes of a bin, so that a column by itself is judged calmly. */
const SMOOTHING = 2

export interface BoostedDetection {
  /** Out-of-fold log odds of being synthetic: the rows of both sides, one side after the other. */
  readonly scores: Float64Array
  readonly labels: Uint8Array
  readonly auc: number
  /** By column: its share of the gain of all splits, and its AUC alone. */
  readonly columns: readonly {readonly share: number; readonly alone: number}[]
}

/** `encoded` holds `half` real rows and then as many synthetic ones. */
export async function boostedDetection(
  encoded: readonly EncodedColumn[],
  half: number,
  random: Random,
  pool: Pool,
): Promise<BoostedDetection> {
  const labels = new Uint8Array(2 * half).fill(1, half)
  const foldOf = stratifiedFolds(half, FOLDS, random)
  const folds = Array.from({length: FOLDS}, (_, fold) => splitByFold(foldOf, fold))
  const predictors = encoded.map((_, j) => j)
  const jobs = folds.map(
    ({train}): ColumnJob => ({
      column: encoded.length,
      predictors,
      method: 'boosting',
      options: BOOSTING,
      rows: train,
    }),
  )
  const models = await pool.fit([...encoded, encodeClasses(Uint32Array.from(labels), 2)], jobs)
  const categorical = encoded.map(({type}) => type === 'classes')
  const bins = encoded.map(column => column.bins)
  const scores = new Float64Array(2 * half)
  const gains = new Float64Array(encoded.length)
  models.forEach((model, k) => {
    if (model.method !== 'boosting') return
    for (const row of folds[k]!.test) scores[row] = scoreOf(model.trees, categorical, bins, row)
    model.gains?.forEach((gain, j) => (gains[j]! += gain))
  })
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  const columns = encoded.map((column, j) => ({
    share: total > 0 ? gains[j]! / total : 0,
    alone: aloneAuc(column, labels, foldOf),
  }))
  return {scores, labels, auc: areaUnderRoc(scores, labels), columns}
}

/** AUC of one column: each row scored by how synthetic its bin is in the other folds. */
function aloneAuc({bins, binCount}: EncodedColumn, labels: Uint8Array, foldOf: Uint8Array): number {
  const counts = new Float64Array(2 * FOLDS * binCount)
  for (let row = 0; row < bins.length; row++)
    counts[(foldOf[row]! * binCount + bins[row]!) * 2 + labels[row]!]!++
  const scores = new Float64Array(bins.length)
  for (let row = 0; row < bins.length; row++) {
    let [zeros, ones] = [SMOOTHING, SMOOTHING]
    for (let fold = 0; fold < FOLDS; fold++) {
      if (fold === foldOf[row]) continue
      zeros += counts[(fold * binCount + bins[row]!) * 2]!
      ones += counts[(fold * binCount + bins[row]!) * 2 + 1]!
    }
    scores[row] = ones / (zeros + ones)
  }
  return areaUnderRoc(scores, labels)
}
