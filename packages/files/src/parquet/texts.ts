// Text columns of a data frame as codes and dictionaries, by way of CSV bytes: polars hands out strings only one by one.
import type {TextSource} from '@inferloop/contract'
import {finishColumn} from '../csv/dictionary.ts'
import {createInterner} from '../csv/interner.ts'
import {type Scan, scanRecords} from '../csv/scan.ts'
import type {DataFrame, Polars} from './polars.ts'

/** Rows turned into CSV at a time, to bound the bytes between. */
const WINDOW_ROWS = 131_072

/** The columns `at` of `frame`, called `name`, in that order. Null and the empty text both become `''`. */
export function readTexts(
  pl: Polars,
  frame: DataFrame,
  wanted: readonly {at: string; name: string}[],
): TextSource[] {
  if (wanted.length === 0) return []
  const rows = frame.height
  // A constant last column: no row is blank, and no text stands before a line end, where a CR would be taken for half of it.
  const cells = frame.select(
    pl.col(wanted.map(({at}) => at)).cast(pl.String),
    pl.lit(0).cast(pl.UInt8).alias('constant'),
  )
  const scan: Scan = {
    name: 'the Parquet file',
    delimiter: 0x2c,
    columns: cells.columns.map(() => createInterner(rows)),
    rows: 0,
    capacity: rows,
    comments: false,
    line: 1,
    blanks: 0,
    scratch: new Uint8Array(64),
  }
  for (let first = 0; first < rows; first += WINDOW_ROWS) {
    const part = cells.slice(first, Math.min(WINDOW_ROWS, rows - first)).writeCSV({includeHeader: false})
    const bytes = Buffer.allocUnsafe(part.length + 1)
    part.copy(bytes)
    scanRecords(scan, bytes, 0, part.length, true)
  }
  if (scan.rows !== rows) throw new Error(`polars wrote ${scan.rows} rows of ${rows}`)
  return wanted.map(({name}, i) => finishColumn(scan.columns[i]!, name, rows).column)
}
