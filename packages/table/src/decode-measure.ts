// Numbers and instants → cells: back on the column's grid, in its format.
import type {DatetimeSchema, NumericColumn, NumericSchema, Random, SourceColumn} from '@inferloop/contract'
import {mixedWriter} from './dates/mixed-writer.ts'
import {offsetWriters} from './dates/offsets.ts'
import {snapToMonth} from './dates/instant-grid.ts'
import {snapped} from './numbers/grid.ts'
import {writeCell} from './numbers/number-text.ts'

/** Distinct texts looked up before they are written; later ones are simply written. */
const MOST_KNOWN = 1 << 16

/** `column` with a text, or a typed value, for each cell. `random` chooses between formats, where there are several. */
export function decodeMeasure(
  schema: NumericSchema | DatetimeSchema,
  column: NumericColumn,
  random: Random,
): SourceColumn {
  const {name, physical} = schema
  const place = placer(schema)
  const write = writer(schema)
  const {values, missing} = column
  if (physical === 'integer' || physical === 'float') {
    // Whole numbers such as 20190323 that were read as dates go back by their text.
    const number = schema.kind === 'datetime' ? (value: number) => Number(write(place(value))) : place
    return {type: 'number', name, values: mapped(values, number), physical}
  }
  if (physical !== 'text' && physical !== 'boolean') {
    return {type: 'datetime', name, values: mapped(values, place), physical}
  }
  const dictionary: string[] = [...schema.missing]
  const codes = new Uint32Array(values.length)
  const mixed = schema.kind === 'datetime' ? mixedWriter(schema) : undefined
  /** Codes of values, by form. */
  const forms: Map<number, number>[] = []
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (Number.isNaN(value)) {
      codes[row] = (missing?.[row] ?? 1) - 1
      continue
    }
    const placed = place(value)
    const form = mixed === undefined ? 0 : mixed.choose(placed, random)
    const known = (forms[form] ??= new Map())
    let code = known.get(placed)
    if (code === undefined) {
      code = dictionary.push(mixed?.write(placed, form) ?? write(placed)) - 1
      if (known.size < MOST_KNOWN) known.set(placed, code)
    }
    codes[row] = code
  }
  return {type: 'text', name, codes, dictionary}
}

/** `change` of every value; NaN stays. A loop, for `Float64Array.from` with a function is five times slower. */
function mapped(values: Float64Array, change: (value: number) => number): Float64Array {
  const result = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++)
    result[i] = Number.isNaN(values[i]!) ? Number.NaN : change(values[i]!)
  return result
}

/** Puts a value on the column's grid. */
export function placer(schema: NumericSchema | DatetimeSchema): (value: number) => number {
  if (schema.kind === 'datetime') {
    const {snap, step, offset, derived} = schema
    if (derived !== undefined) return value => value
    if (snap !== undefined) return value => snapToMonth(value, snap)
    return value => offset + Math.round((value - offset) / step) * step
  }
  const single = schema.single === true ? Math.fround : (value: number) => value
  const {significant} = schema.format
  if (significant !== undefined) return value => single(Number(value.toPrecision(significant)))
  const scale = 10 ** schema.decimals
  // What follows from others may stand between the points that were seen.
  const grid = schema.derived === undefined ? schema : {step: 1 / scale, offset: 0}
  return value => single(snapped(value, grid, scale))
}

function writer(schema: NumericSchema | DatetimeSchema): (value: number) => string {
  if (schema.kind === 'datetime') return offsetWriters(schema.format, schema)[0]!.write
  const {format, decimals} = schema
  if (isPlainInteger(schema)) return String
  return value => writeCell(value, format, decimals)
}

const isPlainInteger = ({format, decimals, max, min}: NumericSchema): boolean =>
  decimals === 0 &&
  format.thousands === '' &&
  format.prefix === '' &&
  format.suffix === '' &&
  !format.floatIntegers &&
  !format.brackets &&
  format.plus !== true &&
  format.minIntegerDigits <= 1 &&
  format.exponent === undefined &&
  format.duration === undefined &&
  Math.abs(min) < 1e15 &&
  Math.abs(max) < 1e15
