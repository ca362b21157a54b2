// How each column is learnt: a density tree, or boosted trees for a yes or no while the budget of work lasts.
import type {BoostingOptions, ColumnJob, EncodedColumn} from '@inferloop/forest'
import type {Settings} from './options.ts'

/** Boosting adds smooth evidence of many small trees, where one tree is coarse: sharper odds and no leaf to copy from. */
const BOOSTING = {leaves: 31, minLeaf: 20, l2: 1}
const LEAST_ROUNDS = 25
const MOST_ROUNDS = 160
/** Cells that boosting may visit over all columns, a second or so a billion; later columns first, they depend on most. */
const BOOSTING_WORK = 4.5e7
/** Passes over the rows of one round, with half of them derived by subtraction. */
const PASSES = 3

/** Jobs of the categorical columns; `predictors[k]` belongs to the column `order[k]`. */
export function classJobs(
  columns: readonly EncodedColumn[],
  order: readonly number[],
  predictors: readonly (readonly number[])[],
  settings: Settings,
): ColumnJob[] {
  const boosted = boostedColumns(columns, order, predictors, settings)
  const options = {
    minLeaf: settings.minLeafClasses,
    significance: settings.significanceClasses,
    minCorrelation: settings.minCorrelation,
  }
  return order.flatMap((column, k): ColumnJob[] => {
    if (columns[column]!.type !== 'classes') return []
    const job = {column, predictors: predictors[k]!}
    const boosting = boosted.get(k)
    return [boosting ? {...job, method: 'boosting', options: boosting} : {...job, method: 'density', options}]
  })
}

/** Jobs of the numeric columns. */
export function numberJobs(
  columns: readonly EncodedColumn[],
  order: readonly number[],
  predictors: readonly (readonly number[])[],
  {minLeaf, significance, minCorrelation}: Settings,
): ColumnJob[] {
  return order.flatMap((column, k): ColumnJob[] =>
    columns[column]!.type === 'numbers'
      ? [
          {
            column,
            predictors: predictors[k]!,
            method: 'density',
            options: {minLeaf, significance, minCorrelation},
          },
        ]
      : [],
  )
}

/** Two-class columns by their place in `order`, the last first, while the budget of work lasts. */
function boostedColumns(
  columns: readonly EncodedColumn[],
  order: readonly number[],
  predictors: readonly (readonly number[])[],
  settings: Settings,
): Map<number, BoostingOptions> {
  const rows = columns[0]?.codes.length ?? 0
  const boosted = new Map<number, BoostingOptions>()
  let budget = settings.boosting ? BOOSTING_WORK : 0
  for (let k = order.length - 1; k >= 0; k--) {
    const column = columns[order[k]!]!
    if (column.type !== 'classes' || column.classes !== 2 || predictors[k]!.length === 0) continue
    const round = rows * predictors[k]!.length * PASSES
    const rounds = Math.min(MOST_ROUNDS, Math.floor(budget / round))
    if (rounds < LEAST_ROUNDS) continue
    budget -= rounds * round
    boosted.set(k, {...BOOSTING, rounds, learningRate: Math.min(0.3, 28 / rounds)})
  }
  return boosted
}
