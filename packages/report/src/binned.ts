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

/** The last label bin but one is shared by all labels beyond it; the last is for missing cells. */
const LABEL_BINS = 254
/** Bins of numbers are followed by one for missing cells and one for values off the real grid. */
const BEHIND = 2

/** A function that gives any part's bins of a column; bins are fitted on the parts of `fitted` together. */
export function binning(
  column: Learnable,
  fitted: readonly Part[],
): (parts: readonly Part[]) => EncodedColumn {
  return 'schema' in column ? ofNumbers(column, fitted) : ofLabels(column, fitted)
}

function ofNumbers({cells, schema}: ComparedNumbers, fitted: readonly Part[]) {
  const values = new Float64Array(count(fitted))
  let at = 0
  for (const {side, rows} of fitted) for (const row of rows) values[at++] = cells[side]![row]!
  const axis = fitAxis(sortedNumbers(values), BEHIND, {minAtomRows: 1, rowsPerKnot: values.length + 1})
  const isOff = offGrid(schema)
  const missing = axis.cuts.length
  return (parts: readonly Part[]) =>
    filled(parts, missing + BEHIND, false, (side, row) => {
      const value = cells[side]![row]!
      if (value !== value) return missing
      return isOff(value) ? missing + 1 : binOf(axis, value)
    })
}

function ofLabels({cells, labels}: ComparedLabels, fitted: readonly Part[]) {
  const counts = new Float64Array(labels.length + 1)
  for (const {side, rows} of fitted) for (const row of rows) counts[cells[side]![row]!]!++
  const order = Uint32Array.from(labels, (_, code) => code).sort((a, b) => counts[b]! - counts[a]! || a - b)
  const bins = new Uint8Array(labels.length + 1).fill(LABEL_BINS)
  order.forEach((code, rank) => (bins[code] = Math.min(rank, LABEL_BINS - 1)))
  const missing = Math.min(labels.length, LABEL_BINS)
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
