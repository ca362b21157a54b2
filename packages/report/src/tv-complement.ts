// TVComplement, as SDMetrics publishes it: how alike two columns of labels are, by their frequencies.

/**
 * 1 - ½ Σ|f_real - f_synthetic| over the labels; 1 is the same frequencies, 0 no label in common. Takes counts
 * of the same labels in the same order (a label only one side has counts 0 on the other); null when a side is all 0.
 *
 * SDMetrics counts a label that only the synthetic side has as a millionth of a real row, which makes its score differ by at most
 * 1e-6 for each such label over the real rows.
 *
 * @see SDMetrics TVComplement; the total variation distance
 */
export function tvComplement(real: ArrayLike<number>, synthetic: ArrayLike<number>): number | null {
  const realTotal = sum(real)
  const syntheticTotal = sum(synthetic)
  if (realTotal === 0 || syntheticTotal === 0) return null
  let distance = 0
  for (let i = 0; i < real.length; i++) {
    distance += Math.abs(real[i]! / realTotal - synthetic[i]! / syntheticTotal)
  }
  return Math.max(0, 1 - distance / 2)
}

function sum(counts: ArrayLike<number>): number {
  let total = 0
  for (let i = 0; i < counts.length; i++) total += counts[i]!
  return total
}
