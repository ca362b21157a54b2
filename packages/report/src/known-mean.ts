// The mean of scores of which some cannot be known.

/** Mean of the scores that are there; null when none is. */
export function knownMean(scores: Iterable<number | null>): number | null {
  let sum = 0
  let known = 0
  for (const score of scores) {
    if (score === null) continue
    sum += score
    known++
  }
  return known === 0 ? null : sum / known
}
