// Accuracy of one table of counts, and what a second sample of the same reality would be expected to have.
import type {Reached} from '../judgement.ts'

/**
 * score = 1 - ½ Σ|p - q| over the cells, p of the real rows and q of the synthetic ones. reachable = 1 - ½ Σ √(2 (p(1-p)/n + p(1-p)/m) / π): the
 * expectation of the same for m rows drawn from the real distribution, in the normal approximation of each cell. Both are 0 to 1.
 *
 * `cells` are the first of both arrays that are in use.
 *
 * @see MOSTLY AI, mostlyai-qa: accuracy and its theoretical maximum
 */
export function cellAccuracy(
  real: Float64Array,
  synthetic: Float64Array,
  cells: number,
  n: number,
  m: number,
): Reached {
  let distance = 0
  let expected = 0
  const spread = (2 / Math.PI) * (1 / n + 1 / m)
  for (let i = 0; i < cells; i++) {
    const p = real[i]! / n
    distance += Math.abs(p - synthetic[i]! / m)
    if (p > 0) expected += Math.sqrt(p * (1 - p) * spread)
  }
  return {score: 1 - distance / 2, reachable: 1 - expected / 2}
}
