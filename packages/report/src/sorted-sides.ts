// The values of both sides in order, sorted once for all that look at quantiles.
import type {ComparedNumbers} from '@inferloop/contract'
import {sortedNumbers} from '@inferloop/forest'

/** Ascending, without missing cells. */
export interface SortedSides {
  readonly real: Float64Array
  readonly synthetic: Float64Array
}

export const sortedSides = ({cells}: ComparedNumbers): SortedSides => ({
  real: sortedNumbers(cells.real),
  synthetic: sortedNumbers(cells.synthetic),
})

/** Each distinct value and how many hold it, ascending. */
export function* runsOf(sorted: Float64Array): Generator<readonly [value: number, count: number]> {
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1
    while (end < sorted.length && sorted[end] === sorted[start]) end++
    yield [sorted[start]!, end - start]
    start = end
  }
}

/** How many of the ascending values are below `x`. */
export function countBelow(sorted: Float64Array, x: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < x) low = middle + 1
    else high = middle
  }
  return low
}
