// Compared columns as the bytes that trees split on.
import type {ComparedColumn, ComparedLabels, ComparedNumbers} from '@inferloop/contract'
import {binnedColumn, binOf, type EncodedColumn, fitAxis, sortedNumbers} from '@inferloop/forest'
import {offGrid} from './grid.ts'

export type Learnable = ComparedNumbers | ComparedLabels

/** Ids and free text are not learnt from. */
export const isLearnable = (column: ComparedColumn): column is Learnable =>
  column.kind !== 'id' && column.kind !== 'text'

/** Rows of one side. */
export interface Part {
  readonly side: 'real' | 'synthetic' | 'holdout'
  readonly rows: Uint32Array
}

/** Most bins but the one for missing cells; the last of them is shared by all labels beyond it. */
const MOST_BINS = 254
const LEAST_BINS = 16
/** Bins of numbers are followed by one for missing cells and one for values off the real grid. */
const BEHIND = 2

/** A function that gives any part's bins of a column; bins are fitted on the parts of `fitted` together. `most`: about so many bins, from 16 to 254. */
export function binning(
  column: Learnable,
  fitted: readonly Part[],
  most = MOST_BINS,
): (parts: readonly Part[]) => EncodedColumn {
  const bins = Math.min(MOST_BINS, Math.max(LEAST_BINS, most))
  return 'schema' in column ? ofNumbers(column, fitted, bins) : ofLabels(column, fitted, bins)
}

function ofNumbers({cells, schema}: ComparedNumbers, fitted: readonly Part[], most: number) {
  const values = new Float64Array(count(fitted))
  let at = 0
  for (const {side, rows} of fitted) for (const row of rows) values[at++] = cells[side]![row]!
  const least = most === MOST_BINS ? 1 : Math.ceil(values.length / most)
  const axis = fitAxis(sortedNumbers(values), BEHIND, {minAtomRows: least, rowsPerKnot: values.length + 1})
  const isOff = offGrid(schema)
  const missing = axis.cuts.length
  return (parts: readonly Part[]) =>
    filled(parts, missing + BEHIND, false, (side, row) => {
      const value = cells[side]![row]!
      if (value !== value) return missing
      return isOff(value) ? missing + 1 : binOf(axis, value)
    })
}

function ofLabels({cells, labels}: ComparedLabels, fitted: readonly Part[], most: number) {
  const counts = new Float64Array(labels.length + 1)
  for (const {side, rows} of fitted) for (const row of rows) counts[cells[side]![row]!]!++
  const order = Uint32Array.from(labels, (_, code) => code).sort((a, b) => counts[b]! - counts[a]! || a - b)
  const bins = new Uint8Array(labels.length + 1).fill(most)
  order.forEach((code, rank) => (bins[code] = Math.min(rank, most - 1)))
  const missing = Math.min(labels.length, most)
  bins[labels.length] = missing
  return (parts: readonly Part[]) =>
    filled(parts, missing + 1, true, (side, row) => bins[cells[side]![row]!]!)
}

function filled(
  parts: readonly Part[],
  binCount: number,
  categorical: boolean,
  binAt: (side: Part['side'], row: number) => number,
): EncodedColumn {
  const bins = new Uint8Array(new SharedArrayBuffer(count(parts)))
  let at = 0
  for (const {side, rows} of parts) for (let i = 0; i < rows.length; i++) bins[at++] = binAt(side, rows[i]!)
  return binnedColumn(bins, Math.max(1, binCount), categorical)
}

export const count = (parts: readonly Part[]): number => parts.reduce((sum, {rows}) => sum + rows.length, 0)
