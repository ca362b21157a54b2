// CorrelationSimilarity, as SDMetrics publishes it: how alike two columns of numbers rise and fall together on both sides.
import {type Correlated, pearson, spearman} from './correlation.ts'

export interface CorrelationScore {
  readonly score: number | null
  readonly real: number | null
  readonly synthetic: number | null
}

const COEFFICIENTS = {pearson, spearman} as const

/** Two columns of one table. */
export type CorrelatedPair = readonly [Correlated, Correlated]

/**
 * 1 - |ρ_real - ρ_synthetic| / 2, 0 to 1. Null when a column is constant on either side or a correlation cannot be known.
 *
 * @see SDMetrics CorrelationSimilarity
 */
export function correlationSimilarity(
  real: CorrelatedPair,
  synthetic: CorrelatedPair,
  coefficient: keyof typeof COEFFICIENTS,
): CorrelationScore {
  if ([...real, ...synthetic].some(({constant}) => constant))
    return {score: null, real: null, synthetic: null}
  const of = COEFFICIENTS[coefficient]
  const [r, s] = [of(...real), of(...synthetic)]
  return {score: r === null || s === null ? null : 1 - Math.abs(r - s) / 2, real: r, synthetic: s}
}
