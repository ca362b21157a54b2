// Whether what a generator yields is a batch of the table it was taught: nothing of a plugin's is believed.
import {withCommas} from '@inferloop/contract'
import type {Column, ModelledSchema, Table} from '@inferloop/contract'

/** Rows of a batch, so that memory stays bounded whatever a plugin does. */
const MOST_ROWS = 65_536

/**
 * What is wrong with `batch`, in words that go on after "it"; undefined when every column is there, of its kind, as long as the
 * batch, with cells that can be written. One pass over the cells.
 */
export function batchFault(batch: unknown, schemas: readonly ModelledSchema[]): string | undefined {
  const {rows, columns} = (batch ?? {}) as Partial<Table>
  if (!Number.isInteger(rows) || rows! < 0 || !Array.isArray(columns))
    return 'yielded something that is no batch of rows'
  if (rows === 0 || rows! > MOST_ROWS)
    return `yielded a batch of ${rows} rows, where 1 to ${withCommas(MOST_ROWS)} are one`
  const byName = new Map((columns as (Partial<Column> | undefined)[]).map(column => [column?.name, column]))
  for (const schema of schemas) {
    const column = byName.get(schema.name)
    const where = `column "${schema.name}" of a batch`
    if (column === undefined) return `left out ${where}`
    if (column.kind !== schema.kind) return `made ${where} ${String(column.kind)} instead of ${schema.kind}`
    const fault = isMeasure(schema) ? measureFault(column, schema, rows!) : codesFault(column, schema, rows!)
    if (fault !== undefined) return `filled ${where} with ${fault}`
  }
  return undefined
}

type Measure = Extract<ModelledSchema, {kind: 'numeric' | 'datetime'}>
type Labels = Exclude<ModelledSchema, Measure>

export const isMeasure = (schema: ModelledSchema): schema is Measure =>
  schema.kind === 'numeric' || schema.kind === 'datetime'

function codesFault(column: object, {categories, missing}: Labels, rows: number): string | undefined {
  const {codes} = column as {codes?: unknown}
  if (!(codes instanceof Uint32Array)) return 'no Uint32Array of codes'
  if (codes.length !== rows) return `${codes.length} codes for ${rows} rows`
  const limit = categories.length + missing.length
  for (let row = 0; row < rows; row++) {
    if (codes[row]! >= limit) return `code ${codes[row]}, where there are ${limit}`
  }
  return undefined
}

function measureFault(column: object, schema: Measure, rows: number): string | undefined {
  const {values, missing} = column as {values?: unknown; missing?: unknown}
  if (!(values instanceof Float64Array)) return 'no Float64Array of values'
  if (values.length !== rows) return `${values.length} values for ${rows} rows`
  if (missing !== undefined && !(missing instanceof Uint8Array && missing.length === rows))
    return 'a list of missing cells that is no Uint8Array of its rows'
  const tokens = schema.missing.length
  for (let row = 0; row < rows; row++) {
    const value = values[row]!
    const token = missing?.[row] ?? 0
    if (Number.isNaN(value)) {
      if (token === 0 || token > tokens)
        return tokens === 0
          ? 'a missing cell, where none was missing'
          : `missing token ${token}, where there are 1 to ${tokens}`
    } else if (token !== 0 || !Number.isFinite(value)) {
      return token === 0 ? `${value}, which is no value` : `${value} and missing token ${token} in one cell`
    }
  }
  return undefined
}
