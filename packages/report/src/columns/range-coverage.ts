// RangeCoverage, as SDMetrics publishes it: how much of the real range synthetic numbers reach.

/**
 * max(0, 1 - max(0, (min_s - min_r) / (max_r - min_r)) - max(0, (max_r - max_s) / (max_r - min_r))), 0 to 1; NaN is dropped. Null when
 * the real values are all the same or either side has none.
 *
 * @see SDMetrics RangeCoverage
 */
export function rangeCoverage(real: Float64Array, synthetic: Float64Array): number | null {
  const r = rangeOf(real)
  const s = rangeOf(synthetic)
  if (r === undefined || s === undefined || r.min === r.max) return null
  // Halves where the range is wider than numbers go.
  const unit = Number.isFinite(r.max - r.min) ? 1 : 0.5
  const width = r.max * unit - r.min * unit
  const below = Math.max((s.min * unit - r.min * unit) / width, 0)
  const above = Math.max((r.max * unit - s.max * unit) / width, 0)
  return Math.max(1 - (below + above), 0)
}

export interface Range {
  readonly min: number
  readonly max: number
}

/** Least and greatest of the numbers that are there; undefined when none is. */
export function rangeOf(values: Float64Array): Range | undefined {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value < min) min = value
    if (value > max) max = value
  }
  return min <= max ? {min, max} : undefined
}
