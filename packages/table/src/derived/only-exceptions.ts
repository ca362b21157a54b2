// What a generator learns of columns that follow from others in some rows and not in the rest.
import type {Column, TableSchema} from '@inferloop/contract'
import {evaluator} from './evaluate.ts'

/** `columns` of `encodeTable`, where the cells that follow from others give way to the last missing token of their column. */
export function onlyExceptions(columns: readonly Column[], schema: TableSchema): Column[] {
  const byName = new Map(columns.map(column => [column.name, column]))
  const derivedOf = new Map(schema.columns.map(({name, derived}) => [name, derived]))
  return columns.map(column => {
    const derived = derivedOf.get(column.name)
    if (derived?.learnt !== 'exceptions') return column
    const valueOf = evaluator(derived.formula, name => byName.get(name)!)
    return withoutThose(column, row => !Number.isNaN(valueOf(row)))
  })
}

function withoutThose(column: Column, follows: (row: number) => boolean): Column {
  const last = column.schema.missing.length
  if ('codes' in column) {
    const {length} = column.schema.categories
    return {
      ...column,
      codes: column.codes.map((code, row) => (code < length && follows(row) ? length + last - 1 : code)),
    }
  }
  const values = column.values.slice()
  const missing = column.missing?.slice() ?? new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) {
    if (Number.isNaN(values[row]!) || !follows(row)) continue
    values[row] = Number.NaN
    missing[row] = last
  }
  return {...column, values, missing}
}
