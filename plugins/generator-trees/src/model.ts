// What the trees generator has learnt: an axis and trees for each column. Plain data, no rows.
import type {ModelledSchema} from '@inferloop/contract'
import type {Axis, ColumnModel} from '@inferloop/forest'

export interface ModelColumn {
  readonly schema: ModelledSchema
  /** Numeric and datetime columns only. */
  readonly axis: Axis | undefined
  /** Looks only at columns that stand before this one in `TreesModel.order`. */
  readonly learnt: ColumnModel
}

export interface TreesModel {
  readonly columns: readonly ModelColumn[]
  /** Columns in the order they are drawn. */
  readonly order: readonly number[]
  /** Strength of hierarchical shrinkage when drawing. */
  readonly alpha: number
  /** How far a continuous value moves towards its neighbour within a leaf, 0 to 1. */
  readonly blend: number
}
