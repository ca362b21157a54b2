// The table as it stands in the file, to hold a synthetic one against: what a generator learns from is gentler than that.
import type {
  CategoricalColumn,
  CategoricalSchema,
  Column,
  ColumnSchema,
  SourceColumn,
  SourceTable,
  Table,
  TableSchema,
} from '@inferloop/contract'
import {takeCensus} from './census.ts'
import {encodeTable} from './encode-table.ts'
import {missingToken} from './missing-tokens.ts'

/**
 * The columns of `encodeTable`, in the same order, with the values of the cells: numbers and instants beyond the schema's range
 * keep theirs, and labels the schema left out as too rare are categories of their own, after those it kept. A cell of a column
 * of numbers that is no number counts as missing.
 *
 * @throws InferError INFER_SCHEMA_MISMATCH as `encodeTable`
 */
export function realTable(source: SourceTable, schema: TableSchema): Table {
  const unbounded = {columns: schema.columns.flatMap(asked)}
  const measured = new Map(encodeTable(source, unbounded).columns.map(column => [column.name, column]))
  const byName = new Map(source.columns.map(column => [column.name, column]))
  const columns = schema.columns.flatMap((column): Column[] => {
    if (isLabels(column)) return [realLabels(byName.get(column.name)!, column)]
    const found = measured.get(column.name)
    return found === undefined ? [] : [found]
  })
  return {rows: source.rows, columns}
}

const isLabels = (column: ColumnSchema): column is CategoricalSchema =>
  column.kind === 'categorical' || column.kind === 'boolean'

/** What is left to `encodeTable`: everything but labels, without bounds. */
function asked(column: ColumnSchema): ColumnSchema[] {
  if (isLabels(column)) return []
  if (column.kind !== 'numeric' && column.kind !== 'datetime') return [column]
  return [{...column, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY}]
}

function realLabels(column: SourceColumn, schema: CategoricalSchema): CategoricalColumn {
  const census = takeCensus(column)
  const {missing} = schema
  const categories = [...schema.categories]
  const codeOf = new Map(categories.map((text, code) => [text, code]))
  const tokens = new Map(missing.map((text, k) => [text, -1 - k]))
  // Missing cells as -1 - k until it is known how many categories there are.
  const ofDistinct = new Int32Array(census.counts.length)
  for (let index = 0; index < ofDistinct.length; index++) {
    if (census.counts[index] === 0) continue
    const text = census.text(index)
    const known = codeOf.get(text) ?? tokens.get(text)
    if (known !== undefined) ofDistinct[index] = known
    else if (missing.length > 0 && missingToken(text) === 'blank') ofDistinct[index] = -1
    else ofDistinct[index] = categories.push(text) - 1
  }
  for (let index = 0; index < ofDistinct.length; index++) {
    const code = ofDistinct[index]!
    if (code < 0) ofDistinct[index] = categories.length - 1 - code
  }
  const codes = new Uint32Array(census.codes.length)
  for (let row = 0; row < codes.length; row++) codes[row] = ofDistinct[census.codes[row]!]!
  return {name: schema.name, kind: schema.kind, codes, schema: {...schema, categories}}
}
