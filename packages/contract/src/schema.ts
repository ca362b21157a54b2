// What each column means, and why we think so. Plain JSON: it travels inside the model file.

export type Kind = 'numeric' | 'datetime' | 'categorical' | 'boolean' | 'id' | 'text' | 'constant' | 'empty'

interface Described {
  readonly name: string
  /** Why the column was taken for its kind, as one sentence with numbers in it. */
  readonly evidence: string
  /** The texts that stand for "no value" in this column, most frequent first; empty when no cell is missing. */
  readonly missing: readonly string[]
  /** Physical type in the source, so Parquet comes out as it went in. Text for every CSV column. */
  readonly physical: 'text' | 'integer' | 'float' | 'boolean' | 'date' | 'ms' | 'us' | 'ns'
}

/** How a number stands in a cell. */
export interface NumberFormat {
  readonly decimalMark: '.' | ','
  /** Thousands separator, `''` when there is none. */
  readonly thousands: '' | ',' | '.' | ' ' | "'"
  readonly prefix: string
  readonly suffix: string
  /** True when trailing zeros are written (`1.50`); false when they are dropped (`1.5`). */
  readonly fixedDecimals: boolean
  /** Least count of digits before the decimal mark, filled with zeros (`007` is 3); 1 when not padded. */
  readonly minIntegerDigits: number
  /** Negative numbers in brackets: `(12.50)`. */
  readonly brackets: boolean
  /** Whole numbers written with a decimal part: `3.0`. */
  readonly floatIntegers: boolean
}

export interface NumericSchema extends Described {
  readonly kind: 'numeric'
  /** Digits after the decimal mark, 0 for whole numbers. */
  readonly decimals: number
  /** Values are `offset + k · step` for whole k. */
  readonly step: number
  readonly offset: number
  readonly min: number
  readonly max: number
  readonly format: NumberFormat
}

export interface DatetimeSchema extends Described {
  readonly kind: 'datetime'
  /** Pattern of tokens YYYY MM M DD D HH H hh h mm ss S… A MMM MMMM YY Z and literal text, as docs/column-kinds.md lists them. */
  readonly format: string
  /** Grid in milliseconds (a day is 86400000): instants are `offset + k · step`. */
  readonly step: number
  readonly offset: number
  readonly min: number
  readonly max: number
}

export interface CategoricalSchema extends Described {
  readonly kind: 'categorical' | 'boolean'
  /** The labels as they stand in cells, most frequent first. Labels too rare for the privacy setting are not here. */
  readonly categories: readonly string[]
}

/** One run of an id's pattern: a literal, or `min` to `max` characters of a class. */
export interface PatternPart {
  readonly type: 'literal' | 'digits' | 'lower' | 'upper' | 'hex' | 'alphanumeric'
  readonly text?: string
  readonly min?: number
  readonly max?: number
}

export interface IdSchema extends Described {
  readonly kind: 'id'
  /** `sequence` counts on from start by step; `uuid` is a random version-4 UUID; `pattern` follows `parts`. */
  readonly style: 'sequence' | 'uuid' | 'pattern'
  readonly unique: boolean
  readonly start?: number
  readonly step?: number
  /** Digits a sequence number is padded to with zeros. */
  readonly width?: number
  readonly prefix?: string
  readonly suffix?: string
  readonly parts?: readonly PatternPart[]
}

export interface TextSchema extends Described {
  readonly kind: 'text'
  /** State of the word model (packages/table/src/text-model.ts); plain JSON. */
  readonly model: unknown
}

export interface ConstantSchema extends Described {
  readonly kind: 'constant'
  readonly value: string
}

export interface EmptySchema extends Described {
  readonly kind: 'empty'
}

export type ColumnSchema =
  | NumericSchema
  | DatetimeSchema
  | CategoricalSchema
  | IdSchema
  | TextSchema
  | ConstantSchema
  | EmptySchema

export interface TableSchema {
  readonly columns: readonly ColumnSchema[]
}

/** The columns a generator learns; the others are made by packages/table. */
export type ModelledSchema = NumericSchema | DatetimeSchema | CategoricalSchema
