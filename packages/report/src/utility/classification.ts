// One boosted classifier for each label, and how well they tell the labels of rows they have not seen.
import {
  areaUnderRoc,
  type ColumnJob,
  type EncodedColumn,
  encodeClasses,
  type Pool,
  scoreOf,
} from '@inferloop/forest'
import type {UtilityScores} from '../judgement.ts'
import {BOOSTING} from './boosting.ts'

/** Features of training rows and of test rows, with the class of each row. */
export interface ClassTask {
  readonly train: readonly EncodedColumn[]
  readonly trainClass: Uint32Array
  readonly test: readonly EncodedColumn[]
  readonly testClass: Uint32Array
  readonly classes: number
}

/**
 * AUC: of each class against the rest, mean over the classes that some but not all test rows have, 0.5 a guess. F1: the mean over those classes of
 * 2 TP / (2 TP + FP + FN), each row given the class with the highest odds. With two classes one classifier serves both.
 */
export async function classify(
  {train, trainClass, test, testClass, classes}: ClassTask,
  pool: Pool,
): Promise<UtilityScores> {
  const asked = classes === 2 ? [1] : Array.from({length: classes}, (_, k) => k)
  const labels = asked.map(k =>
    encodeClasses(
      trainClass.map(c => (c === k ? 1 : 0)),
      2,
    ),
  )
  const predictors = train.map((_, j) => j)
  const jobs = asked.map(
    (_, k): ColumnJob => ({column: train.length + k, predictors, method: 'boosting', options: BOOSTING}),
  )
  const models = await pool.fit([...train, ...labels], jobs)
  const categorical = test.map(({type}) => type === 'classes')
  const bins = test.map(column => column.bins)
  const odds = models.map(model => {
    const scores = new Float64Array(testClass.length)
    if (model.method === 'boosting')
      for (let i = 0; i < scores.length; i++) scores[i] = scoreOf(model.trees, categorical, bins, i)
    return scores
  })
  const byClass = classes === 2 ? [odds[0]!.map(score => -score), odds[0]!] : odds
  const guess = Uint32Array.from(testClass, (_, i) => highest(byClass, i))
  const told: number[] = []
  const f1: number[] = []
  for (let k = 0; k < classes; k++) {
    const truth = Uint8Array.from(testClass, c => (c === k ? 1 : 0))
    const auc = areaUnderRoc(byClass[k]!, truth)
    if (Number.isNaN(auc)) continue
    told.push(auc)
    f1.push(f1Of(guess, testClass, k))
  }
  return {auc: mean(told), f1: mean(f1)}
}

function highest(scores: readonly Float64Array[], row: number): number {
  let best = 0
  for (let k = 1; k < scores.length; k++) if (scores[k]![row]! > scores[best]![row]!) best = k
  return best
}

function f1Of(guess: Uint32Array, truth: Uint32Array, k: number): number {
  let [right, wrong] = [0, 0]
  for (let i = 0; i < truth.length; i++) {
    if (guess[i] === k && truth[i] === k) right++
    else if (guess[i] === k || truth[i] === k) wrong++
  }
  return right === 0 ? 0 : (2 * right) / (2 * right + wrong)
}

const mean = (values: readonly number[]): number =>
  values.length === 0 ? 0.5 : values.reduce((sum, value) => sum + value, 0) / values.length
