// Numbers that stand for "no value": -999 among temperatures, 9999 among ages.
import type {Census} from '../census.ts'

/** Two nines or more, with or without a decimal part of zeros. */
const NINES = /^-?9{2,}(?:[.,]0+)?$/
/** So many times further out than all other values lie apart, a positive one is no value of theirs. */
const FAR = 3

/**
 * Distinct cells, by index, that are such a number: made of nines, held by at least `support` cells and three, and either the only negative value, or
 * far beyond all others. Values that enough rows hold and that are no measure are most often this.
 */
export function sentinelsOf(
  {counts, text}: Census,
  plain: Uint32Array,
  values: Float64Array,
  support: number,
): number[] {
  const nines = [...plain].filter(
    index => counts[index]! >= Math.max(support, 3) && NINES.test(text(index).trim()),
  )
  if (nines.length === 0 || nines.length > 3) return []
  let [low, high, others] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0]
  for (const index of plain) {
    const value = values[index]!
    if (nines.includes(index) || Number.isNaN(value)) continue
    low = Math.min(low, value)
    high = Math.max(high, value)
    others++
  }
  // A few values are no range that something could lie beyond.
  if (others < LEAST_OTHERS) return []
  return nines.filter(index => {
    const value = values[index]!
    if (value < 0) return value < low && (low >= 0 || low - value > FAR * (high - low))
    return value > high && value - high > FAR * (high - Math.min(low, 0))
  })
}

const LEAST_OTHERS = 5
