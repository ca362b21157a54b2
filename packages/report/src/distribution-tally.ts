// The exact Kolmogorov-Smirnov distance to a real sample, from synthetic values that come in batches and are not kept.
import {lowerBoundIn} from '@inferloop/forest'
import {distinctNumbers} from './distinct-numbers.ts'

export interface DistributionTally {
  /** Counts values; NaN is passed over. */
  add(values: Float64Array): void
  /** 1 - sup|F_real - F_synthetic| of what was added so far; null when either side has no value. */
  complement(): number | null
}

/**
 * KSComplement: 1 is the same distribution, 0 no overlap. NaN (a missing value) is dropped from either side. Any order; `real` is
 * not changed.
 *
 * F_real is flat between neighbouring distinct real values and F_synthetic only rises, so the distance is greatest at
 * a real value or just before the next one. How many synthetic values fall on and between the real values is therefore
 * all there is to know: memory is 36 bytes or less for each distinct real value, whatever comes in.
 *
 * SDMetrics rounds to 14 decimals first; nothing is rounded here, so columns of numbers below 1e-10 may differ from its score.
 *
 * @see SDMetrics KSComplement; Kolmogorov 1933, Smirnov 1948
 */
export function distributionTally(real: Float64Array): DistributionTally {
  const {values, upTo} = distinctNumbers(real)
  const placeOf = lowerBoundIn(values)
  // Slot 2i counts values between values[i - 1] and values[i], slot 2i + 1 those equal to values[i].
  const slots = new Float64Array(2 * values.length + 1)
  const table = slotTable(values)
  const first = values[0] ?? 0

  return {
    add(batch) {
      for (let row = 0; row < batch.length; row++) {
        const value = batch[row]!
        if (value !== value) continue
        const k = value - first
        if (k >= 0 && k < table.length && Number.isInteger(value)) {
          slots[table[k]!]!++
          continue
        }
        const i = placeOf(value)
        slots[values[i] === value ? 2 * i + 1 : 2 * i]!++
      }
    },
    complement() {
      const total = slots.reduce((sum, n) => sum + n, 0)
      const realTotal = upTo.at(-1)
      if (realTotal === undefined || total === 0) return null
      let distance = 0
      let below = 0
      let realBelow = 0
      for (let i = 0; i < values.length; i++) {
        below += slots[2 * i]!
        distance = Math.max(distance, Math.abs(realBelow / realTotal - below / total))
        below += slots[2 * i + 1]!
        realBelow = upTo[i]!
        distance = Math.max(distance, Math.abs(realBelow / realTotal - below / total))
      }
      return 1 - distance
    },
  }
}

/** Slots of the whole numbers from the first value to the last; empty where values are no whole numbers of a narrow range. */
function slotTable(values: Float64Array): Uint32Array {
  const first = values[0] ?? 0
  const width = (values.at(-1) ?? 0) - first
  if (!(width <= 4 * values.length + 1000 && values.every(Number.isInteger))) return new Uint32Array()
  const table = new Uint32Array(width + 1)
  for (let k = 0, i = 0; k <= width; k++) {
    if (values[i]! < first + k) i++
    table[k] = values[i] === first + k ? 2 * i + 1 : 2 * i
  }
  return table
}
