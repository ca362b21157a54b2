// The grid a column's numbers stand on: multiples of 10,000, prices ending in .99, quarters of an hour.

export interface Grid {
  readonly step: number
  readonly offset: number
}

/** Chance, as a power of two, below which that all values share a divisor is no accident. */
const SURE_BITS = 12

/**
 * `offset + k · step` for every value, step the greatest there is, 0 ≤ offset < step. `scale` (such as 100 for two decimals) turns
 * values into whole numbers. That n distinct values share a divisor of g or more by chance has probability of about
 * g^(2−n) / (n − 2); unless g^(2−n) is below 2⁻¹², the plain grid 1/scale is given. So a grid needs three values at least,
 * and none gives a single value away.
 */
export function gridOf(values: Float64Array, scale: number): Grid {
  const plain = {step: 1 / scale, offset: 0}
  let first = Number.NaN
  let divisor = 0
  let distinct = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    const whole = Math.round(value * scale)
    if (Math.abs(whole) > 2 ** 53) return plain
    distinct++
    if (Number.isNaN(first)) first = whole
    else divisor = greatestCommonDivisor(divisor, Math.abs(whole - first))
    if (divisor === 1) return plain
  }
  if (divisor <= 1 || (distinct - 2) * Math.log2(divisor) < SURE_BITS) return plain
  return {step: divisor / scale, offset: (((first % divisor) + divisor) % divisor) / scale}
}

/** The grid point nearest to `value`, as the double nearest to its decimal text. */
export function snapped(value: number, grid: Grid, scale: number): number {
  const point = grid.offset + Math.round((value - grid.offset) / grid.step) * grid.step
  const whole = Math.round(point * scale)
  return Math.abs(whole) <= 2 ** 53 ? whole / scale + 0 : point
}

function greatestCommonDivisor(a: number, b: number): number {
  let [x, y] = [a, b]
  while (y !== 0) [x, y] = [y, x % y]
  return x
}
