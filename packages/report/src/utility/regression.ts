// A boosted regression, and how well it tells the numbers of rows it has not seen.
import {allRows, type ColumnJob, type EncodedColumn, scoresOf} from '@inferloop/forest'
import type {UtilityScores} from '../judgement.ts'
import type {Boosted, Task} from '../side-by-side.ts'
import {boostingOf} from './boosting.ts'

/** Numbers y as y / unit, of which the training rows' have a mean and a standard deviation; so squares of 1e308 and of 1e-308 are numbers too. */
export interface NumberScale {
  readonly unit: number
  readonly mean: number
  readonly deviation: number
}

export function numberScale(train: Float64Array, test: Float64Array): NumberScale {
  let unit = 0
  for (const values of [train, test]) for (const y of values) unit = Math.max(unit, Math.abs(y))
  if (unit === 0) unit = 1
  const of = train.length > 0 ? train : test
  let mean = 0
  for (const y of of) mean += y / unit / of.length
  let squares = 0
  for (const y of of) squares += (y / unit - mean) ** 2
  return {unit, mean, deviation: Math.sqrt(squares / of.length)}
}

/** The task of learning `values`, standardised, from the training rows; none where there is nothing to learn. */
export function regressionTask(
  train: readonly EncodedColumn[],
  values: Float64Array,
  {unit, mean, deviation}: NumberScale,
): Task {
  if (values.length === 0 || !(deviation > 0)) return {columns: train, jobs: []}
  const targets = new Float64Array(new SharedArrayBuffer(8 * values.length))
  for (let i = 0; i < values.length; i++) targets[i] = (values[i]! / unit - mean) / deviation
  const rows = new Uint32Array(new SharedArrayBuffer(4 * values.length))
  rows.set(allRows(values.length))
  const predictors = train.map((_, j) => j)
  const job: ColumnJob = {
    column: 0,
    predictors,
    method: 'regression',
    options: boostingOf(1),
    targets,
    rows,
  }
  return {columns: train, jobs: [job]}
}

/**
 * R² = 1 - Σ (y - ŷ)² / Σ (y - ȳ)², 1 is best, below 0 worse than the mean ȳ of the test rows, 0 where all y are the same; RMSE = √mean (y - ŷ)²,
 * in the column's unit. Without a model ŷ is the mean of the training rows.
 */
export function regressionScores(
  test: readonly EncodedColumn[],
  values: Float64Array,
  {unit, mean, deviation}: NumberScale,
  model: Boosted | undefined,
): UtilityScores {
  const categorical = test.map(({type}) => type === 'classes')
  const bins = test.map(column => column.bins)
  const scores =
    model === undefined
      ? new Float64Array(values.length)
      : scoresOf(model.trees, categorical, bins, allRows(values.length))
  let average = 0
  for (const y of values) average += y / unit / values.length
  let [left, all] = [0, 0]
  for (let i = 0; i < values.length; i++) {
    const y = values[i]! / unit
    left += (y - (mean + deviation * scores[i]!)) ** 2
    all += (y - average) ** 2
  }
  return {r2: all > 0 ? 1 - left / all : 0, rmse: unit * Math.sqrt(left / values.length)}
}
