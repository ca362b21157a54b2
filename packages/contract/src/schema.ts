// What each column means, and why we think so. Plain JSON: it travels inside the model file.
import type {Derivation} from './formula.ts'

export type Kind =
  | 'numeric'
  | 'datetime'
  | 'categorical'
  | 'boolean'
  | 'id'
  | 'text'
  | 'list'
  | 'constant'
  | 'empty'

interface Described {
  readonly name: string
  /** Why the column was taken for its kind, as one sentence with numbers in it. */
  readonly evidence: string
  /** The texts that stand for "no value" in this column, most frequent first; empty when no cell is missing. */
  readonly missing: readonly string[]
  /** Physical type in the source, so Parquet comes out as it went in. Text for every CSV column. */
  readonly physical: 'text' | 'integer' | 'float' | 'boolean' | 'date' | 'ms' | 'us' | 'ns'
  /** How its cells follow from other columns; left out where they follow from none. */
  readonly derived?: Derivation
}

/** When and how a number is written with an exponent, as in `1e-05`. */
export interface ExponentFormat {
  /**
   * In every cell; only below 0.0001 and from 1e16 on, as Python and C write the shortest text of a double; or where
   * it makes the text shorter, as R writes `1e+05`.
   */
  readonly when: 'always' | 'extreme' | 'shorter'
  readonly mark: 'e' | 'E'
  /** Least digits of the exponent: 2 for `1e-05`. */
  readonly width: number
  /** A plus before exponents that are not negative: `1e+05`. */
  readonly plus: boolean
}

/** How a number stands in a cell. */
export interface NumberFormat {
  readonly decimalMark: '.' | ','
  /** Thousands separator, `''` when there is none. */
  readonly thousands: '' | ',' | '.' | ' ' | "'" | '\u00a0' | '\u202f'
  readonly prefix: string
  readonly suffix: string
  /** True when trailing zeros are written (`1.50`); false when they are dropped (`1.5`). */
  readonly fixedDecimals: boolean
  /** Least count of digits before the decimal mark, filled with zeros (`07.5` is 2); 1 when not padded, 0 for `.5`. */
  readonly minIntegerDigits: number
  /** Negative numbers in brackets: `(12.50)`. */
  readonly brackets: boolean
  /** Whole numbers written with a decimal part: `3.0`. */
  readonly floatIntegers: boolean
  /** The minus stands after the prefix: `$-5`. */
  readonly signAfterPrefix?: boolean
  /** Positive numbers carry a plus. */
  readonly plus?: boolean
  /** Significant digits written, in columns of full floating-point numbers; left out where `decimals` says it all. */
  readonly significant?: number
  readonly exponent?: ExponentFormat
  /** A length of time, in seconds: how it is written (docs/column-kinds.md). */
  readonly duration?:
    | 'H:mm:ss'
    | 'HH:mm:ss'
    | 'D days HH:mm:ss'
    | 'm:ss'
    | 'mm:ss'
    | 'ISO 8601'
    | 'ISO 8601 hours'
    | '1h 5m'
    | '1h5m'
}

/** Digits with a decimal point where there are any: `1234.5`. */
export const PLAIN_FORMAT: NumberFormat = {
  decimalMark: '.',
  thousands: '',
  prefix: '',
  suffix: '',
  fixedDecimals: false,
  minIntegerDigits: 1,
  brackets: false,
  floatIntegers: false,
}

/** One half of a point on the earth. */
export interface Position {
  readonly axis: 'latitude' | 'longitude'
  /** The column with the other half, whose `partner` this one is. */
  readonly partner: string
  /** Both are missing in the same rows. */
  readonly together: boolean
  /**
   * Places that enough rows share, as `[value here, value there]`. Where a cell holds one of these values, it is at the place: the
   * partner's cell is that of the nearest place with the value.
   */
  readonly places?: readonly (readonly [number, number])[]
  /** Points are at `places` and nowhere else. */
  readonly only?: boolean
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
  /** The typed file held 32-bit floats: values are rounded to those. */
  readonly single?: boolean
  readonly position?: Position
}

export interface DatetimeSchema extends Described {
  readonly kind: 'datetime'
  /** Pattern of tokens such as YYYY-MM-DD HH:mm, with letters that stand for themselves in brackets; docs/column-kinds.md lists them. */
  readonly format: string
  /** Other formats that enough cells of the column have. */
  readonly alsoReads?: readonly string[]
  /** Shares of the cells in those; the rest is written in `format`. Left out: all are. */
  readonly alsoShares?: readonly number[]
  /** Minutes east of Greenwich that cells with a Z token are written in; 0 by default. */
  readonly zoneMinutes?: number
  /** Offsets of the cells with a Z token and their shares, commonest first, where they have several at any time. */
  readonly offsets?: readonly (readonly [minutes: number, share: number])[]
  /** Where they change with the clocks: from which instant on cells are written in which offset, ascending; the first holds before, too. */
  readonly offsetChanges?: readonly (readonly [from: number, minutes: number])[]
  /** Every instant is the first or last day of its month, at midnight. */
  readonly snap?: 'month' | 'month-end'
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
  /** Of labels that have an order, such as low, medium, high: the place of each category in it, 0 for the lowest. */
  readonly order?: readonly number[]
}

/** One run of an id's pattern: a literal, or `min` to `max` characters of a class. */
export interface PatternPart {
  /** `characters` are those of `alphabet`, `choice` is one of `choices`, `number` one from `low` to `high`. */
  readonly type:
    | 'literal'
    | 'digits'
    | 'lower'
    | 'upper'
    | 'hex'
    | 'alphanumeric'
    | 'characters'
    | 'choice'
    | 'number'
  readonly text?: string
  readonly min?: number
  readonly max?: number
  /** The first digit is never 0. */
  readonly nonzero?: boolean
  readonly alphabet?: string
  readonly choices?: readonly string[]
  /** Whole numbers; `min` digits at least, filled with zeros. */
  readonly low?: number
  readonly high?: number
}

export interface IdPattern {
  readonly parts: readonly PatternPart[]
  /** Share of the cells with this pattern, 0 to 1. */
  readonly share: number
}

export interface IdSchema extends Described {
  readonly kind: 'id'
  /** `sequence` counts on from start by step; `uuid` is a random version-4 UUID; `pattern` follows `patterns`. */
  readonly style: 'sequence' | 'uuid' | 'pattern'
  readonly unique: boolean
  readonly start?: number
  readonly step?: number
  /** Digits a sequence number is padded to with zeros. */
  readonly width?: number
  readonly prefix?: string
  readonly suffix?: string
  readonly patterns?: readonly IdPattern[]
  /** UUIDs in capitals. */
  readonly upper?: boolean
  /** How many different ids to draw from, where ids repeat. */
  readonly pool?: number
  /** Share of the cells that repeat an id further up, where most ids stand once; left out where they are drawn from the pool. */
  readonly repeats?: number
}

export interface TextSchema extends Described {
  readonly kind: 'text'
  /** The word model (packages/table/src/text/text-model.ts); plain JSON. */
  readonly model: unknown
}

export interface ListSchema extends Described {
  readonly kind: 'list'
  /** Items and what lists begin with (packages/table/src/lists/list-model.ts); plain JSON. */
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
  | ListSchema
  | ConstantSchema
  | EmptySchema

export interface TableSchema {
  readonly columns: readonly ColumnSchema[]
}

/** The columns a generator learns; the others are made by packages/table. */
export type ModelledSchema = NumericSchema | DatetimeSchema | CategoricalSchema
