// TableStructure, as SDMetrics publishes it: whether both tables have the same columns, stored alike.
import type {StructureFacts} from '@inferloop/contract'

/**
 * |R ∩ S| / |R ∪ S| over pairs of a column's name and how it is stored, 0 to 1; 1 for two tables without columns.
 *
 * @see SDMetrics TableStructure; the Jaccard index
 */
export function tableStructure({real, synthetic}: StructureFacts['stored']): number {
  const named = new Map(real.map(({name, storage}) => [name, storage]))
  const both = synthetic.filter(({name, storage}) => named.get(name) === storage).length
  const either = real.length + synthetic.length - both
  return either === 0 ? 1 : both / either
}
