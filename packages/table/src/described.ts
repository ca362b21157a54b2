// What every column's schema says, whatever its kind.
import type {ColumnSchema} from '@inferloop/contract'

export type Described = Pick<ColumnSchema, 'name' | 'evidence' | 'missing' | 'physical'>
