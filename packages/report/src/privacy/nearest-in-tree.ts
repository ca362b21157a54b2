// The distances of points to their two nearest neighbours in a tree.
import type {NeighbourTree} from './neighbour-tree.ts'
import type {Points} from './points.ts'

/**
 * Writes the distance of each query from `from` to `to` to its nearest point of the tree at `nearest[2 i]`, and to its second nearest at `nearest[2 i + 1]`;
 * Infinity where there is none. With `only` the first alone is looked for, which is faster, and which of the tree's points it is stands in place of the second. `ignored` is a dimension that does not count, -1 for none.
 */
export function nearestInTree(
  tree: NeighbourTree,
  queries: Points,
  [from, to]: readonly [number, number],
  {only, ignored}: {readonly only: boolean; readonly ignored: number},
  nearest: Float64Array,
): void {
  const {split, left, start, end, low, high} = tree
  const {at, dimensions, labels} = tree.points
  const offset = new Float64Array(dimensions)
  const query = new Float32Array(dimensions)
  let first = Number.POSITIVE_INFINITY
  let second = Number.POSITIVE_INFINITY
  let closest = 0
  for (let i = from; i < to; i++) {
    query.set(queries.at.subarray(i * dimensions, (i + 1) * dimensions))
    first = second = Number.POSITIVE_INFINITY
    visit(0, 0)
    nearest[2 * i] = first
    nearest[2 * i + 1] = only ? tree.order[closest]! : second
  }

  function visit(node: number, bound: number): void {
    const dimension = split[node]!
    if (dimension < 0) {
      scan(start[node]!, end[node]!)
      return
    }
    const near = left[node]!
    if (dimension === ignored) {
      visit(near, bound)
      if (bound < (only ? first : second)) visit(near + 1, bound)
      return
    }
    const before = offset[dimension]!
    const a = costOf(dimension, near)
    const b = costOf(dimension, near + 1)
    const order = a < b || (a === b && !closerToSecond(dimension, near)) ? 0 : 1
    for (let k = 0; k < 2; k++) {
      const child = near + (k === 0 ? order : 1 - order)
      const cost = child === near ? a : b
      const least = bound - before + cost
      if (least >= (only ? first : second)) continue
      offset[dimension] = cost
      visit(child, least)
      offset[dimension] = before
    }
  }

  /** Least that the query lies from the points of a node in a dimension. */
  function costOf(dimension: number, node: number): number {
    const x = query[dimension]!
    const below = low[node]! - x
    const above = x - high[node]!
    const apart = below > above ? below : above
    if (apart <= 0) return 0
    return dimension < labels || apart > 1 ? 1 : apart
  }

  function closerToSecond(dimension: number, near: number): boolean {
    const x = query[dimension]!
    return Math.abs(x - (low[near + 1]! + high[near + 1]!) / 2) < Math.abs(x - (low[near]! + high[near]!) / 2)
  }

  function scan(begin: number, stop: number): void {
    for (let point = begin; point < stop; point++) {
      const limit = only ? first : second
      const base = point * dimensions
      let sum = 0
      let d = 0
      for (; d < labels; d++) {
        if (at[base + d]! !== query[d]! && d !== ignored && ++sum >= limit) break
      }
      if (sum >= limit) continue
      for (; d < dimensions; d++) {
        if (d === ignored) continue
        const apart = Math.abs(at[base + d]! - query[d]!)
        sum += apart < 1 ? apart : 1
        if (sum >= limit) break
      }
      if (sum >= limit) continue
      if (sum < first) {
        second = first
        first = sum
        closest = point
      } else second = sum
    }
  }
}
