// K-means of numbers with weights: centres drawn by k-means++ (Arthur & Vassilvitskii 2007), then Lloyd's steps.
import type {Random} from '@inferloop/contract'

const STEPS = 100

/** Cluster of each of the sorted `values`; at most `k` clusters, fewer where there are fewer values. */
export function kMeans(values: Float64Array, weights: Float64Array, k: number, random: Random): Uint8Array {
  let centres = firstCentres(values, weights, k, random).toSorted((a, b) => a - b)
  const cluster = new Uint8Array(values.length)
  for (let step = 0; step < STEPS; step++) {
    const sums = centres.map(() => 0)
    const counts = centres.map(() => 0)
    let at = 0
    for (let i = 0; i < values.length; i++) {
      const x = values[i]!
      while (at + 1 < centres.length && Math.abs(centres[at + 1]! - x) <= Math.abs(centres[at]! - x)) at++
      cluster[i] = at
      sums[at]! += x * weights[i]!
      counts[at]! += weights[i]!
    }
    const next = centres.map((centre, j) => (counts[j]! > 0 ? sums[j]! / counts[j]! : centre))
    if (next.every((centre, j) => centre === centres[j])) break
    centres = next.toSorted((a, b) => a - b)
  }
  return cluster
}

/** Each next one in proportion to the squared distance from the nearest so far. */
function firstCentres(values: Float64Array, weights: Float64Array, k: number, random: Random): number[] {
  const centres = [values[drawn(weights, random)]!]
  const distances = new Float64Array(values.length).fill(Infinity)
  while (centres.length < k) {
    const newest = centres.at(-1)!
    values.forEach((x, i) => (distances[i] = Math.min(distances[i]!, (x - newest) ** 2)))
    const pulls = distances.map((distance, i) => distance * weights[i]!)
    if (!pulls.some(pull => pull > 0)) break
    centres.push(values[drawn(pulls, random)]!)
  }
  return centres
}

/** An index, each in proportion to its weight. */
function drawn(weights: Float64Array, random: Random): number {
  let left = random.next() * weights.reduce((a, b) => a + b, 0)
  for (let i = 0; i < weights.length; i++) {
    left -= weights[i]!
    if (left < 0) return i
  }
  return weights.findLastIndex(weight => weight > 0)
}
