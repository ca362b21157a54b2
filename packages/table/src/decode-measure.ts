// Numbers and instants → cells: back on the column's grid, in its format.
import type {DatetimeSchema, NumericColumn, NumericSchema, Random, SourceColumn} from '@inferloop/contract'
import {plainDecimals} from './numbers/plain-decimals.ts'
import {measureWriter, placer} from './place-measure.ts'
import {lookUp, pointsOf, textsFor} from './written-texts.ts'

/** `column`, one of `columns`, with a text, or a typed value, for each cell. `random` chooses between formats, where there are several. */
export function decodeMeasure(
  schema: NumericSchema | DatetimeSchema,
  column: NumericColumn,
  random: Random,
  columns: number,
): SourceColumn {
  const {name, physical} = schema
  const {values, missing} = column
  if (physical === 'integer' || physical === 'float') {
    const place = placer(schema)
    const write = measureWriter(schema)
    // Whole numbers such as 20190323 that were read as dates go back by their text.
    const number = schema.kind === 'datetime' ? (value: number) => Number(write(place(value))) : place
    return {type: 'number', name, values: mapped(values, number), physical}
  }
  if (physical !== 'text' && physical !== 'boolean') {
    return {type: 'datetime', name, values: mapped(values, placer(schema)), physical}
  }
  const points = pointsOf(schema, columns)
  const decimals = schema.kind === 'numeric' && points === undefined ? plainDecimals(schema) : undefined
  if (decimals !== undefined) {
    const type = decimals.most === 0 ? 'integer' : 'float'
    return {type: 'number', name, values: mapped(values, placer(schema)), physical: type, decimals}
  }
  const texts = textsFor(schema, columns)
  const codes = new Uint32Array(values.length)
  if (points !== undefined) lookUp(values, texts, schema, codes)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value !== value) codes[row] = (missing?.[row] ?? 1) - 1
    else if (codes[row] === 0) codes[row] = texts.codeOf(value, random)
    else codes[row]!--
  }
  return {type: 'text', name, codes, dictionary: texts.dictionary}
}

/** `change` of every value; NaN stays. A loop, for `Float64Array.from` with a function is five times slower. */
function mapped(values: Float64Array, change: (value: number) => number): Float64Array {
  const result = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++)
    result[i] = Number.isNaN(values[i]!) ? Number.NaN : change(values[i]!)
  return result
}
