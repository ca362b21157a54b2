// The classifier two-sample test by logistic regression: what a linear model of the columns sees.
import {areaUnderRoc} from '@inferloop/forest'
import type {Learnable} from '../binned.ts'
import {designMatrix} from './design-matrix.ts'
import {splitByFold} from './folds.ts'
import {fitLogistic, oddsOf, type Weights} from './logistic-regression.ts'
import {FOLDS, type Trial} from './trial.ts'

/** Area under the ROC curve, out of fold: 0.5 to 1 but for chance. */
export async function logisticDetection(
  columns: readonly Learnable[],
  {parts, labels, foldOf}: Trial,
  signal: AbortSignal,
): Promise<number> {
  const matrix = designMatrix(columns, parts)
  const odds = new Float64Array(labels.length)
  let weights: Weights = new Float64Array(matrix.features + 1)
  for (let fold = 0; fold < FOLDS; fold++) {
    const {train, test} = splitByFold(foldOf, fold)
    // The folds' models are alike: each begins where the last one ended.
    weights = await fitLogistic(matrix, labels, train, weights, signal)
    for (const row of test) odds[row] = oddsOf(matrix, weights, row)
  }
  return areaUnderRoc(odds, labels)
}
