// Chooses how far numeric trees grow on held-out rows: the most faithful setting that does not copy.
import type {Column, RunContext, Table} from '@inferloop/contract'
import {createRandom, shuffleInPlace} from '@inferloop/random'
import {copyIndex} from './copy-index.ts'
import {fitModel} from './fit.ts'
import type {Leaves, Settings} from './options.ts'
import {drawBatch} from './sample.ts'

export interface Ladder {
  /** From the most faithful to the most private. */
  readonly rungs: readonly Leaves[]
  /** Highest copy index, 0 to 1, of a rung that is taken. */
  readonly mostCopying: number
}

/** Rows of each half, and drawn rows whose nearest neighbours are looked for. */
const HALF_ROWS = 2000
const DRAWN_ROWS = 1200
/** Rows times predictors of all columns that one trial fit may cost: a bound on work, not on time, so bytes stay the same. */
const WORK = 4e6
/** Smaller halves tell nothing; then the last rung but one is taken. */
const LEAST_ROWS = 100

/**
 * Fits on one half of the rows, looks how much nearer drawn rows lie to it than to the other half, and climbs the
 * ladder until that is low enough. The same table gives the same settings, whatever the seed.
 */
export async function chooseLeaves(
  table: Table,
  base: Settings,
  ladder: Ladder,
  maxPredictors: number,
  run: RunContext,
): Promise<Leaves> {
  const random = createRandom('generator-trees/held-out')
  const columns = table.columns.length
  const predictors = Math.max(1, (Math.min(columns, maxPredictors + 1) * columns) / 2)
  const half = Math.min(HALF_ROWS, Math.floor(table.rows / 2), Math.floor(WORK / predictors))
  const {rungs, mostCopying} = ladder
  if (half < LEAST_ROWS || columns < 2) return rungs.at(-2)!
  const order = shuffleInPlace(
    Uint32Array.from({length: table.rows}, (_, i) => i),
    random,
  )
  const seen = rowsOf(table, order.subarray(0, half))
  const unseen = rowsOf(table, order.subarray(half, 2 * half))
  for (const rung of rungs) {
    if (rung === rungs.at(-1)) break
    const model = await fitModel(seen, {...base, ...rung, boosting: false}, maxPredictors, {
      signal: run.signal,
      threads: 1,
    })
    const index = copyIndex(drawBatch(model, DRAWN_ROWS, random.split('drawn')), seen, unseen)
    run.log(
      `leaves from ${rung.minLeaf} rows, significance ${rung.significance}: copy index ${index.toFixed(3)}`,
    )
    if (index <= mostCopying) return rung
  }
  return rungs.at(-1)!
}

function rowsOf(table: Table, rows: Uint32Array): Table {
  const pick = (column: Column): Column => {
    if ('codes' in column) return {...column, codes: Uint32Array.from(rows, r => column.codes[r]!)}
    const {values, missing} = column
    return {
      ...column,
      values: Float64Array.from(rows, r => values[r]!),
      missing: missing && Uint8Array.from(rows, r => missing[r]!),
    }
  }
  return {rows: rows.length, columns: table.columns.map(pick)}
}
