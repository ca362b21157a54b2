// The distinct values of a sample, and how many are at most each.

export interface DistinctNumbers {
  /** Ascending. */
  readonly values: Float64Array
  /** How many of the sample are at most each. */
  readonly upTo: Float64Array
}

/** NaN is passed over; 0 and -0 are one number. Any order; the sample is not changed. */
export function distinctNumbers(sample: Float64Array): DistinctNumbers {
  return counted(sample) ?? compared(sample)
}

/** For whole numbers of a narrow range; undefined for others. */
function counted(sample: Float64Array): DistinctNumbers | undefined {
  let min = Number.POSITIVE_INFINITY
  let max = Number.NEGATIVE_INFINITY
  for (let i = 0; i < sample.length; i++) {
    const value = sample[i]!
    if (value < min) min = value
    if (value > max) max = value
  }
  if (!(max >= min && max - min <= 4 * sample.length)) return undefined
  const counts = new Uint32Array(max - min + 1)
  for (let i = 0; i < sample.length; i++) {
    const value = sample[i]!
    if (Number.isNaN(value)) continue
    if (!Number.isInteger(value)) return undefined
    counts[value - min]!++
  }
  const found = counts.reduce((sum, n) => sum + (n > 0 ? 1 : 0), 0)
  const values = new Float64Array(found)
  const upTo = new Float64Array(found)
  let at = 0
  let below = 0
  for (let k = 0; k < counts.length; k++) {
    if (counts[k] === 0) continue
    below += counts[k]!
    values[at] = min + k
    upTo[at++] = below
  }
  return {values, upTo}
}

function compared(sample: Float64Array): DistinctNumbers {
  const sorted = sample.filter(value => !Number.isNaN(value)).toSorted()
  const upTo = new Float64Array(sorted.length)
  let found = 0
  for (let i = 0; i < sorted.length; i++) {
    // 0 and -0 sort apart and are one value; comparing with === sees to that.
    if (sorted[i] === sorted[i + 1]) continue
    sorted[found] = sorted[i]!
    upTo[found++] = i + 1
  }
  return {values: sorted.slice(0, found), upTo: upTo.slice(0, found)}
}
