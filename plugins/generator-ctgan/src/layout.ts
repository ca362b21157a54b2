// How a row of the table stands before the networks: for each column a scalar where it has modes, and one of several slots.
import type {CategoricalSchema, DatetimeSchema, NumericSchema} from '@inferloop/contract'

/**
 * A number: which mode, atom or missing text (its slot, in that order), and within a mode where: (x - mean) / (4 · deviation),
 * the mode-specific normalisation of Xu et al. 2019, 4.2.
 */
export interface NumericCode {
  readonly kind: 'numeric'
  readonly means: Float64Array
  readonly deviations: Float64Array
  /** Values that stand for themselves, ascending. */
  readonly atoms: Float64Array
  /** Rows by slot where the column may be asked for in a condition; empty where it may not. */
  readonly counts: Uint32Array
  /** What the generator makes, and what the table has at the same rank, both ascending; empty when not calibrated. */
  readonly made: Float64Array
  readonly real: Float64Array
}

/** A label has a slot; rare labels share one, within which they are drawn by their counts. */
export interface LabelCode {
  readonly kind: 'labels'
  /** By label, missing texts last. */
  readonly slots: Uint32Array
  readonly counts: Uint32Array
}

export type ModelColumn =
  | {readonly schema: NumericSchema | DatetimeSchema; readonly code: NumericCode}
  | {readonly schema: CategoricalSchema; readonly code: LabelCode}

/** Where a column stands in a row of the networks and in a condition. */
export interface Place {
  /** Place of the scalar; -1 without. */
  readonly scalar: number
  /** First of the slots. */
  readonly start: number
  /** How many slots. */
  readonly size: number
  /** First of the slots within a condition; -1 of columns that are not asked for. */
  readonly condition: number
}

export interface Layout {
  readonly places: readonly Place[]
  /** Numbers in a row. */
  readonly width: number
  /** Numbers in a condition: the slots of all columns that are asked for. */
  readonly conditions: number
}

export function layoutOf(columns: readonly ModelColumn[]): Layout {
  let [width, conditions] = [0, 0]
  const places = columns.map((column): Place => {
    const size = slotCount(column)
    const isAsked = column.code.counts.length > 0
    const scalar = column.code.kind === 'numeric' && column.code.means.length > 0 ? width++ : -1
    const place = {scalar, start: width, size, condition: isAsked ? conditions : -1}
    width += size
    if (isAsked) conditions += size
    return place
  })
  return {places, width, conditions}
}

export function slotCount({schema, code}: ModelColumn): number {
  if (code.kind === 'labels') return code.slots.reduce((most, slot) => Math.max(most, slot + 1), 1)
  return Math.max(1, code.means.length + code.atoms.length + schema.missing.length)
}

/** The number that a scalar means within a mode; infinite where a double ends. */
export const valueInMode = (
  {means, deviations}: Pick<NumericCode, 'means' | 'deviations'>,
  mode: number,
  scalar: number,
): number => scalar * 4 * deviations[mode]! + means[mode]!
