// Cells → the typed columns a generator learns from.
import {InferError} from '@inferloop/contract'
import type {
  CategoricalColumn,
  CategoricalSchema,
  Column,
  DatetimeSchema,
  NumericColumn,
  NumericSchema,
  SourceColumn,
  SourceTable,
  Table,
  TableSchema,
} from '@inferloop/contract'
import {takeCensus} from './census.ts'
import {quoted} from './counts-said.ts'
import {readAnyFormat} from './dates/candidate-formats.ts'
import {datetimeParser} from './dates/parse-datetime.ts'
import {onlyExceptions} from './derived/only-exceptions.ts'
import {encodeLabels} from './encode-labels.ts'
import {encodeLists} from './lists/list-labels.ts'
import {modelledSchema} from './modelled-schemas.ts'
import {missingToken} from './missing-tokens.ts'
import {readCell} from './numbers/number-text.ts'

/**
 * The columns of `modelledSchemas(schema)`, in that order. Values beyond the schema's range come in at its ends; labels that the
 * schema left out are drawn from those it kept, in their proportions and the same way every time.
 *
 * @throws InferError INFER_SCHEMA_MISMATCH when a column is missing or a cell is not of the column's kind
 */
export function encodeTable(source: SourceTable, schema: TableSchema): Table {
  const byName = new Map(source.columns.map(column => [column.name, column]))
  const columns: Column[] = []
  for (const columnSchema of schema.columns) {
    const modelled = modelledSchema(columnSchema)
    if (modelled === undefined) continue
    const column = byName.get(modelled.name)
    if (column === undefined) throw columnMissing(modelled.name)
    if (modelled.kind === 'numeric') columns.push(encodeNumeric(column, modelled))
    else if (modelled.kind === 'datetime') columns.push(encodeDatetime(column, modelled))
    else if (columnSchema.kind === 'list') columns.push(encodeLists(takeCensus(column), columnSchema))
    else if (modelled.kind !== columnSchema.kind || columnSchema.derived?.learnt === 'presence')
      columns.push(encodePresence(column, modelled))
    else columns.push(encodeLabels(takeCensus(column), modelled))
  }
  return {rows: source.rows, columns: onlyExceptions(columns, schema)}
}

const columnMissing = (name: string) =>
  new InferError('INFER_SCHEMA_MISMATCH', {
    message: `The table has no column "${name}", which the schema describes.`,
    suggestions: ['infer info model <file> lists the columns a saved model knows.'],
  })

function encodeNumeric(column: SourceColumn, schema: NumericSchema): NumericColumn {
  const {format} = schema
  return encodeMeasure(column, schema, text => readCell(text, format))
}

function encodeDatetime(column: SourceColumn, schema: DatetimeSchema): NumericColumn {
  const parsers = [schema.format, ...(schema.alsoReads ?? [])].map(datetimeParser)
  return encodeMeasure(column, schema, text => {
    for (const parse of parsers) {
      const value = parse(text)
      if (!Number.isNaN(value)) return value
    }
    return readAnyFormat(text)
  })
}

function encodeMeasure(
  column: SourceColumn,
  schema: NumericSchema | DatetimeSchema,
  parse: (text: string) => number,
): NumericColumn {
  const {name, kind} = schema
  const clip = (value: number) => Math.min(Math.max(value, schema.min), schema.max)
  if (column.type !== 'text' && !(kind === 'datetime' && column.type === 'number')) {
    const values = new Float64Array(column.values.length)
    for (let row = 0; row < values.length; row++) values[row] = clip(column.values[row]!)
    return withMissing({name, kind, values, schema}, () => 1)
  }
  const census = takeCensus(column)
  const tokens = new Map(schema.missing.map((text, k) => [text, k + 1]))
  const ofDistinct = new Float64Array(census.counts.length).fill(Number.NaN)
  const missingOf = new Uint8Array(census.counts.length)
  for (let index = 0; index < ofDistinct.length; index++) {
    if (census.counts[index] === 0) continue
    const text = census.text(index)
    const token = tokens.get(text)
    if (token !== undefined) {
      missingOf[index] = token
      continue
    }
    const value = parse(text)
    if (!Number.isNaN(value)) ofDistinct[index] = clip(value)
    else if (schema.missing.length > 0) missingOf[index] = 1
    else if (missingToken(text) !== undefined) missingOf[index] = 1
    else throw notOfKind(schema, text)
  }
  const {codes} = census
  const values = new Float64Array(codes.length)
  for (let i = 0; i < codes.length; i++) values[i] = ofDistinct[codes[i]!]!
  return withMissing({name, kind, values, schema}, row => missingOf[codes[row]!]!)
}

const notOfKind = ({name, kind}: NumericSchema | DatetimeSchema, text: string) =>
  new InferError('INFER_SCHEMA_MISMATCH', {
    message: `Column "${name}" is ${kind} in the schema, but a cell reads ${quoted(text)}.`,
    suggestions: ['Give the table the schema was made from, or one with the same columns.'],
  })

function withMissing(column: NumericColumn, tokenOf: (row: number) => number): NumericColumn {
  const {values} = column
  let missing: Uint8Array | undefined
  for (let row = 0; row < values.length; row++) {
    if (!Number.isNaN(values[row]!)) continue
    missing ??= new Uint8Array(values.length)
    missing[row] = tokenOf(row)
  }
  return missing === undefined ? column : {...column, missing}
}

function encodePresence(column: SourceColumn, schema: CategoricalSchema): CategoricalColumn {
  const census = takeCensus(column)
  const tokens = new Map(schema.missing.map((text, k) => [text, k + 1]))
  const ofDistinct = Uint32Array.from(census.counts, (_, index) => tokens.get(census.text(index)) ?? 0)
  return {
    name: schema.name,
    kind: schema.kind,
    codes: Uint32Array.from(census.codes, code => ofDistinct[code]!),
    schema,
  }
}
