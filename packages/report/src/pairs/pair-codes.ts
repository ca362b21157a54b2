// Columns as small whole numbers, so that two of them make a table of counts: labels as they are, numbers in ten bins.
import type {ComparedLabels} from '@inferloop/contract'
import type {Ranked} from './ranked.ts'

/** Codes of both sides; every code is below `size`. */
export interface PairCodes {
  readonly real: Uint32Array
  readonly synthetic: Uint32Array
  readonly size: number
}

/** Both sides of a column of numbers. */
export interface RankedSides {
  readonly real: Ranked
  readonly synthetic: Ranked
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
export function binCodes({real, synthetic}: RankedSides): PairCodes {
  const edges = binEdges(real)
  const bin = (value: number) => Math.min(Math.max(binOf(edges, value), 1), BINS)
  return {real: codesBy(real, bin), synthetic: codesBy(synthetic, bin), size: BINS + 2}
}

/**
 * Ten equal bins of each side's own range, as SDMetrics' QualityReport cuts them: so bin 3 means one thing on one side and another on
 * the other, and the greatest value shares a bin with the missing cells. Kept to show what SDMetrics would say.
 *
 * @see SDMetrics ColumnPairTrends
 */
export function binCodesBySdmetrics({real, synthetic}: RankedSides): PairCodes {
  const coded = (side: Ranked) => {
    const edges = binEdges(side)
    return codesBy(side, value => binOf(edges, value))
  }
  return {real: coded(real), synthetic: coded(synthetic), size: BINS + 2}
}

/** Eleven edges from the least to the greatest value, half around a single one (numpy.histogram_bin_edges). */
function binEdges({values}: Ranked): Float64Array {
  let min = values[0] ?? 0
  let max = values.at(-1) ?? 1
  if (min === max) [min, max] = [min - 0.5, max + 0.5]
  const step = (max - min) / BINS
  const edges = Float64Array.from({length: BINS + 1}, (_, i) =>
    // Summed of both ends where the range is wider than numbers go.
    Number.isFinite(step) ? i * step + min : min * (1 - i / BINS) + max * (i / BINS),
  )
  edges[BINS] = max
  return edges
}

/** How many edges are at most `value`: bin i holds edges[i - 1] <= value < edges[i]. */
function binOf(edges: Float64Array, value: number): number {
  let bin = 0
  while (bin < edges.length && edges[bin]! <= value) bin++
  return bin
}

/** Bins are looked up once for each distinct value. */
function codesBy({codes, values}: Ranked, binAt: (value: number) => number): Uint32Array {
  const bins = new Uint32Array(values.length + 1)
  for (let i = 0; i < values.length; i++) bins[i] = binAt(values[i]!)
  bins[values.length] = BINS + 1
  const binned = new Uint32Array(codes.length)
  for (let i = 0; i < codes.length; i++) binned[i] = bins[codes[i]!]!
  return binned
}
