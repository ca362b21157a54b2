// Formats with types: what was text in a CSV file goes out as the numbers, instants and truth values it stands for.
import type {ColumnSchema, TableFormat, TableSchema} from '@inferloop/contract'

const DAY_MS = 86_400_000

/** The schema with a physical type for every text column that has one; the others stay text. JSON has no instants: they stay as they were spelt. */
export function typedSchema({columns}: TableSchema, format: TableFormat): TableSchema {
  const hasInstants = format !== 'json' && format !== 'ndjson'
  const typed = (column: ColumnSchema) =>
    column.kind === 'datetime' && !hasInstants ? column.physical : physicalOf(column)
  return {columns: columns.map(column => ({...column, physical: typed(column)}))}
}

function physicalOf(column: ColumnSchema): ColumnSchema['physical'] {
  if (column.physical !== 'text') return column.physical
  switch (column.kind) {
    case 'numeric':
      if (column.format.duration !== undefined) return 'text'
      return column.decimals === 0 && column.format.significant === undefined ? 'integer' : 'float'
    case 'datetime':
      return column.step % DAY_MS === 0 ? 'date' : 'ms'
    case 'boolean':
      return [...column.categories, ...column.missing].every(text => /^(true|false|)$/.test(text))
        ? 'boolean'
        : 'text'
    case 'id':
      return column.style === 'sequence' &&
        (column.prefix ?? '') + (column.suffix ?? '') === '' &&
        column.width === undefined &&
        column.missing.every(text => text === '')
        ? 'integer'
        : 'text'
    default:
      return 'text'
  }
}
