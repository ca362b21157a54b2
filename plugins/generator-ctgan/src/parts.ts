// Columns cut into a few parts each, to compare rows by: tenths of numbers, and the commonest slots.
import {valuesInModes} from './calibrate.ts'
import type {DrawnSlots} from './draw-slots.ts'
import type {EncodedColumn} from './encode.ts'
import {type ModelColumn, valueInMode} from './layout.ts'

/** Parts the numbers of a column are cut into, with as many of the rows each. */
const TENTHS = 10
/** Most parts of a column: its rarest slots are one. */
const MOST_PARTS = 20

export interface Cut {
  /** Place of the column. */
  readonly j: number
  /** How many parts. */
  readonly size: number
  /** The part of each row; `own` cuts numbers where the same shares of these rows lie, as if they were calibrated. */
  readonly partsOf: (drawn: DrawnSlots, own?: boolean) => Uint8Array
}

/** Cut by the table's own rows; `shares` are those of its slots. */
export function cutOf(
  column: ModelColumn,
  j: number,
  {slots, scalars}: EncodedColumn,
  shares: Float64Array,
): Cut {
  const modes = column.code.kind === 'labels' ? 0 : column.code.means.length
  const first = modes > 0 ? TENTHS : 0
  const others = [...shares.keys()].slice(modes).toSorted((a, b) => shares[b]! - shares[a]!)
  const size = Math.max(1, Math.min(MOST_PARTS, first + others.length))
  const partOf = new Uint8Array(shares.length)
  others.forEach((slot, rank) => (partOf[slot] = Math.min(size - 1, first + rank)))
  if (column.code.kind === 'labels' || modes === 0)
    return {j, size, partsOf: drawn => Uint8Array.from(drawn.slots[j]!, slot => partOf[slot]!)}

  const {code} = column
  const sorted = valuesInModes(column, slots, scalars).sort()
  const edges = Array.from(
    {length: TENTHS - 1},
    (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / TENTHS)]!,
  )
  // Values that repeat lie at one rank.
  const ranks = edges.map(edge => sorted.findIndex(value => value >= edge) / sorted.length)
  return {
    j,
    size,
    partsOf(drawn, own = false) {
      const made = own ? valuesInModes(column, drawn.slots[j]!, drawn.scalars[j]).sort() : undefined
      const cuts = made
        ? ranks.map(rank => (rank > 0 ? made[Math.floor(rank * made.length)]! : -Infinity))
        : edges
      return Uint8Array.from(drawn.slots[j]!, (slot, row) => {
        if (slot >= modes) return partOf[slot]!
        const value = valueInMode(code, slot, drawn.scalars[j]![row]!)
        let part = 0
        while (part < cuts.length && value >= cuts[part]!) part++
        return part
      })
    },
  }
}
