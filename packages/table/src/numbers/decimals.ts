// How many decimals a column's numbers really have, seen through the residue of floating-point arithmetic.
import {leastCells} from '../privacy.ts'

/** Beyond this many decimals a column is taken for full floating-point numbers. */
const MOST_DECIMALS = 10
/** Share of the cells that may carry a residue larger than rounding explains (0.3 - 0.2 - 0.1 gives 2.8e-17). */
const RESIDUE_SHARE = 0.005

export interface Precision {
  readonly decimals: number
  /** Significant digits, for columns of full floating-point numbers; undefined where `decimals` says it all. */
  readonly significant: number | undefined
  /** Cells that are the rounded value only up to floating-point residue, such as 22.820999999999998. */
  readonly residue: number
  /** Cells with more decimals, too few to be kept. */
  readonly rounded: number
  readonly single: boolean
}

/**
 * Fewest decimals d ≤ 10 with |v − round(v, d)| ≤ |v| · 10⁻¹³ for all but 0.5 % of the cells, the others within
 * 10⁻¹² of the largest value; those that all but fewer than `leastCells` have, for the decimals
 * of so few cells would tell of them alone. With none, the digits of the longest shortest spelling, at most 15 significant. Where
 * `maySingle` and every value is a 32-bit float, the tolerance is that of those.
 */
export function precisionOf(
  values: Float64Array,
  counts: Uint32Array,
  maySingle: boolean,
  support: number,
): Precision {
  const single = maySingle && isSingle(values)
  const tolerance = single ? 6e-8 : 1e-13
  let cells = 0
  let largest = 0
  for (let i = 0; i < values.length; i++) {
    if (Number.isNaN(values[i]!)) continue
    cells += counts[i]!
    largest = Math.max(largest, Math.abs(values[i]!))
  }
  const fewest = leastCells(cells, support) - 1
  const most = single ? 6 : MOST_DECIMALS
  for (let decimals = 0; decimals <= most; decimals++) {
    const scale = 10 ** decimals
    if (largest * scale > 2 ** 53) break
    const off = cellsOff(values, counts, scale, tolerance, largest * 1e-12)
    if (off.near > cells * RESIDUE_SHARE || off.far > fewest) continue
    const residue = residueCells(values, counts, scale) - off.far
    return {decimals, significant: undefined, residue, rounded: off.far, single}
  }
  return {...fullDigits(values, single ? 7 : 15), residue: 0, rounded: 0, single}
}

/** Cells that miss the tolerance: `near` by no more than the ceiling, `far` by more. */
function cellsOff(
  values: Float64Array,
  counts: Uint32Array,
  scale: number,
  tolerance: number,
  ceiling: number,
): {near: number; far: number} {
  const off = {near: 0, far: 0}
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    const error = Math.abs(value - Math.round(value * scale) / scale)
    if (Number.isNaN(value) || error <= Math.abs(value) * tolerance) continue
    if (error > ceiling) off.far += counts[i]!
    else off.near += counts[i]!
  }
  return off
}

function residueCells(values: Float64Array, counts: Uint32Array, scale: number): number {
  let cells = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (!Number.isNaN(value) && Math.round(value * scale) / scale !== value) cells += counts[i]!
  }
  return cells
}

function isSingle(values: Float64Array): boolean {
  let fractions = false
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isNaN(value)) continue
    if (Math.fround(value) !== value) return false
    fractions ||= !Number.isInteger(value * 1024)
  }
  return fractions
}

function fullDigits(values: Float64Array, most: number): {decimals: number; significant: number} {
  let decimals = 0
  let significant = 1
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value === 0 || !Number.isFinite(value)) continue
    const [mantissa = '', power = '0'] = Number(value.toPrecision(most)).toExponential().split('e')
    const digits = mantissa.replace(/[-.]/g, '').length
    significant = Math.max(significant, digits)
    decimals = Math.max(decimals, digits - 1 - Number(power))
  }
  return {decimals: Math.min(decimals, 100), significant}
}
