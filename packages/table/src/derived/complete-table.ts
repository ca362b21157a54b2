// From the columns a generator has drawn to all that have a distribution: those that follow from others are worked out.
import type {
  CategoricalColumn,
  CategoricalSchema,
  Column,
  ColumnSchema,
  DatetimeSchema,
  NumericColumn,
  NumericSchema,
  Table,
  TableSchema,
} from '@inferloop/contract'
import {settlePoints} from '../positions/settle-points.ts'
import {snapped} from '../numbers/grid.ts'
import {evaluator, type Evaluate} from './evaluate.ts'

type Labels = CategoricalSchema
type Measure = NumericSchema | DatetimeSchema

/**
 * Columns of `batch` (those of `modelledSchemas(schema)`) and the derived ones, in the order of the schema. A derived cell is
 * worked out where it can be and is not drawn as missing; elsewhere it is the exception drawn, or missing. Points on the earth
 * that are to be at known places are put there.
 */
export function completeTable(batch: Table, schema: TableSchema): Table {
  return settlePoints(withDerived(batch, schema))
}

function withDerived(batch: Table, schema: TableSchema): Table {
  if (schema.columns.every(({derived}) => derived === undefined)) return batch
  const drawn = new Map(batch.columns.map(column => [column.name, column]))
  const columnOf = (name: string): Column => {
    const column = drawn.get(name)
    if (column === undefined) throw new Error(`The batch has no column "${name}"`)
    return column
  }
  const columns: Column[] = []
  for (const column of schema.columns) {
    const learnt = drawn.get(column.name)
    if (column.derived === undefined || !hasDistribution(column)) {
      if (learnt !== undefined) columns.push(learnt)
      continue
    }
    const {formula} = column.derived
    if (formula.type === 'copy') {
      columns.push({...columnOf(formula.of), name: column.name, schema: column} as Column)
      continue
    }
    const rowsOf = evaluator(formula, columnOf)
    columns.push(
      'categories' in column
        ? labels(column, rowsOf, learnt, batch.rows)
        : measures(column, rowsOf, learnt, batch.rows),
    )
  }
  return {rows: batch.rows, columns}
}

const hasDistribution = (column: ColumnSchema): column is Labels | Measure =>
  'categories' in column || 'min' in column

/** 1 and more where a cell was drawn as the k-th token of `missing`, 0 elsewhere. */
function missingDrawn(
  {missing, derived}: Labels | Measure,
  learnt: Column | undefined,
): (row: number) => number {
  if (learnt === undefined || derived?.learnt === 'hint') return () => 0
  if (derived?.learnt === 'presence') {
    const {codes} = learnt as CategoricalColumn
    return row => codes[row]!
  }
  const tokenOf =
    'codes' in learnt
      ? (row: number) => Math.max(0, learnt.codes[row]! - learnt.schema.categories.length + 1)
      : (row: number) => learnt.missing?.[row] ?? 0
  return row => {
    const token = tokenOf(row)
    return token > missing.length ? 0 : token
  }
}

function labels(
  schema: Labels,
  valueOf: Evaluate,
  learnt: Column | undefined,
  rows: number,
): CategoricalColumn {
  const {categories, missing, derived} = schema
  const tokenOf = missingDrawn(schema, learnt)
  const exceptions = derived?.learnt === 'exceptions' ? (learnt as CategoricalColumn).codes : undefined
  const none = missing.length > 0 ? categories.length : 0
  const codes = new Uint32Array(rows)
  for (let row = 0; row < rows; row++) {
    const token = tokenOf(row)
    const value = valueOf(row)
    const exception = exceptions?.[row] ?? categories.length
    if (token > 0) codes[row] = categories.length + token - 1
    else if (!Number.isNaN(value)) codes[row] = value
    else codes[row] = exception < categories.length ? exception : none
  }
  return {name: schema.name, kind: schema.kind, codes, schema}
}

function measures(
  schema: Measure,
  valueOf: Evaluate,
  learnt: Column | undefined,
  rows: number,
): NumericColumn {
  const tokenOf = missingDrawn(schema, learnt)
  const exceptions = schema.derived?.learnt === 'exceptions' ? (learnt as NumericColumn).values : undefined
  const values = new Float64Array(rows)
  const rounded = rounding(schema)
  let missing: Uint8Array | undefined
  for (let row = 0; row < rows; row++) {
    const token = tokenOf(row)
    let value = token > 0 ? Number.NaN : rounded(valueOf(row))
    if (token === 0 && Number.isNaN(value)) value = exceptions?.[row] ?? Number.NaN
    if (Number.isNaN(value) && schema.missing.length === 0) value = schema.min
    values[row] = value
    if (!Number.isNaN(value)) continue
    missing ??= new Uint8Array(rows)
    missing[row] = Math.max(token, 1)
  }
  return {name: schema.name, kind: schema.kind, values, ...(missing === undefined ? {} : {missing}), schema}
}

/** To the column's decimals, as its cells are written. */
function rounding(schema: Measure): (value: number) => number {
  if (schema.kind !== 'numeric' || schema.format.significant !== undefined) return value => value
  const scale = 10 ** schema.decimals
  return value => snapped(value, {step: 1 / scale, offset: 0}, scale)
}
