// A table as a file holds it, before anyone has decided what its columns mean.

/** Where a table came from: what the writer needs to give the same dialect back. */
export const TABLE_FORMATS = ['csv', 'parquet', 'json', 'ndjson', 'arrow', 'excel'] as const

export type TableFormat = (typeof TABLE_FORMATS)[number]

/** What a file is packed with, whatever its format. */
export const PACKINGS = ['gzip', 'zstd', 'zip'] as const

export type Packing = (typeof PACKINGS)[number]

export interface SourceFormat {
  readonly format: TableFormat
  readonly packing?: Packing
  /** CSV only: one character, `,` by default. */
  readonly delimiter?: string
  /** CSV only: line ending of the first record. */
  readonly newline?: '\n' | '\r\n'
  /** CSV only: the file began with a byte order mark; one is written back. */
  readonly bom?: boolean
  /** CSV and JSON: how the bytes were read, and are written. */
  readonly encoding?: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252'
  /** JSON only: columns that stand in objects within the row, the parts of their names joined by points. */
  readonly nested?: readonly string[]
  /** JSON only: columns whose cells are JSON texts: lists, or values of several types. */
  readonly raw?: readonly string[]
  /** Excel only: name of the sheet. */
  readonly sheet?: string
}

/** Text cells, each distinct text stored once: cell i reads `dictionary[codes[i]]`; `''` is an empty cell. */
export interface TextSource {
  readonly type: 'text'
  readonly name: string
  readonly codes: Uint32Array
  readonly dictionary: readonly string[]
}

/** Numbers as a typed file holds them; NaN where the file holds null. */
export interface NumberSource {
  readonly type: 'number'
  readonly name: string
  readonly values: Float64Array
  /** Physical type to write back: whole numbers or floating point. */
  readonly physical: 'integer' | 'float'
  /** Digits after the point in a text file, zeros beyond the `least` left out; by default as few as give the number back. */
  readonly decimals?: {readonly most: number; readonly least: number} | undefined
}

/** Truth values: 0 false, 1 true, 2 null. */
export interface BooleanSource {
  readonly type: 'boolean'
  readonly name: string
  readonly values: Uint8Array
}

/** Instants in milliseconds since 1970-01-01T00:00:00Z (fractions allowed); NaN where the file holds null. */
export interface DatetimeSource {
  readonly type: 'datetime'
  readonly name: string
  readonly values: Float64Array
  readonly physical: 'date' | 'ms' | 'us' | 'ns'
}

export type SourceColumn = TextSource | NumberSource | BooleanSource | DatetimeSource

export interface SourceTable {
  readonly rows: number
  /** Rows there are in the file, where only a sample of them is here. */
  readonly sampledFrom?: number
  readonly columns: readonly SourceColumn[]
  readonly source: SourceFormat
}
