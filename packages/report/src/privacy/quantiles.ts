// Quantiles of distances, and their shares by bin for a plot.

const SHARES = [0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99, 1]
const BINS = 30
/** The plot ends at this quantile of all distances; what lies beyond is counted in the last bin. */
const OUTER = 0.995

/** At 0, 0.01, 0.05, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.99 and 1; linear between values. */
export function quantilesOf(values: Float64Array): number[] {
  const sorted = values.slice().sort()
  return SHARES.map(share => {
    if (sorted.length === 0) return 0
    const at = share * (sorted.length - 1)
    const low = sorted[Math.floor(at)]!
    return low + (at % 1) * (sorted[Math.ceil(at)]! - low)
  })
}

export interface DistanceHistogram {
  readonly edges: readonly number[]
  readonly synthetic: readonly number[]
  readonly holdout: readonly number[] | null
}

export function distanceHistogram(
  synthetic: Float64Array,
  holdout: Float64Array | undefined,
): DistanceHistogram {
  const all = Float64Array.from([...synthetic, ...(holdout ?? [])]).sort()
  const far = all[Math.floor(OUTER * (all.length - 1))] ?? 0
  const width = (far > 0 ? far : 1) / BINS
  const shares = (values: Float64Array) => {
    const counts = new Array<number>(BINS).fill(0)
    for (const value of values) counts[Math.min(BINS - 1, Math.floor(value / width))]! += 1 / values.length
    return counts
  }
  return {
    edges: Array.from({length: BINS + 1}, (_, i) => i * width),
    synthetic: shares(synthetic),
    holdout: holdout === undefined ? null : shares(holdout),
  }
}
