// A k-d tree over points of labels and numbers, for exact nearest neighbours under Gower's distance.
import type {Points} from './points.ts'

/**
 * Nodes as flat arrays in shared memory; the root is node 0, children of node i are `left[i]` and `left[i] + 1`. A node without split holds the points
 * `start[i]` to `end[i]` of `points`, which are put in the tree's order. Labels are split by their codes, which come most frequent first: a query whose
 * code is not within a child's bounds differs from all its points.
 *
 * @see Bentley 1975
 */
export interface NeighbourTree {
  readonly points: Points
  /** Which of the points given each of these is. */
  readonly order: Uint32Array
  /** -1 in leaves. */
  readonly split: Int32Array
  readonly left: Uint32Array
  readonly start: Uint32Array
  readonly end: Uint32Array
  /** Least and greatest coordinate of each node's points in the dimension that its parent is split by. */
  readonly low: Float32Array
  readonly high: Float32Array
}

const LEAF = 16
/** Points that a split is chosen on. */
const LOOKED_AT = 200

export function buildTree({count, dimensions, labels, at}: Points): NeighbourTree {
  const order = Uint32Array.from({length: count}, (_, i) => i)
  const nodes = {split: [-1], left: [0], start: [0], end: [count], low: [0], high: [0]}
  const sample = new Float32Array(LOOKED_AT)
  for (let node = 0; node < nodes.split.length; node++) {
    const [from, to] = [nodes.start[node]!, nodes.end[node]!]
    if (to - from <= LEAF) continue
    const chosen = chooseSplit(from, to)
    if (chosen === undefined) continue
    const {dimension, threshold} = chosen
    const middle = partition(from, to, dimension, threshold)
    nodes.split[node] = dimension
    nodes.left[node] = nodes.split.length
    for (const [start, end] of [
      [from, middle],
      [middle, to],
    ] as const) {
      let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
      for (let i = start; i < end; i++) {
        const x = at[order[i]! * dimensions + dimension]!
        if (x < low) low = x
        if (x > high) high = x
      }
      nodes.split.push(-1)
      nodes.left.push(0)
      nodes.start.push(start)
      nodes.end.push(end)
      nodes.low.push(low)
      nodes.high.push(high)
    }
  }
  const sorted = new Float32Array(new SharedArrayBuffer(at.byteLength))
  for (let i = 0; i < count; i++)
    sorted.set(at.subarray(order[i]! * dimensions, (order[i]! + 1) * dimensions), i * dimensions)
  return {
    points: {count, dimensions, labels, at: sorted},
    order: shared(Uint32Array, order),
    split: shared(Int32Array, nodes.split),
    left: shared(Uint32Array, nodes.left),
    start: shared(Uint32Array, nodes.start),
    end: shared(Uint32Array, nodes.end),
    low: shared(Float32Array, nodes.low),
    high: shared(Float32Array, nodes.high),
  }

  /** The split that keeps most of the points apart, by how far: halves of labels lie 1 apart, halves of numbers their distance from the median. */
  function chooseSplit(from: number, to: number): {dimension: number; threshold: number} | undefined {
    const step = Math.max(1, Math.floor((to - from) / LOOKED_AT))
    let best: {dimension: number; threshold: number} | undefined
    let most = 0
    for (let dimension = 0; dimension < dimensions; dimension++) {
      let seen = 0
      for (let i = from; i < to && seen < LOOKED_AT; i += step)
        sample[seen++] = at[order[i]! * dimensions + dimension]!
      const values = sample.subarray(0, seen).sort()
      const threshold = medianBelow(values)
      if (threshold === undefined) continue
      const worth = dimension < labels ? labelWorth(values, threshold) : numberWorth(values, threshold)
      if (worth <= most) continue
      most = worth
      best = {dimension, threshold}
    }
    return best
  }

  /** Points up to the threshold first; where the others begin. */
  function partition(from: number, to: number, dimension: number, threshold: number): number {
    let [i, j] = [from, to - 1]
    while (i <= j) {
      if (at[order[i]! * dimensions + dimension]! <= threshold) i++
      else {
        const kept = order[i]!
        order[i] = order[j]!
        order[j--] = kept
      }
    }
    return i
  }
}

/** The value, less than the greatest, that cuts the ascending values most evenly; undefined when all are the same. */
function medianBelow(sorted: Float32Array): number | undefined {
  const last = sorted.at(-1)!
  const middle = sorted[sorted.length >>> 1]!
  const above = middle < last ? middle : undefined
  let i = (sorted.length >>> 1) - 1
  while (i >= 0 && sorted[i] === middle) i--
  const below = i >= 0 ? sorted[i]! : undefined
  if (above === undefined || below === undefined) return above ?? below
  let upTo = sorted.length >>> 1
  while (upTo < sorted.length && sorted[upTo] === middle) upTo++
  return upTo - sorted.length / 2 <= sorted.length / 2 - (i + 1) ? above : below
}

function labelWorth(sorted: Float32Array, threshold: number): number {
  let upTo = 0
  while (upTo < sorted.length && sorted[upTo]! <= threshold) upTo++
  return (2 * Math.min(upTo, sorted.length - upTo)) / sorted.length
}

function numberWorth(sorted: Float32Array, threshold: number): number {
  let sum = 0
  for (let i = 0; i < sorted.length; i++) sum += Math.min(1, Math.abs(sorted[i]! - threshold))
  return sum / sorted.length
}

function shared<T extends Int32Array | Uint32Array | Float32Array>(
  make: new (buffer: SharedArrayBuffer) => T,
  values: ArrayLike<number>,
): T {
  const array = new make(new SharedArrayBuffer(4 * values.length))
  array.set(values)
  return array
}
