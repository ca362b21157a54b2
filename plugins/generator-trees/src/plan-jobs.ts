// How each column is learnt: a density tree, or boosted trees for a yes or no while the budget of work lasts.
import type {Column} from '@inferloop/contract'
import {type BoostingOptions, type ColumnJob, type EncodedColumn, MAX_BINS} from '@inferloop/forest'
import {findRepeats} from './find-repeats.ts'
import type {Leaves, Settings} from './options.ts'

/** Boosting adds smooth evidence of many small trees, where one tree is coarse: sharper odds and no leaf to copy from. */
const BOOSTING = {leaves: 31, minLeaf: 20, l2: 1}
const LEAST_ROUNDS = 25
/** Trees of a boosted column. */
export const MOST_ROUNDS = 160
/** Cells that boosting may visit over all columns, a second or so a billion; later columns first, they depend on most. */
const BOOSTING_WORK = 4.5e7
/** Rows for each leaf of all trees below which rounds are counted on held-out rows: more could learn rows by heart. */
const ROWS_A_LEAF = 20
/** Passes over the rows of one round, with half of them derived by subtraction. */
const PASSES = 3

export interface Plan {
  /** Categorical columns, and numeric ones with so few values that their cells are drawn exactly. */
  readonly fewValues: readonly ColumnJob[]
  /** The other numeric columns, on the first of `settings.rungs`. */
  readonly manyValues: readonly DensityJob[]
}

export type DensityJob = ColumnJob & {readonly method: 'density'}

/**
 * `predictors[k]` belongs to the column `order[k]`. Numeric columns with few values grow like categorical ones: small leaves
 * would bring whole combinations of a real row back.
 */
export function planJobs(
  columns: readonly Column[],
  encoded: readonly EncodedColumn[],
  order: readonly number[],
  predictors: readonly (readonly number[])[],
  settings: Settings,
): Plan {
  const boosted = boostedColumns(encoded, order, predictors)
  const rows = encoded[0]?.codes.length ?? 0
  const {minCorrelation} = settings
  const fewValues: ColumnJob[] = []
  const manyValues: DensityJob[] = []
  order.forEach((column, k) => {
    const job = {column, predictors: predictors[k]!}
    const boosting = boosted.get(k)
    if (boosting) {
      const stopsEarly = boosting.rounds * boosting.leaves * ROWS_A_LEAF > rows
      fewValues.push({...job, method: 'boosting', options: boosting, stopsEarly})
      return
    }
    const numeric = encoded[column]!.type === 'numbers'
    const few = !numeric || hasFewValues(encoded[column]!.codes, settings.minAtomRows)
    const leaves = few ? settings.fewValues : settings.rungs[0]
    const repeats = numeric ? findRepeats(columns, encoded, column, predictors[k]!) : undefined
    const density: DensityJob = {...job, method: 'density', options: {...leaves, minCorrelation, repeats}}
    if (few) fewValues.push(density)
    else manyValues.push(density)
  })
  return {fewValues, manyValues}
}

/** So few that each can have a bin, and on average as many rows as a number needs to be kept exactly. */
function hasFewValues(codes: Uint16Array, minAtomRows: number): boolean {
  const seen = new Uint8Array(0x10000)
  let distinct = 0
  for (let row = 0; row < codes.length; row++) {
    if (seen[codes[row]!] === 0) distinct++
    seen[codes[row]!] = 1
  }
  return distinct <= MAX_BINS && distinct * minAtomRows <= codes.length
}

export function withLeaves(jobs: readonly DensityJob[], leaves: Leaves): DensityJob[] {
  return jobs.map(job => ({...job, options: {...job.options, ...leaves}}))
}

/** Two-class columns by their place in `order`, the last first, while the budget of work lasts. */
function boostedColumns(
  columns: readonly EncodedColumn[],
  order: readonly number[],
  predictors: readonly (readonly number[])[],
): Map<number, BoostingOptions> {
  const rows = columns[0]?.codes.length ?? 0
  const boosted = new Map<number, BoostingOptions>()
  let budget = BOOSTING_WORK
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
