// Columns as small whole numbers, so that two of them make a table of counts: labels as they are, numbers in ten bins.
import type {ComparedLabels, ComparedNumbers} from '@inferloop/contract'
import {rangeOf} from '../columns/range-coverage.ts'

/** Codes of both sides; every code is below `size`. */
export interface PairCodes {
  readonly real: Uint32Array
  readonly synthetic: Uint32Array
  readonly size: number
}

const BINS = 10

/** A missing cell is a label of its own. */
export const labelCodes = ({cells, labels}: ComparedLabels): PairCodes => ({
  real: cells.real,
  synthetic: cells.synthetic,
  size: labels.length + 1,
})

/**
 * Ten equal bins of the real range; what lies beyond falls into the first or last. A missing cell has a bin of its own.
 *
 * @see SDMetrics ContingencySimilarity
 */
export function binCodes({cells}: ComparedNumbers): PairCodes {
  const edges = binEdges(cells.real)
  const coded = (values: Float64Array) =>
    codesBy(values, value => Math.min(Math.max(binOf(edges, value), 1), BINS))
  return {real: coded(cells.real), synthetic: coded(cells.synthetic), size: BINS + 2}
}

/**
 * Ten equal bins of each side's own range, as SDMetrics' QualityReport cuts them: so bin 3 means one thing on one side and another on
 * the other, and the greatest value shares a bin with the missing cells. Kept to show what SDMetrics would say.
 *
 * @see SDMetrics ColumnPairTrends
 */
export function binCodesBySdmetrics({cells}: ComparedNumbers): PairCodes {
  const coded = (values: Float64Array) => {
    const edges = binEdges(values)
    return codesBy(values, value => binOf(edges, value))
  }
  return {real: coded(cells.real), synthetic: coded(cells.synthetic), size: BINS + 2}
}

/** Eleven edges from the least to the greatest value, half around a single one (numpy.histogram_bin_edges). */
function binEdges(values: Float64Array): Float64Array {
  let {min, max} = rangeOf(values) ?? {min: 0, max: 1}
  if (min === max) [min, max] = [min - 0.5, max + 0.5]
  const step = (max - min) / BINS
  const edges = Float64Array.from({length: BINS + 1}, (_, i) => i * step + min)
  edges[BINS] = max
  return edges
}

/** How many edges are at most `value`: bin i holds edges[i - 1] <= value < edges[i]. */
function binOf(edges: Float64Array, value: number): number {
  let bin = 0
  while (bin < edges.length && edges[bin]! <= value) bin++
  return bin
}

function codesBy(values: Float64Array, code: (value: number) => number): Uint32Array {
  const codes = new Uint32Array(values.length)
  for (let i = 0; i < codes.length; i++) {
    const value = values[i]!
    codes[i] = value === value ? code(value) : BINS + 1
  }
  return codes
}
