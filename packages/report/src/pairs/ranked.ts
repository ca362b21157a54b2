// A column of numbers as places among its distinct values.
import {lowerBoundIn} from '@inferloop/forest'
import {distinctNumbers} from '../distinct-numbers.ts'

export interface Ranked {
  /** Place of each cell's value in `values`; `values.length` where the cell is missing. */
  readonly codes: Uint32Array
  /** Distinct ones, ascending. */
  readonly values: Float64Array
  /** How many cells hold each of them. */
  readonly counts: Float64Array
  /** Whether any cell is missing. */
  readonly missing: boolean
}

export function ranked(cells: Float64Array): Ranked {
  const {values, upTo} = distinctNumbers(cells)
  const placeOf = placesIn(values)
  const codes = new Uint32Array(cells.length)
  for (let i = 0; i < cells.length; i++) {
    const value = cells[i]!
    codes[i] = value === value ? placeOf(value) : values.length
  }
  const counts = upTo.map((count, i) => count - (upTo[i - 1] ?? 0))
  return {codes, values, counts, missing: (upTo.at(-1) ?? 0) < cells.length}
}

/** A function that gives the place of a value that is among them: by a table for whole numbers of a narrow range. */
function placesIn(values: Float64Array): (value: number) => number {
  const first = values[0] ?? 0
  const width = (values.at(-1) ?? 0) - first
  if (!(width <= 4 * values.length + 1000 && values.every(Number.isInteger))) return lowerBoundIn(values)
  const places = new Uint32Array(width + 1)
  for (let place = 0; place < values.length; place++) places[values[place]! - first] = place
  return value => places[value - first]!
}
