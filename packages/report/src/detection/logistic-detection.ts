// The classifier two-sample test by logistic regression: what a linear model of the columns sees.
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {Random} from '@inferloop/contract'
import {areaUnderRoc} from '@inferloop/forest'
import type {Learnable, Part} from '../binned.ts'
import {designMatrix} from './design-matrix.ts'
import {splitByFold, stratifiedFolds} from './folds.ts'
import {fitLogistic, oddsOf} from './logistic-regression.ts'

const FOLDS = 3

/** Area under the ROC curve, 3-fold cross-validated, of `half` real rows and as many synthetic ones: 0.5 to 1 but for chance. */
export async function logisticDetection(
  columns: readonly Learnable[],
  parts: readonly [Part, Part],
  random: Random,
  signal: AbortSignal,
): Promise<number> {
  const half = parts[0].rows.length
  const matrix = designMatrix(columns, parts)
  const labels = new Uint8Array(2 * half).fill(1, half)
  const foldOf = stratifiedFolds(half, FOLDS, random)
  const odds = new Float64Array(2 * half)
  for (let fold = 0; fold < FOLDS; fold++) {
    const {train, test} = splitByFold(foldOf, fold)
    const weights = fitLogistic(matrix, labels, train)
    for (const row of test) odds[row] = oddsOf(matrix, weights, row)
    await nextTurn()
    signal.throwIfAborted()
  }
  return areaUnderRoc(odds, labels)
}
