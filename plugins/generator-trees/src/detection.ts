// How well boosted trees tell drawn rows from the rows a model was fitted to: a classifier two-sample test (Lopez-Paz, Oquab 2017).
import type {Random} from '@inferloop/contract'
import {type ColumnJob, encodeClasses, type EncodedColumn, logOdds, type Pool} from '@inferloop/forest'
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
    for (const row of folds[1 - k]!) odds[row] = logOdds(model.trees, categorical, bins, row)
  })
  return areaUnderRoc(odds, labels.bins)
}

/** Share of pairs of a 1 and a 0 in which the 1 has the higher score, ties half (Mann, Whitney 1947). */
export function areaUnderRoc(scores: Float64Array, labels: Uint8Array): number {
  const order = Uint32Array.from(scores, (_, i) => i).sort((a, b) => scores[a]! - scores[b]!)
  let rankSum = 0
  let ones = 0
  for (let start = 0; start < order.length; ) {
    let end = start
    let onesHere = 0
    while (end < order.length && scores[order[end]!] === scores[order[start]!])
      onesHere += labels[order[end++]!]!
    rankSum += (onesHere * (start + end + 1)) / 2
    ones += onesHere
    start = end
  }
  return (rankSum - (ones * (ones + 1)) / 2) / (ones * (labels.length - ones))
}
