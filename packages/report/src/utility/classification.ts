// Boosted classifiers, one for each label, and how well they tell the labels of rows they have not seen.
import {
  allRows,
  areaUnderRoc,
  type ColumnJob,
  type EncodedColumn,
  encodeClasses,
  scoresOf,
} from '@inferloop/forest'
import type {UtilityScores} from '../judgement.ts'
import type {Boosted, Task} from '../side-by-side.ts'
import {boostingOf} from './boosting.ts'

/** The task of learning `trainClass`, below `classes`, from the training rows; with two classes one classifier serves both. */
export function classTask(train: readonly EncodedColumn[], trainClass: Uint32Array, classes: number): Task {
  if (trainClass.length === 0) return {columns: train, jobs: []}
  const asked = classes === 2 ? [1] : Array.from({length: classes}, (_, k) => k)
  const labels = asked.map(k =>
    encodeClasses(
      trainClass.map(c => (c === k ? 1 : 0)),
      2,
    ),
  )
  const predictors = train.map((_, j) => j)
  const options = boostingOf(asked.length)
  const jobs = asked.map(
    (_, k): ColumnJob => ({column: train.length + k, predictors, method: 'boosting', options}),
  )
  return {columns: [...train, ...labels], jobs}
}

/**
 * AUC: of each class against the rest, mean over the classes that some but not all test rows have. F1: mean over the classes that rows have or are
 * given of 2 TP / (2 TP + FP + FN), each row given the class with the highest odds. Without models all rows are given class 0.
 */
export function classScores(
  test: readonly EncodedColumn[],
  testClass: Uint32Array,
  classes: number,
  models: readonly Boosted[],
): UtilityScores {
  const categorical = test.map(({type}) => type === 'classes')
  const bins = test.map(column => column.bins)
  const rows = allRows(testClass.length)
  const odds = models.map(({trees}) => scoresOf(trees, categorical, bins, rows))
  const byClass = Array.from({length: classes}, (_, k) => {
    if (models.length === 0) return new Float64Array(rows.length)
    return classes > 2 ? odds[k]! : k === 1 ? odds[0]! : odds[0]!.map(score => -score)
  })
  const guess = rows.map(i => highest(byClass, i))
  const aucs: number[] = []
  const f1s: number[] = []
  for (let k = 0; k < classes; k++) {
    const auc = areaUnderRoc(
      byClass[k]!,
      Uint8Array.from(testClass, c => (c === k ? 1 : 0)),
    )
    if (!Number.isNaN(auc)) aucs.push(auc)
    if (testClass.includes(k) || guess.includes(k)) f1s.push(f1Of(guess, testClass, k))
  }
  return {auc: aucs.length === 0 ? 0.5 : mean(aucs), f1: mean(f1s)}
}

function highest(scores: readonly Float64Array[], row: number): number {
  let best = 0
  for (let k = 1; k < scores.length; k++) if (scores[k]![row]! > scores[best]![row]!) best = k
  return best
}

function f1Of(guess: Uint32Array, truth: Uint32Array, k: number): number {
  let [right, wrong] = [0, 0]
  for (let i = 0; i < truth.length; i++) {
    if (guess[i] === k && truth[i] === k) right += 2
    else if (guess[i] === k || truth[i] === k) wrong++
  }
  return right / (right + wrong)
}

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length
