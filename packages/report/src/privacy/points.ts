// Rows as points between which Gower's distance is measured.
import {sortedNumbers} from '@inferloop/forest'
import type {Learnable, Part} from '../binned.ts'

/** Point i has its coordinates at `at[i * dimensions]` and on; those below `labels` are codes of labels, the others positions of numbers. */
export interface Points {
  readonly count: number
  readonly dimensions: number
  readonly labels: number
  /** In shared memory, for worker threads. */
  readonly at: Float32Array
}

/**
 * How rows become points. Gower's distance of two points is the sum over the columns of 1 for labels that differ, and of |a - b| for
 * numbers placed at their quantile in the real column, 0 to 1; a missing cell is a label, and lies 1 from every number.
 *
 * @see Gower 1971
 */
export interface Space {
  /** Columns, labels first, those that differ most often before the others. */
  readonly columns: readonly Learnable[]
  readonly labels: number
  points(part: Part): Points
}

/** Steps of the quantile curve that numbers are placed on. */
const STEPS = 256
/** Where missing numbers are placed: further than 1 from all others. */
const MISSING = 3

export function spaceOf(columns: readonly Learnable[]): Space {
  const labels = columns.filter(column => 'labels' in column)
  const numbers = columns.filter(column => 'schema' in column)
  const variety = new Map(
    labels.map(column => [column, mismatch(column.cells.real, column.labels.length + 1)]),
  )
  const ordered = [...labels.toSorted((a, b) => variety.get(b)! - variety.get(a)!), ...numbers]
  const coordinates = ordered.map(coordinateOf)
  return {
    columns: ordered,
    labels: labels.length,
    points({side, rows}) {
      const dimensions = ordered.length
      const at = new Float32Array(new SharedArrayBuffer(4 * dimensions * rows.length))
      coordinates.forEach((coordinate, d) => {
        for (let i = 0; i < rows.length; i++) at[i * dimensions + d] = coordinate(side, rows[i]!)
      })
      return {count: rows.length, dimensions, labels: labels.length, at}
    },
  }
}

/** Chance that two rows differ. */
function mismatch(codes: Uint32Array, size: number): number {
  const counts = new Float64Array(size)
  for (const code of codes) counts[code]!++
  let same = 0
  for (const count of counts) same += (count / codes.length) ** 2
  return 1 - same
}

function coordinateOf(column: Learnable): (side: Part['side'], row: number) => number {
  if ('labels' in column) {
    const {cells} = column
    return (side, row) => cells[side]![row]!
  }
  const {cells} = column
  const place = quantilePlace(cells.real)
  return (side, row) => {
    const value = cells[side]![row]!
    return value === value ? place(value) : MISSING
  }
}

/** Position of a value on the real column's quantile curve of 256 steps, 0 to 1, linear between its points. */
function quantilePlace(values: Float64Array): (value: number) => number {
  const sorted = sortedNumbers(values)
  if (sorted.length === 0) return () => 0
  const knots: number[] = []
  for (let k = 0; k <= STEPS; k++) {
    const at = (k / STEPS) * (sorted.length - 1)
    const low = sorted[Math.floor(at)]!
    const knot = low + (at % 1) * (sorted[Math.ceil(at)]! - low)
    if (knot !== knots.at(-1)) knots.push(knot)
  }
  const curve = Float64Array.from(knots)
  const last = curve.length - 1
  return value => {
    if (last === 0 || value <= curve[0]!) return 0
    if (value >= curve[last]!) return 1
    let [low, high] = [0, last]
    while (high - low > 1) {
      const middle = (low + high) >>> 1
      if (curve[middle]! <= value) low = middle
      else high = middle
    }
    return (low + (value - curve[low]!) / (curve[high]! - curve[low]!)) / last
  }
}
