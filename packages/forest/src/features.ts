// What trees split on: a column's bins.
import type {EncodedColumn} from './encode.ts'
import type {Feature} from './grow.ts'

/** The columns at `predictors` as features, in that order. */
export function featuresOf(columns: readonly EncodedColumn[], predictors: readonly number[]): Feature[] {
  return predictors.map(p => {
    const {bins, binCount, type} = columns[p]!
    return {bins, binCount, categorical: type === 'classes'}
  })
}
