// How many rows must stand behind anything that a schema keeps of the data.
import type {Privacy} from '@inferloop/contract'

/** Rows behind a kept label, word or extreme value. Five is the smallest cell most statistical offices publish. */
const SUPPORT: Readonly<Record<Privacy, number>> = {low: 1, default: 5, high: 10}

/**
 * Rows a label, word or pattern must be found in to be kept: 1, 5 or 10. At `default`, tables under 100 rows keep what
 * a twentieth of the rows holds, though never what a single row holds.
 */
export function supportOf(privacy: Privacy, rows: number): number {
  const wanted = SUPPORT[privacy]
  return privacy === 'default' ? Math.max(2, Math.min(wanted, Math.floor(rows / 20))) : wanted
}

/** Cells of `cells` that must show a trait of a column, such as a number of decimals, for it to be one: `support`, though one in a hundred, and two, are enough. */
export function leastCells(cells: number, support: number): number {
  return cells < 20 ? 1 : Math.min(support, Math.max(2, Math.floor(cells / 100)))
}

/**
 * Smallest and largest value with at least `support` cells at or beyond them, NaN cells aside. In columns of few
 * cells one in a hundred is enough, though never fewer than two; under 20 cells the range is the real one.
 */
export function supportedRange(
  values: Float64Array,
  counts: Uint32Array,
  support: number,
): {min: number; max: number} {
  let cells = 0
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) cells += counts[i]!
  const rank = leastCells(cells, support)
  return {min: nthSmallest(values, counts, rank, 1), max: nthSmallest(values, counts, rank, -1)}
}

/** The value of the `rank`-th cell counted from the low end (`sign` 1) or the high end (-1). */
function nthSmallest(values: Float64Array, counts: Uint32Array, rank: number, sign: 1 | -1): number {
  const ends: {value: number; count: number}[] = []
  let held = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]! * sign
    const count = counts[i]!
    if (count === 0 || Number.isNaN(value)) continue
    const last = ends.at(-1)
    if (held >= rank && last !== undefined && value >= last.value) continue
    let at = ends.length
    while (at > 0 && ends[at - 1]!.value > value) at--
    ends.splice(at, 0, {value, count})
    held += count
    while (ends.length > 1 && held - ends.at(-1)!.count >= rank) held -= ends.pop()!.count
  }
  const end = ends.at(-1)
  // Adding 0 turns the -0 of a mirrored 0 into 0.
  return end === undefined ? Number.NaN : end.value * sign + 0
}
