// What each Parquet dtype becomes: docs/files.md has the same list in words.
import {InferError, type SourceColumn} from '@inferloop/contract'
import type {DataFrame, DataType, Polars} from './polars.ts'

const MS_PER_DAY = 86_400_000
const TICKS_PER_MS = {us: 1_000, ns: 1_000_000} as const
/** Digits every decimal number of which a double tells apart. */
const DOUBLE_DIGITS = 15

/** How a column is going to be read. */
export interface Reading {
  readonly name: string
  readonly type: 'text' | 'boolean' | 'integer' | 'float' | 'float32' | 'date' | 'ms' | 'us' | 'ns'
}

/** @throws InferError INFER_FILE_FORMAT for a dtype that has no cells of one value: lists, structs, bytes */
export function readingOf(name: string, dtype: DataType, file: string): Reading {
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
    case 'Datetime': {
      const {timeUnit} = dtype as DataType & {timeUnit: 'ms' | 'us' | 'ns'}
      return {name, type: timeUnit}
    }
    default: {
      const words = String(dtype).replace(/^DataType\((.*)\)$/, '$1')
      throw new InferError('INFER_FILE_FORMAT', {
        message: `Column "${name}" of ${file} is of type ${words}; a cell should hold one number, text, truth value or date.`,
        suggestions: [`leave "${name}" out, or spread it over several columns`],
      })
    }
  }
}

/**
 * Column `at` of `frame`. Undefined when whole numbers of it lie beyond ±2^53, where doubles skip some: it is to be read as text.
 */
export function readColumn(
  pl: Polars,
  frame: DataFrame,
  at: string,
  {name, type}: Reading,
): SourceColumn | undefined {
  const cell = pl.col(at)
  if (type === 'boolean') {
    const column = cell.cast(pl.UInt8).fillNull(pl.lit(2)).cast(pl.UInt8)
    return {type, name, values: typed(frame, column) as Uint8Array}
  }
  // Through text, so that 1.1 does not become 1.10000002384…
  const number = type === 'float32' ? cell.cast(pl.String).cast(pl.Float64) : cell.cast(pl.Float64)
  const values = typed(frame, number.fillNull(pl.lit(Number.NaN))) as Float64Array
  if (type === 'integer') {
    for (const value of values) if (Math.abs(value) > Number.MAX_SAFE_INTEGER) return undefined
  }
  if (type === 'date') for (let i = 0; i < values.length; i++) values[i]! *= MS_PER_DAY
  if (type === 'us' || type === 'ns') {
    for (let i = 0; i < values.length; i++) values[i]! /= TICKS_PER_MS[type]
  }
  if (type === 'date' || type === 'ms' || type === 'us' || type === 'ns') {
    return {type: 'datetime', name, values, physical: type}
  }
  return {type: 'number', name, values, physical: type === 'integer' ? 'integer' : 'float'}
}

function typed(frame: DataFrame, expression: ReturnType<Polars['col']>): unknown {
  return frame.select(expression.alias('cells')).getColumn('cells').toTypedArray()
}
