// KSComplement, as SDMetrics publishes it: how alike two columns of numbers are distributed.

/**
 * 1 - sup|F_real - F_synthetic| of the cumulative distributions; 1 is the same, 0 no overlap. Both ascending, without missing cells; null
 * when either is empty.
 *
 * @see SDMetrics KSComplement; Kolmogorov 1933, Smirnov 1948
 */
export function ksComplement(real: Float64Array, synthetic: Float64Array): number | null {
  if (real.length === 0 || synthetic.length === 0) return null
  let [i, j, distance] = [0, 0, 0]
  while (i < real.length && j < synthetic.length) {
    const value = Math.min(real[i]!, synthetic[j]!)
    while (i < real.length && real[i]! <= value) i++
    while (j < synthetic.length && synthetic[j]! <= value) j++
    distance = Math.max(distance, Math.abs(i / real.length - j / synthetic.length))
  }
  return 1 - distance
}
