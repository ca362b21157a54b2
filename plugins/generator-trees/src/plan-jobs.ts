// How each column is learnt: a density tree, or boosted trees for a yes or no while the budget of work lasts.
import type {ColumnJob, EncodedColumn} from '@inferloop/forest'
import type {Settings} from './options.ts'

/** Boosting adds smooth evidence of many small trees, where one tree is coarse: sharper odds and no leaf to copy from. */
const BOOSTING = {rounds: 120, leaves: 31, learningRate: 0.12, minLeaf: 20, l2: 1}
/** Cells that boosting may visit over all columns, about a second a billion; later columns first, they depend on most. */
const BOOSTING_WORK = 2e8
/** Passes over the rows of one round, with half of them derived by subtraction. */
const PASSES = 3

export function planJobs(
  columns: readonly EncodedColumn[],
  order: readonly number[],
  predictors: readonly (readonly number[])[],
  settings: Settings,
): ColumnJob[] {
  const rows = columns[0]?.codes.length ?? 0
  let budget = settings.boosting ? BOOSTING_WORK : 0
  const boosted = new Set<number>()
  for (let k = order.length - 1; k >= 0; k--) {
    const column = columns[order[k]!]!
    if (column.type !== 'classes' || column.classes !== 2 || predictors[k]!.length === 0) continue
    const work = rows * predictors[k]!.length * BOOSTING.rounds * PASSES
    if (work > budget) continue
    budget -= work
    boosted.add(k)
  }
  return order.map((column, k): ColumnJob => {
    const job = {column, predictors: predictors[k]!}
    if (boosted.has(k)) return {...job, method: 'boosting', options: BOOSTING}
    const classes = columns[column]!.type === 'classes'
    const options = {
      minLeaf: classes ? settings.minLeafClasses : settings.minLeaf,
      significance: classes ? settings.significanceClasses : settings.significance,
      minCorrelation: settings.minCorrelation,
    }
    return {...job, method: 'density', options}
  })
}
