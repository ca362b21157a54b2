// How each column is learnt: a density tree, or boosted trees for a yes or no while the budget of work lasts.
import type {BoostingOptions, ColumnJob, EncodedColumn} from '@inferloop/forest'
import type {Settings} from './options.ts'

/** Boosting adds smooth evidence of many small trees, where one tree is coarse: sharper odds and no leaf to copy from. */
const BOOSTING = {leaves: 31, minLeaf: 20, l2: 1}
const LEAST_ROUNDS = 40
const MOST_ROUNDS = 160
/** Cells that boosting may visit over all columns, a second or so a billion; later columns first, they depend on most. */
const BOOSTING_WORK = 7e7
/** Passes over the rows of one round, with half of them derived by subtraction. */
const PASSES = 3

export function planJobs(
  columns: readonly EncodedColumn[],
  order: readonly number[],
  predictors: readonly (readonly number[])[],
  settings: Settings,
): ColumnJob[] {
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
    boosted.set(k, {...BOOSTING, rounds, learningRate: Math.min(0.25, 16 / rounds)})
  }
  return order.map((column, k): ColumnJob => {
    const job = {column, predictors: predictors[k]!}
    const boosting = boosted.get(k)
    if (boosting) return {...job, method: 'boosting', options: boosting}
    const classes = columns[column]!.type === 'classes'
    const options = {
      minLeaf: classes ? settings.minLeafClasses : settings.minLeaf,
      significance: classes ? settings.significanceClasses : settings.significance,
      minCorrelation: settings.minCorrelation,
    }
    return {...job, method: 'density', options}
  })
}
