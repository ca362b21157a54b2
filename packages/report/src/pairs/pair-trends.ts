// Means over pairs: over all of them, and over those that SDMetrics' report counts by default.
import type {JudgedPair, Score} from '../judgement.ts'

/** Only pairs of numbers correlated more than this count in SDMetrics' report, and of labels associated more than the other (0.32). */
const LEAST_CORRELATION = 0.5
const LEAST_ASSOCIATION = 0.3

export interface PairTrends {
  /** Mean score of all pairs, bins cut at the real column's edges. */
  readonly all: Score
  /** The same with SDMetrics' own bins. */
  readonly bySdmetrics: Score
  /** Mean of the pairs over the thresholds, with SDMetrics' own bins. */
  readonly overThresholds: Score
  readonly pairsOverThresholds: number
  /** Pairs in all, scored or not. */
  readonly count: number
}

export function trendTally(): {add(pair: JudgedPair): void; trends(): PairTrends} {
  const all = runningMean()
  const bySdmetrics = runningMean()
  const over = runningMean()
  let pairsOverThresholds = 0
  let count = 0
  return {
    add({metric, score, scoreBySdmetrics, strength}) {
      count++
      all.add(score)
      bySdmetrics.add(scoreBySdmetrics)
      const least = metric === 'CorrelationSimilarity' ? LEAST_CORRELATION : LEAST_ASSOCIATION
      if (strength === null || strength <= least) return
      over.add(scoreBySdmetrics)
      pairsOverThresholds++
    },
    trends: () => ({
      all: all.mean(),
      bySdmetrics: bySdmetrics.mean(),
      overThresholds: over.mean(),
      pairsOverThresholds,
      count,
    }),
  }
}

function runningMean() {
  let sum = 0
  let known = 0
  return {
    add(score: Score): void {
      if (score === null) return
      sum += score
      known++
    },
    mean: (): Score => (known === 0 ? null : sum / known),
  }
}
