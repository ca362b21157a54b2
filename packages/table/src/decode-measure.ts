// Numbers and instants → cells: back on the column's grid, in its format.
import type {DatetimeSchema, NumericColumn, NumericSchema, Random, SourceColumn} from '@inferloop/contract'
import {mixedWriter} from './dates/mixed-writer.ts'
import {offsetWriters} from './dates/offsets.ts'
import {snapToMonth} from './dates/instant-grid.ts'
import {snapped} from './numbers/grid.ts'
import {plainDecimals} from './numbers/plain-decimals.ts'
import {writeCell} from './numbers/number-text.ts'

/** `column` with a text, or a typed value, for each cell. `random` chooses between formats, where there are several. */
export function decodeMeasure(
  schema: NumericSchema | DatetimeSchema,
  column: NumericColumn,
  random: Random,
): SourceColumn {
  const {name, physical} = schema
  const {values, missing} = column
  if (physical === 'integer' || physical === 'float') {
    const place = placer(schema)
    const write = writer(schema)
    // Whole numbers such as 20190323 that were read as dates go back by their text.
    const number = schema.kind === 'datetime' ? (value: number) => Number(write(place(value))) : place
    return {type: 'number', name, values: mapped(values, number), physical}
  }
  if (physical !== 'text' && physical !== 'boolean') {
    return {type: 'datetime', name, values: mapped(values, placer(schema)), physical}
  }
  const points = pointsOf(schema)
  const decimals = schema.kind === 'numeric' && points === undefined ? plainDecimals(schema) : undefined
  if (decimals !== undefined) {
    const type = decimals.most === 0 ? 'integer' : 'float'
    return {type: 'number', name, values: mapped(values, placer(schema)), physical: type, decimals}
  }
  const texts = textsFor(schema)
  const codes = new Uint32Array(values.length)
  if (points !== undefined) lookUp(values, texts, points, schema, codes)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    if (value !== value) codes[row] = (missing?.[row] ?? 1) - 1
    else if (codes[row] === 0) codes[row] = texts.codeOf(value, random)
    else codes[row]!--
  }
  return {type: 'text', name, codes, dictionary: texts.dictionary}
}

/** Texts written before, kept while the schema is, so that batches share them: the dictionary grows. */
interface Texts {
  /** Begins with the missing tokens. */
  readonly dictionary: string[]
  /** Code + 1 of each point of the grid from `min` on, 0 where its text has not been written; empty without a table. */
  readonly table: Uint32Array
  codeOf(value: number, random: Random): number
}

/** Texts after which a dictionary is begun anew. */
const MOST_TEXTS = 1 << 16
/** Points of a grid that have a place each in a table. */
const MOST_POINTS = 1 << 17

const known = new WeakMap<object, Texts>()

function textsFor(schema: NumericSchema | DatetimeSchema): Texts {
  let texts = known.get(schema)
  if (texts === undefined || texts.dictionary.length > MOST_TEXTS) {
    texts = openTexts(schema)
    known.set(schema, texts)
  }
  return texts
}

function openTexts(schema: NumericSchema | DatetimeSchema): Texts {
  const dictionary: string[] = [...schema.missing]
  const place = placer(schema)
  const write = writer(schema)
  const mixed = schema.kind === 'datetime' ? mixedWriter(schema) : undefined
  /** Codes of values, by form. */
  const forms: Map<number, number>[] = []
  const table = new Uint32Array(pointsOf(schema) ?? 0)
  const {min, step} = schema
  return {
    dictionary,
    table,
    codeOf(value, random) {
      const placed = place(value)
      const form = mixed === undefined ? 0 : mixed.choose(placed, random)
      const codes = (forms[form] ??= new Map())
      let code = codes.get(placed)
      if (code === undefined) {
        code = dictionary.push(mixed?.write(placed, form) ?? write(placed)) - 1
        codes.set(placed, code)
      }
      const point = Math.round((placed - min) / step)
      if (point >= 0 && point < table.length) table[point] = code + 1
      return code
    },
  }
}

/** Writes code + 1 of each value whose point of the grid has a text; 0 stays where it has none, or where the point is beyond the range. */
function lookUp(
  values: Float64Array,
  {table}: Texts,
  points: number,
  {min, step}: NumericSchema | DatetimeSchema,
  codes: Uint32Array,
): void {
  for (let row = 0; row < values.length; row++) {
    const place = (values[row]! - min) / step
    const point = Math.round(place)
    // Halfway between two points the rule of the grid decides.
    if (point >= 0 && point < points && Math.abs(place - point) < 0.25) codes[row] = table[point]!
  }
}

/** How many points the column's grid has; undefined where they are too many, or a value can stand off the grid or have several texts. */
function pointsOf(schema: NumericSchema | DatetimeSchema): number | undefined {
  const {min, max, step, derived} = schema
  if (derived !== undefined) return undefined
  if (schema.kind === 'numeric' ? schema.format.significant !== undefined : !isPlainGrid(schema))
    return undefined
  const points = Math.round((max - min) / step) + 1
  return points >= 1 && points <= MOST_POINTS ? points : undefined
}

const isPlainGrid = ({snap, alsoShares = []}: DatetimeSchema): boolean =>
  snap === undefined && !alsoShares.some(share => share > 0)

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
