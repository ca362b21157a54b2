// Texts of numbers and instants that were written before, so that batches share them, and a table of those on a grid.
import type {DatetimeSchema, NumericSchema, Random} from '@inferloop/contract'
import {isMixed, mixedWriter} from './dates/mixed-writer.ts'
import {measureWriter, placer} from './place-measure.ts'

/** Texts written before, kept while the schema is, so that batches share them: the dictionary grows. */
export interface WrittenTexts {
  /** Begins with the missing tokens. */
  readonly dictionary: string[]
  /** Code + 1 of each point of the grid from `min` on, 0 where its text has not been written; empty without a table. */
  readonly table: Uint32Array
  codeOf(value: number, random: Random): number
}

/** Texts after which a dictionary is begun anew, and those of all columns of a table. */
const MOST_TEXTS = 1 << 16
const ALL_TEXTS = 1 << 21
/** Points of a grid that have a place each in a table, and those of all columns. */
const MOST_POINTS = 1 << 17
const ALL_POINTS = 1 << 22

/** What one of `columns` may keep of all. */
const share = (most: number, all: number, columns: number): number =>
  Math.min(most, Math.floor(all / columns))

const known = new WeakMap<object, WrittenTexts>()

/** Those of a column in a table of `columns`. */
export function textsFor(schema: NumericSchema | DatetimeSchema, columns: number): WrittenTexts {
  let texts = known.get(schema)
  if (texts === undefined || texts.dictionary.length > share(MOST_TEXTS, ALL_TEXTS, columns)) {
    texts = openTexts(schema, pointsOf(schema, columns) ?? 0)
    known.set(schema, texts)
  }
  return texts
}

function openTexts(schema: NumericSchema | DatetimeSchema, points: number): WrittenTexts {
  const dictionary: string[] = [...schema.missing]
  const place = placer(schema)
  const write = measureWriter(schema)
  const mixed = schema.kind === 'datetime' ? mixedWriter(schema) : undefined
  /** Codes of values, by form. */
  const forms: Map<number, number>[] = []
  const table = new Uint32Array(points)
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
export function lookUp(
  values: Float64Array,
  {table}: WrittenTexts,
  {min, step}: NumericSchema | DatetimeSchema,
  codes: Uint32Array,
): void {
  for (let row = 0; row < values.length; row++) {
    const place = (values[row]! - min) / step
    const point = Math.round(place)
    // Halfway between two points the rule of the grid decides.
    if (point >= 0 && point < table.length && Math.abs(place - point) < 0.25) codes[row] = table[point]!
  }
}

/** How many points the column's grid has; undefined where they are too many, or a value can stand off the grid or have several texts. */
export function pointsOf(schema: NumericSchema | DatetimeSchema, columns: number): number | undefined {
  const {min, max, step, derived} = schema
  if (derived !== undefined) return undefined
  const isPlain =
    schema.kind === 'numeric'
      ? schema.format.significant === undefined
      : schema.snap === undefined && !isMixed(schema)
  if (!isPlain) return undefined
  const points = Math.round((max - min) / step) + 1
  return points >= 1 && points <= share(MOST_POINTS, ALL_POINTS, columns) ? points : undefined
}
