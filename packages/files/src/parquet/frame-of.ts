// A batch of a table as a data frame of polars.
import type {BooleanSource, DatetimeSource, SourceColumn, SourceTable, TextSource} from '@inferloop/contract'
import {csvWriter} from '../csv/write-csv.ts'
import type {DataFrame, Polars} from './polars.ts'

/** Texts by way of CSV, the rest from typed arrays, then side by side in the table's order. */
export async function frameOf(pl: Polars, {rows, columns, source}: SourceTable): Promise<DataFrame> {
  const texts = columns.flatMap((column, i) => (column.type === 'text' ? [{...column, name: `c${i}`}] : []))
  const typed = columns.flatMap((column, i) => (column.type === 'text' ? [] : [{...column, name: `c${i}`}]))
  const parts: DataFrame[] = []
  if (texts.length > 0) parts.push(await textFrame(pl, {rows, columns: texts, source}))
  if (typed.length > 0) parts.push(typedFrame(pl, typed))
  const frame = pl.concat(parts, {how: 'horizontal'}).select(...columns.map((_, i) => `c${i}`))
  frame.columns = columns.map(({name}) => name)
  return frame
}

/** polars takes strings only one by one, but reads CSV fast. The empty text becomes null. */
async function textFrame(pl: Polars, table: SourceTable): Promise<DataFrame> {
  const chunks: Buffer[] = []
  // A constant last column: no row is blank, whatever the texts.
  const constant = {
    type: 'text',
    name: 'constant',
    codes: new Uint32Array(table.rows),
    dictionary: ['0'],
  } as const
  await csvWriter(
    {
      async write(bytes) {
        chunks.push(Buffer.from(bytes))
      },
    },
    {format: 'csv'},
  ).write({...table, columns: [...table.columns, constant]})
  const frame = pl.readCSV(Buffer.concat(chunks), {inferSchemaLength: 0})
  if (frame.height !== table.rows) throw new Error(`polars read ${frame.height} rows of ${table.rows}`)
  return frame
}

function typedFrame(pl: Polars, columns: readonly Typed[]): DataFrame {
  const given = columns.map(column =>
    pl.Series(column.name, column.type === 'datetime' ? ticksOf(column) : column.values),
  )
  const kinds = Map.groupBy(columns, column => (column.type === 'boolean' ? 'boolean' : column.physical))
  const expressions = Array.from(kinds, ([kind, same]) => cast(pl, pl.col(same.map(({name}) => name)), kind))
  return pl.DataFrame(given).select(...expressions)
}

type Typed = Exclude<SourceColumn, TextSource>
type Cells = ReturnType<Polars['col']>

function cast(pl: Polars, cells: Cells, kind: 'boolean' | Exclude<Typed, BooleanSource>['physical']): Cells {
  const none = pl.lit(null)
  if (kind === 'boolean') return cells.cast(pl.Float64).replace([2], [Number.NaN]).fillNan(none).cast(pl.Bool)
  const numbers = cells.fillNan(none)
  if (kind === 'float') return numbers
  if (kind === 'integer') return numbers.round(0).cast(pl.Int64)
  if (kind === 'date') return numbers.cast(pl.Int32).cast(pl.Date)
  if (kind === 'ms') return numbers.cast(pl.Int64).cast(pl.Datetime('ms'))
  // Doubles hold instants to the microsecond: nanoseconds are counted from there, in whole numbers.
  const micros = numbers.cast(pl.Int64).cast(pl.Datetime('us'))
  return kind === 'us' ? micros : micros.cast(pl.Datetime('ns'))
}

/** Whole days, milliseconds or (also for nanoseconds) microseconds; NaN for null. */
function ticksOf({values, physical}: DatetimeSource): Float64Array {
  if (physical === 'date') return values.map(value => Math.floor(value / 86_400_000))
  return values.map(value => Math.round(physical === 'ms' ? value : value * 1000))
}
