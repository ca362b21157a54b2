// How well boosted trees tell drawn rows from the rows a model was fitted to: a classifier two-sample test (Lopez-Paz, Oquab 2017).
import type {Random} from '@inferloop/contract'
import {
  areaUnderRoc,
  type ColumnJob,
  encodeClasses,
  type EncodedColumn,
  type Pool,
  scoresOf,
} from '@inferloop/forest'
import {shuffleInPlace} from '@inferloop/random'

const BOOSTING = {rounds: 15, learningRate: 0.3, leaves: 31, minLeaf: 20, l2: 1}

/**
 * Area under the ROC curve, two-fold cross-validated: 0.5 when nothing tells the two apart, 1 when everything does. `real`
 * rows of `encoded` are compared with as many drawn ones, of which `drawn` has the bins by column.
 */
export async function detectionAuc(
  encoded: readonly EncodedColumn[],
  real: Uint32Array,
  drawn: readonly Uint8Array[],
  random: Random,
  pool: Pool,
): Promise<number> {
  const half = real.length
  const both = encoded.map((column, j): EncodedColumn => {
    const bins = new Uint8Array(new SharedArrayBuffer(2 * half))
    for (let i = 0; i < half; i++) bins[i] = column.bins[real[i]!]!
    bins.set(drawn[j]!, half)
    return {...column, bins}
  })
  const labels = encodeClasses(new Uint32Array(2 * half).fill(1, half), 2)
  const order = new Uint32Array(new SharedArrayBuffer(8 * half))
  for (let i = 0; i < order.length; i++) order[i] = i
  shuffleInPlace(order, random)
  const folds = [order.subarray(0, half), order.subarray(half)]
  const predictors = encoded.map((_, j) => j)
  const jobs = folds.map(
    (rows): ColumnJob => ({column: encoded.length, predictors, method: 'boosting', options: BOOSTING, rows}),
  )
  const models = await pool.fit([...both, labels], jobs)
  const categorical = encoded.map(column => column.type === 'classes')
  const bins = both.map(column => column.bins)
  const odds = new Float64Array(2 * half)
  models.forEach((model, k) => {
    if (model.method !== 'boosting') return
    const rows = folds[1 - k]!
    scoresOf(model.trees, categorical, bins, rows).forEach((score, i) => (odds[rows[i]!] = score))
  })
  return areaUnderRoc(odds, labels.bins)
}
