// What each Parquet dtype becomes: docs/files.md has the same list in words.
import {InferError, type SourceColumn} from '@inferloop/contract'
import type {DataFrame, DataType, Polars} from './polars.ts'

const MS_PER_DAY = 86_400_000
const US_PER_MS = 1_000
/** Of a Date. @see ECMA-262, 21.4.1.1 */
const MOST_INSTANT = 8.64e15
/** Digits every decimal number of which a double tells apart. */
const DOUBLE_DIGITS = 15

/** How a column is going to be read. */
export interface Reading {
  readonly name: string
  readonly type: 'text' | 'boolean' | 'integer' | 'float' | 'float32' | 'date' | 'ms' | 'us' | 'ns'
}

/** @throws InferError INFER_FILE_FORMAT for a dtype that has no cells of one value: lists, structs, bytes */
export function readingOf(name: string, dtype: DataType, file: string): Reading {
  if (isDatetime(dtype)) return {name, type: dtype.timeUnit}
  switch (dtype.variant) {
    case 'Utf8':
    case 'String':
    case 'Categorical':
    case 'Time':
    case 'Null':
      return {name, type: 'text'}
    case 'Bool':
      return {name, type: 'boolean'}
    case 'Int8':
    case 'Int16':
    case 'Int32':
    case 'Int64':
    case 'UInt8':
    case 'UInt16':
    case 'UInt32':
    case 'UInt64':
    case 'Duration':
      return {name, type: 'integer'}
    case 'Float32':
      return {name, type: 'float32'}
    case 'Float64':
      return {name, type: 'float'}
    case 'Decimal': {
      const {precision} = dtype as DataType & {precision?: number | null}
      return {name, type: (precision ?? Infinity) <= DOUBLE_DIGITS ? 'float' : 'text'}
    }
    case 'Date':
      return {name, type: 'date'}
    default: {
      const words = String(dtype).replace(/^DataType\((.*)\)$/, '$1')
      throw new InferError('INFER_FILE_FORMAT', {
        message: `Column "${name}" of ${file} is of type ${words}; a cell should hold one number, text, truth value or date.`,
        suggestions: [`leave "${name}" out, or spread it over several columns`],
      })
    }
  }
}

function isDatetime(dtype: DataType): dtype is DataType & {timeUnit: 'ms' | 'us' | 'ns'} {
  return dtype.variant === 'Datetime'
}

const TYPED = ['boolean', 'integer', 'float', 'float32', 'date', 'ms', 'us', 'ns'] as const

/**
 * The columns of `frame` that are not texts, in their places; column i is called `c<i>` there. Undefined for a text, and where
 * whole numbers lie beyond ±2^53, where doubles skip some: these are to be read as texts too. One query for all columns, one
 * expression for all of a type: polars' objects cost half a millisecond each.
 */
export function readTyped(
  pl: Polars,
  frame: DataFrame,
  readings: readonly Reading[],
): (SourceColumn | undefined)[] {
  const expressions = TYPED.flatMap(type => {
    const names = readings.flatMap((reading, i) => (reading.type === type ? [`c${i}`] : []))
    return names.length === 0 ? [] : [asDoubles(pl, pl.col(names), type)]
  })
  if (expressions.length === 0) return readings.map(() => undefined)
  const doubles = frame.select(...expressions)
  return readings.map((reading, i) =>
    reading.type === 'text' ? undefined : sourceColumn(reading, doubles.getColumn(`c${i}`).toTypedArray()),
  )
}

function asDoubles(
  pl: Polars,
  cells: ReturnType<Polars['col']>,
  type: (typeof TYPED)[number],
): ReturnType<Polars['col']> {
  if (type === 'boolean') return cells.cast(pl.UInt8).fillNull(pl.lit(2)).cast(pl.UInt8)
  // Through text, so that 1.1 does not become 1.10000002384…
  if (type === 'float32') return asDoubles(pl, cells.cast(pl.String), 'float')
  // In whole numbers, for doubles hold instants to the microsecond only.
  if (type === 'ns') return asDoubles(pl, cells.cast(pl.Datetime('us')), 'us')
  return cells.cast(pl.Float64).fillNull(pl.lit(Number.NaN))
}

function sourceColumn({name, type}: Reading, cells: unknown): SourceColumn | undefined {
  if (type === 'boolean' && cells instanceof Uint8Array) return {type, name, values: cells}
  if (!(cells instanceof Float64Array)) throw new Error(`polars gave no doubles for column ${name}`)
  const values = cells
  if (type === 'integer') {
    for (const value of values) if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined
  }
  if (type === 'date') for (let i = 0; i < values.length; i++) values[i]! *= MS_PER_DAY
  if (type === 'us' || type === 'ns') for (let i = 0; i < values.length; i++) values[i]! /= US_PER_MS
  if (type === 'date' || type === 'ms' || type === 'us' || type === 'ns') {
    // Some 270,000 years from now nothing is a date: it counts as missing.
    for (let i = 0; i < values.length; i++) if (Math.abs(values[i]!) > MOST_INSTANT) values[i] = Number.NaN
    return {type: 'datetime', name, values, physical: type}
  }
  // An infinity is no value that could be learnt or written in a CSV: it counts as missing, as NaN does.
  for (let i = 0; i < values.length; i++) if (!Number.isFinite(values[i]!)) values[i] = Number.NaN
  return {type: 'number', name, values, physical: type === 'integer' ? 'integer' : 'float'}
}
