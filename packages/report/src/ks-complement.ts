// KSComplement, as SDMetrics publishes it: how alike two samples of numbers are, by their distribution functions.
import {distributionTally} from './distribution-tally.ts'

/**
 * 1 - sup|F_real - F_synthetic| of the empirical distribution functions; 1 is the same distribution, 0 no overlap.
 * NaN (a missing value) is dropped from either side; null when a side has no value left. Any order; changes nothing.
 *
 * @see SDMetrics KSComplement; Kolmogorov 1933, Smirnov 1948
 */
export function ksComplement(real: Float64Array, synthetic: Float64Array): number | null {
  const tally = distributionTally(real)
  tally.add(synthetic)
  return tally.complement()
}
