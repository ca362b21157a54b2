// A boosted regression, and how well it tells the numbers of rows it has not seen.
import {type ColumnJob, type EncodedColumn, type Pool, scoreOf} from '@inferloop/forest'
import type {UtilityScores} from '../judgement.ts'
import {BOOSTING} from './boosting.ts'

/** Features of training rows and of test rows, with the number of each row. */
export interface NumberTask {
  readonly train: readonly EncodedColumn[]
  /** In shared memory. */
  readonly trainValue: Float64Array
  readonly test: readonly EncodedColumn[]
  readonly testValue: Float64Array
}

/** R² = 1 - Σ (y - ŷ)² / Σ (y - ȳ)², 1 is best, below 0 worse than the mean; RMSE = √mean (y - ŷ)², in the column's unit. */
export async function regress(
  {train, trainValue, test, testValue}: NumberTask,
  pool: Pool,
): Promise<UtilityScores> {
  const rows = new Uint32Array(new SharedArrayBuffer(4 * trainValue.length)).map((_, i) => i)
  const job: ColumnJob = {
    column: 0,
    predictors: train.map((_, j) => j),
    method: 'regression',
    options: BOOSTING,
    targets: trainValue,
    rows,
  }
  const [model] = await pool.fit(train, [job])
  if (model?.method !== 'boosting') throw new Error('a regression gave no trees')
  const categorical = test.map(({type}) => type === 'classes')
  const bins = test.map(column => column.bins)
  const mean = testValue.reduce((sum, y) => sum + y / testValue.length, 0)
  let [left, all] = [0, 0]
  for (let i = 0; i < testValue.length; i++) {
    left += (testValue[i]! - scoreOf(model.trees, categorical, bins, i)) ** 2
    all += (testValue[i]! - mean) ** 2
  }
  return {r2: all > 0 ? 1 - left / all : 0, rmse: Math.sqrt(left / testValue.length)}
}
