// The numbers and instants of a table, of which sums and clocks are made.
import type {NumericColumn} from '@inferloop/contract'
import type {Search} from './search.ts'

/** Pairs and triples of more columns than this take too long to look at. */
const MOST_COLUMNS = 60

export function measuresOf({columns, found}: Search): NumericColumn[] {
  return columns
    .filter((column): column is NumericColumn => 'values' in column && !found.has(column.name))
    .slice(0, MOST_COLUMNS)
}
