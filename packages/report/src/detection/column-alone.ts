// How well one column by itself tells synthetic rows from real ones.
import type {EncodedColumn} from '@inferloop/forest'

/** Added to both classes of a bin, so that a bin of few rows says little. */
const SMOOTHING = 2

/**
 * AUC of rows scored by how synthetic their bin is in the other folds; at least 0.5, for less is chance: a bin with few synthetic rows in one
 * fold has more of them in the others.
 */
export function aloneAuc(
  {bins, binCount}: EncodedColumn,
  labels: Uint8Array,
  foldOf: Uint8Array,
  folds: number,
): number {
  const counts = new Float64Array(2 * folds * binCount)
  const all = new Float64Array(2 * binCount)
  for (let row = 0; row < bins.length; row++) {
    const at = 2 * bins[row]! + labels[row]!
    counts[2 * foldOf[row]! * binCount + at]!++
    all[at]!++
  }
  const groups: {score: number; zeros: number; ones: number}[] = []
  for (let at = 0; at < counts.length; at += 2) {
    const [zeros, ones] = [counts[at]!, counts[at + 1]!]
    if (zeros + ones === 0) continue
    const bin = at % (2 * binCount)
    const odds = (all[bin + 1]! - ones + SMOOTHING) / (all[bin]! - zeros + SMOOTHING)
    groups.push({score: odds, zeros, ones})
  }
  return Math.max(0.5, areaOf(groups))
}

/** Share of pairs of a one and a zero in which the one has the higher score, ties half. */
function areaOf(groups: {score: number; zeros: number; ones: number}[]): number {
  groups.sort((a, b) => a.score - b.score)
  let [won, zerosBelow, onesBelow] = [0, 0, 0]
  for (let start = 0; start < groups.length; ) {
    let [end, zeros, ones] = [start, 0, 0]
    for (; end < groups.length && groups[end]!.score === groups[start]!.score; end++) {
      zeros += groups[end]!.zeros
      ones += groups[end]!.ones
    }
    won += ones * (zerosBelow + zeros / 2)
    zerosBelow += zeros
    onesBelow += ones
    start = end
  }
  return won / (zerosBelow * onesBelow)
}
