// Which columns of a table follow from others, and how.
import type {
  CategoricalColumn,
  Column,
  ColumnSchema,
  SourceTable,
  Table,
  TableSchema,
} from '@inferloop/contract'
import {findClocks} from './find-clocks.ts'
import {findCopies} from './find-copies.ts'
import {findDateParts, findSpans} from './find-dates.ts'
import {findDivisions} from './find-divisions.ts'
import {findFunctions} from './find-functions.ts'
import {findProducts} from './find-products.ts'
import {findSteps} from './find-steps.ts'
import {findSums} from './find-sums.ts'
import {formulaSaid} from './formula-said.ts'
import {startSearch} from './search.ts'

/**
 * The schema with `derived` on every column that others determine in all rows. `real` is `realTable(source, schema)`. A column
 * follows only from columns that follow from none, and never from what a list begins with. Nothing that fewer than `support` rows show is kept.
 */
export function findDerived(
  source: SourceTable,
  real: Table,
  schema: TableSchema,
  support: number,
): TableSchema {
  const kept = new Map(schema.columns.map(column => [column.name, column]))
  const search = startSearch(
    real.columns
      .filter(({name}) => kept.get(name)!.kind !== 'list')
      .map(column => withKept(column, kept.get(column.name)!)),
    real.rows,
    support,
  )
  const filled = source.columns.filter(({name}) => isFilled(kept.get(name)))
  for (const [copy, {name}] of findCopies(filled, column => kept.get(column.name)!))
    search.copies(copy.name, name)
  findClocks(search)
  findDivisions(search)
  findDateParts(search)
  findSpans(search)
  findSums(search)
  findProducts(search)
  findSteps(search)
  findFunctions(search)
  return {
    ...schema,
    columns: schema.columns.map((column): ColumnSchema => {
      const found = search.found.get(column.name)
      if (found === undefined) return column
      const {formula, learnt, rows} = found
      return {
        ...column,
        derived: {formula, learnt},
        evidence: `${column.evidence} ${formulaSaid(column, formula, rows, real.rows)}`,
      }
    }),
  }
}

const isFilled = (column: ColumnSchema | undefined): boolean =>
  column !== undefined && column.kind !== 'constant' && column.kind !== 'empty'

/** With the range and the codes of the schema: rare labels, which it does not keep, come after the missing tokens. */
function withKept(column: Column, schema: ColumnSchema): Column {
  if (!('codes' in column)) return 'min' in schema ? {...column, schema} : column
  if (!('categories' in schema)) return column
  const kept = schema.categories.length
  const rare = column.schema.categories.length - kept
  if (rare === 0) return column
  const tokens = schema.missing.length
  const codeOf = (code: number) => {
    if (code < kept) return code
    return code < kept + rare ? code + tokens : code - rare
  }
  return {...column, codes: column.codes.map(codeOf), schema} satisfies CategoricalColumn
}
