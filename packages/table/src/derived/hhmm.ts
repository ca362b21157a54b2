// Times of day as numbers: 1305 is five past one in the afternoon.
const MINUTE = 60_000

/** Milliseconds since midnight. */
export const clockMs = (hhmm: number): number => (Math.floor(hhmm / 100) * 60 + (hhmm % 100)) * MINUTE

/** The number that stands for whole minutes since midnight, in milliseconds. */
export function hhmmOf(ms: number): number {
  const minutes = Math.floor(ms / MINUTE)
  return Math.floor(minutes / 60) * 100 + (minutes % 60)
}

/** Whether all values are whole, end in 00 to 59, and some are later than ten in the morning; NaN aside. */
export function isHhmm(values: Float64Array): boolean {
  let late = false
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (Number.isNaN(value)) continue
    if (!(value >= 0 && value <= 2400 && value % 1 === 0 && value % 100 < 60)) return false
    if (value > 1000 && value % 100 !== 0) late = true
  }
  return late
}
