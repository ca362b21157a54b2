// A table as generators see it: typed columns, missing cells marked, meaning attached.
import type {CategoricalSchema, DatetimeSchema, NumericSchema} from './schema.ts'

/**
 * Numbers or instants. `values[i]` is NaN exactly where the cell is missing; then `missing[i]` is k ≥ 1,
 * the k-th token of `schema.missing`. `missing` is undefined when no cell of the column is missing.
 */
export interface NumericColumn {
  readonly name: string
  readonly kind: 'numeric' | 'datetime'
  readonly values: Float64Array
  readonly missing?: Uint8Array | undefined
  readonly schema: NumericSchema | DatetimeSchema
}

/**
 * Labels. `codes[i]` below `schema.categories.length` is a category;
 * `schema.categories.length + k - 1` is the k-th token of `schema.missing`.
 */
export interface CategoricalColumn {
  readonly name: string
  readonly kind: 'categorical' | 'boolean'
  readonly codes: Uint32Array
  readonly schema: CategoricalSchema
}

export type Column = NumericColumn | CategoricalColumn

export interface Table {
  readonly rows: number
  readonly columns: readonly Column[]
}
