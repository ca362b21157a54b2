// Conditions: one column of labels, and one of its slots (Xu et al. 2019, 4.3: conditional vector, training by sampling).
import type {Random} from '@inferloop/contract'
import type {EncodedColumn} from './encode.ts'
import type {Layout, ModelColumn} from './layout.ts'

export interface Conditions {
  /** Places of columns that may be asked for. */
  readonly columns: readonly number[]
  /** For each, running sums of the chances of its slots, up to 1. */
  readonly chances: readonly Float64Array[]
}

/** Rows by slot: those of slot s of a column are `rows[starts[s]]` up to `rows[starts[s + 1]]`. */
export interface RowsBySlot {
  readonly rows: Uint32Array
  readonly starts: Uint32Array
}

/** For each column how often each of its slots stands in the table; undefined of columns that are not asked for. */
export const countsOf = (
  columns: readonly ModelColumn[],
  {places}: Layout,
): readonly (Float64Array | undefined)[] => columns.map((column, j) => slotCounts(column, places[j]!.size))

/** Of one column, which has `size` slots. */
export function slotCounts({code}: ModelColumn, size: number): Float64Array | undefined {
  if (code.kind === 'numeric') return code.counts.length > 0 ? Float64Array.from(code.counts) : undefined
  const bySlot = new Float64Array(size)
  code.slots.forEach((slot, label) => (bySlot[slot]! += code.counts[label]!))
  return bySlot
}

/** A column with several slots is chosen evenly, then one of its slots by `weigh` of its count: ln(1 + n) in training, n when rows are drawn. */
export function conditionsOf(
  counts: readonly (Float64Array | undefined)[],
  weigh: (count: number) => number,
): Conditions {
  const varies = (one: Float64Array) => one.filter(count => count > 0).length > 1
  const columns = counts.flatMap((one, j) => (one !== undefined && varies(one) ? [j] : []))
  return {columns, chances: columns.map(j => runningSums(counts[j]!.map(weigh)))}
}

export function runningSums(weights: Float64Array): Float64Array {
  const total = weights.reduce((a, b) => a + b, 0)
  let sum = 0
  const sums = weights.map(weight => (sum += weight / total))
  // Whatever follows the last that can be drawn is out of reach too.
  return sums.fill(
    1,
    weights.findLastIndex(weight => weight > 0),
  )
}

/** The first place whose running sum is above u. */
export function placeOf(sums: Float64Array, u: number): number {
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sums[middle]! > u) high = middle
    else low = middle + 1
  }
  return low
}

/** Which column, as its place in the table, and which slot. */
export function drawCondition({columns, chances}: Conditions, random: Random): readonly [number, number] {
  const which = random.below(columns.length)
  return [columns[which]!, placeOf(chances[which]!, random.next())]
}

export function rowsBySlot({slots}: EncodedColumn, size: number): RowsBySlot {
  const starts = new Uint32Array(size + 1)
  for (const slot of slots) starts[slot + 1]!++
  for (let s = 0; s < size; s++) starts[s + 1]! += starts[s]!
  const next = starts.slice()
  const rows = new Uint32Array(slots.length)
  slots.forEach((slot, row) => (rows[next[slot]!++] = row))
  return {rows, starts}
}

/** A row in which the column has that slot; any row where none has. */
export function drawRow({rows, starts}: RowsBySlot, slot: number, random: Random): number {
  const [from, to] = [starts[slot]!, starts[slot + 1]!]
  return to > from ? rows[from + random.below(to - from)]! : random.below(rows.length)
}

export const conditionPlace = ({places}: Layout, column: number, slot: number): number =>
  places[column]!.condition + slot
