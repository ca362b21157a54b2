// A real table beside a synthetic one, and beside rows held out from training where there are some: the same columns, read the same way.
import type {DatetimeSchema, NumericSchema} from './schema.ts'

/** The same thing for each table. */
export interface Sides<T> {
  readonly real: T
  readonly synthetic: T
  /** Real rows the generator has not seen; undefined when the user has none. */
  readonly holdout?: T | undefined
}

interface Compared {
  readonly name: string
  /** Cells that are not of the column's kind, such as a word among numbers; they count as missing. */
  readonly unreadable: Sides<number>
}

export interface ComparedNumbers extends Compared {
  readonly kind: 'numeric' | 'datetime'
  /** NaN where the cell is missing; instants in milliseconds since 1970-01-01T00:00:00Z. */
  readonly cells: Sides<Float64Array>
  /** Of the real table: the grid its values stand on, how they are written. */
  readonly schema: NumericSchema | DatetimeSchema
}

export interface ComparedLabels extends Compared {
  /** Lists are compared by what they begin with. */
  readonly kind: 'categorical' | 'boolean' | 'list' | 'constant' | 'empty'
  /** Indices into `labels`; `labels.length` where the cell is missing. */
  readonly cells: Sides<Uint32Array>
  /** Of lists: 0 where the cell is missing; equal numbers are lists that are equal from the first item to the last, on all sides. */
  readonly whole?: Sides<Uint32Array>
  /** Labels of all sides: the first `known` stand in the real table, most frequent first, the others do not. */
  readonly labels: readonly string[]
  readonly known: number
  /** Real labels that have an order, in it. */
  readonly scale?: readonly string[]
}

/** Ids and free text: all that is asked is which cells are equal. */
export interface ComparedKeys extends Compared {
  readonly kind: 'id' | 'text'
  /** 0 where the cell is missing; equal numbers are equal texts, on all sides. */
  readonly cells: Sides<Uint32Array>
  /** Numbers in use are below this. */
  readonly distinct: number
}

export type ComparedColumn = ComparedNumbers | ComparedLabels | ComparedKeys

/** How a column is stored, as pandas and SDMetrics would read it: whole numbers with a missing cell are `float`. */
export type Storage = 'integer' | 'float' | 'boolean' | 'datetime' | 'text'

/** Columns as they stand in the two files, before anything is read into them. */
export interface StructureFacts {
  /** Every column's storage by name, in the order of the file. */
  readonly stored: Sides<readonly {readonly name: string; readonly storage: Storage}[]>
  /** Columns of the real table that the synthetic one lacks. */
  readonly absent: readonly string[]
  /** Columns that only the synthetic table has. */
  readonly extra: readonly string[]
  /** Columns of which most synthetic cells are not of the real kind; they are not among the compared ones. */
  readonly otherKind: readonly {readonly name: string; readonly real: string; readonly example: string}[]
  /** Columns of labels of which no synthetic one stands in the real table, and one of those; they are compared all the same. */
  readonly strange: readonly {readonly name: string; readonly example: string}[]
}

export interface Comparison {
  readonly rows: Sides<number>
  /** Columns of the real table that the synthetic one has too, in its order; a holdout has all of them. */
  readonly columns: readonly ComparedColumn[]
  readonly structure: StructureFacts
}
