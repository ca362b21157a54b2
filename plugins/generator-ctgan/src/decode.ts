// Slots and scalars as cells of a table.
import type {Column, DatetimeSchema, NumericSchema, Random} from '@inferloop/contract'
import {mapped} from './calibrate.ts'
import {placeOf} from './conditions.ts'
import type {DrawnSlots} from './draw-slots.ts'
import {type LabelCode, type ModelColumn, type NumericCode, valueInMode} from './layout.ts'

export type Decoder = (drawn: DrawnSlots, j: number, random: Random) => Column

/** A function for each column, made once for many batches. */
export function decoderOf({schema, code}: ModelColumn): Decoder {
  const {name, kind} = schema
  if (code.kind === 'labels') {
    const labelIn = labelDrawer(code)
    return ({slots}, j, random) =>
      ({name, kind, schema, codes: Uint32Array.from(slots[j]!, slot => labelIn(slot, random))}) as Column
  }
  const cell = numberReader(schema as NumericSchema, code)
  const firstMissing = code.means.length + code.atoms.length - 1
  return ({slots, scalars}, j) => {
    const values = Float64Array.from(slots[j]!, (slot, row) => cell(slot, scalars[j]?.[row] ?? 0))
    if (schema.missing.length === 0) return {name, kind, schema, values} as Column
    const missing = Uint8Array.from(slots[j]!, (slot, row) =>
      Number.isNaN(values[row]!) ? Math.max(1, slot - firstMissing) : 0,
    )
    return {name, kind, schema, values, missing} as Column
  }
}

function numberReader(
  schema: NumericSchema | DatetimeSchema,
  code: NumericCode,
): (slot: number, scalar: number) => number {
  const snap = snapper(schema)
  const {means} = code
  const atoms = code.atoms.map(snap)
  const hasMissing = schema.missing.length > 0
  return (slot, scalar) => {
    if (slot < means.length) return snap(mapped(valueInMode(code, slot, scalar), code))
    if (slot < means.length + atoms.length) return atoms[slot - means.length]!
    return hasMissing ? Number.NaN : snap(schema.min)
  }
}

/** Of the labels of a slot one, by their counts; of a slot no row had, the most frequent label. */
function labelDrawer({slots, counts}: LabelCode): (slot: number, random: Random) => number {
  const bySlot = Map.groupBy(slots.keys(), label => slots[label]!)
  const commonest = counts.reduce((best, count, label) => (count > counts[best]! ? label : best), 0)
  const members = new Map(
    [...bySlot].map(([slot, labels]) => {
      const sums = new Float64Array(labels.length)
      let sum = 0
      labels.forEach((label, i) => (sums[i] = sum += counts[label]!))
      return [slot, {labels, sums, sum}]
    }),
  )
  return (slot, random) => {
    const {labels, sums, sum} = members.get(slot) ?? {labels: [], sums: new Float64Array(), sum: 0}
    if (sum === 0) return commonest
    return labels.length === 1 ? labels[0]! : labels[placeOf(sums, random.next() * sum)]!
  }
}

/** Steps from the offset beyond which doubles have no grid. */
const MOST_STEPS = 2 ** 53

/** Nearest `offset + k · step` within [min, max], free of the last bits that multiplying a decimal step leaves behind. */
function snapper(schema: NumericSchema | DatetimeSchema): (value: number) => number {
  const {step, offset, min, max} = schema
  const scale = schema.kind === 'numeric' && schema.decimals <= 15 ? 10 ** schema.decimals : undefined
  const least = Math.ceil((min - offset) / step - 1e-6)
  const most = Math.floor((max - offset) / step + 1e-6)
  const isGrid = Math.abs(least) < MOST_STEPS && Math.abs(most) < MOST_STEPS
  return value => {
    const within = value >= min ? Math.min(max, value) : min
    if (!isGrid) return within
    const k = Math.min(most, Math.max(least, Math.round((within - offset) / step)))
    const snapped = offset + k * step
    return scale === undefined ? snapped : Math.round(snapped * scale) / scale
  }
}
