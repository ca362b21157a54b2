// The classifier two-sample test by boosted trees (Lopez-Paz and Oquab 2017), and the columns that gave the table away.
import {areaUnderRoc, type ColumnJob, encodeClasses, type Pool, scoresOf} from '@inferloop/forest'
import {type Boosted, fitSideBySide, type Task} from '../side-by-side.ts'
import {aloneAuc} from './column-alone.ts'
import {splitByFold} from './folds.ts'
import {FOLDS, type Trial} from './trial.ts'

const BOOSTING = {rounds: 100, learningRate: 0.15, leaves: 31, minLeaf: 20, l2: 1}

export interface BoostedDetection {
  /** Out-of-fold log odds of being synthetic, by row of the trial. */
  readonly scores: Float64Array
  readonly auc: number
  /** By column: its share of the gain of all splits, and its AUC alone. */
  readonly columns: readonly {readonly share: number; readonly alone: number}[]
}

/** Of each trial. `onFold` is told how many folds of all are fitted. */
export async function boostedDetections(
  trials: readonly Trial[],
  pool: Pool,
  onFold: (done: number, total: number) => void,
): Promise<BoostedDetection[]> {
  const models = await fitSideBySide(trials.map(taskOf), pool, onFold)
  return trials.map((trial, t) => judged(trial, models[t]!))
}

function taskOf({encoded, labels, foldOf}: Trial): Task {
  const predictors = encoded.map((_, j) => j)
  const jobs = Array.from({length: FOLDS}, (_, fold): ColumnJob => {
    const rows = splitByFold(foldOf, fold).train
    return {column: encoded.length, predictors, method: 'boosting', options: BOOSTING, rows}
  })
  return {columns: [...encoded, encodeClasses(Uint32Array.from(labels), 2)], jobs}
}

function judged({encoded, labels, foldOf}: Trial, models: readonly Boosted[]): BoostedDetection {
  const categorical = encoded.map(({type}) => type === 'classes')
  const bins = encoded.map(column => column.bins)
  const scores = new Float64Array(labels.length)
  const gains = new Float64Array(encoded.length)
  models.forEach((model, fold) => {
    const {test} = splitByFold(foldOf, fold)
    scoresOf(model.trees, categorical, bins, test).forEach((score, i) => (scores[test[i]!] = score))
    model.gains.forEach((gain, j) => (gains[j]! += gain))
  })
  const total = gains.reduce((sum, gain) => sum + gain, 0)
  const columns = encoded.map((column, j) => ({
    share: total > 0 ? gains[j]! / total : 0,
    alone: aloneAuc(column, labels, foldOf, FOLDS),
  }))
  return {scores, auc: areaUnderRoc(scores, labels), columns}
}
