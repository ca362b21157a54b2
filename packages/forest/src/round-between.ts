// A number between two others that tells as little of them as can be.

/** Steps within a power of ten, largest first. */
const STEPS = [5, 2, 1]

/**
 * A multiple of the largest step 5, 2 or 1 · 10^k that lies strictly between `low` and `high`; `low` when no double does. The middle would give either away to
 * whoever knows the other.
 */
export function roundBetween(low: number, high: number): number {
  if (low < 0 && high > 0) return 0
  const width = high - low
  // From one end of the doubles to the other is more than a double holds; both have one sign here.
  const top = Math.floor(Math.log10(Number.isFinite(width) ? width : Number.MAX_VALUE))
  for (let power = top; power > top - 17; power--)
    for (const step of STEPS) {
      const multiple = multipleBelow(high, step, power)
      if (multiple > low && multiple < high) return multiple
    }
  return low
}

/** The greatest multiple of step · 10^power below `high`, as the double that is written so. */
function multipleBelow(high: number, step: number, power: number): number {
  const unit = power >= 0 ? step * 10 ** power : step / 10 ** -power
  const count = Math.ceil(high / unit) - 1
  return Number(`${count * step}e${power}`)
}
