// How well boosted trees tell drawn rows from the rows a model was fitted to: a classifier two-sample test (Lopez-Paz, Oquab 2017).
import type {Random} from '@inferloop/contract'
import {type EncodedColumn, fitBoosting, logOdds} from '@inferloop/forest'
import {shuffleInPlace} from '@inferloop/random'

const BOOSTING = {rounds: 15, learningRate: 0.3, leaves: 31, minLeaf: 20, l2: 1}

/**
 * Area under the ROC curve, two-fold cross-validated: 0.5 when nothing tells the two apart, 1 when everything does. `real`
 * rows of `encoded` are compared with as many drawn ones, of which `drawn` has the bins by column.
 */
export function detectionAuc(
  encoded: readonly EncodedColumn[],
  real: Uint32Array,
  drawn: readonly Uint8Array[],
  random: Random,
): number {
  const half = real.length
  const rows = 2 * half
  const bins = encoded.map((column, j) => {
    const both = new Uint8Array(rows)
    for (let i = 0; i < half; i++) both[i] = column.bins[real[i]!]!
    both.set(drawn[j]!, half)
    return both
  })
  const categorical = encoded.map(column => column.type === 'classes')
  const features = encoded.map(({binCount}, j) => ({
    bins: bins[j]!,
    binCount,
    categorical: categorical[j]!,
  }))
  const labels = new Uint8Array(rows).fill(1, half)
  const order = shuffleInPlace(
    Uint32Array.from({length: rows}, (_, i) => i),
    random,
  )
  const odds = new Float64Array(rows)
  const folds = [order.subarray(0, half), order.subarray(half)] as const
  for (const [seen, unseen] of [folds, folds.toReversed()] as const) {
    const trees = fitBoosting(features, labels, seen, BOOSTING)
    for (const row of unseen) odds[row] = logOdds(trees, categorical, bins, row)
  }
  return areaUnderRoc(odds, labels)
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
