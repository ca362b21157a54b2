// BoundaryAdherence, as SDMetrics publishes it: how many synthetic numbers lie within the real range.
import {rangeOf} from './range-coverage.ts'

/**
 * Share of synthetic values within the least and the greatest real one, 0 to 1. A missing cell is dropped where the real column has
 * missing cells too, and is out of bounds where it has none. Null when nothing is left to judge.
 *
 * @see SDMetrics BoundaryAdherence
 */
export function boundaryAdherence(real: Float64Array, synthetic: Float64Array): number | null {
  const range = rangeOf(real)
  const nullable = anyMissing(real)
  let inside = 0
  let judged = 0
  for (let i = 0; i < synthetic.length; i++) {
    const value = synthetic[i]!
    if (value !== value && nullable) continue
    judged++
    if (range !== undefined && value >= range.min && value <= range.max) inside++
  }
  return judged === 0 ? null : inside / judged
}

function anyMissing(values: Float64Array): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! !== values[i]!) return true
  return false
}
