// The QualityReport, as SDMetrics publishes it, over all pairs, and beside it what SDMetrics would say by default.
import type {ColumnMetrics} from './columns/judge-columns.ts'
import type {Quality} from './judgement.ts'
import {knownMean} from './known-mean.ts'
import type {PairTrends} from './pairs/pair-trends.ts'

/**
 * The mean of Column Shapes (mean KSComplement or TVComplement) and Column Pair Trends (mean CorrelationSimilarity or
 * ContingencySimilarity), 0 to 1. Unknown scores are left out of a mean.
 *
 * @see SDMetrics QualityReport; its default since 0.27 counts only pairs with |r| > 0.5 or V > 0.3
 */
export function judgeQuality(columns: readonly Pick<ColumnMetrics, 'shape'>[], trends: PairTrends): Quality {
  const columnShapes = knownMean(columns.map(({shape}) => shape?.score ?? null))
  const scoreWith = (pairs: number | null) => knownMean([columnShapes, pairs])
  return {
    score: scoreWith(trends.all),
    columnShapes,
    columnPairTrends: trends.all,
    columnPairTrendsBySdmetrics: trends.bySdmetrics,
    sdmetricsDefault: {
      score: scoreWith(trends.overThresholds),
      columnPairTrends: trends.overThresholds,
      pairs: trends.pairsOverThresholds,
    },
  }
}
