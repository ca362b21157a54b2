// A batch in parts of fewer rows, where cells may be so long that signals would wait for them.
import type {Column, Table} from '@inferloop/contract'

/** Characters that are made without a turn for signals: half a second or so. */
const AT_ONCE = 2 ** 26

/** `longest` is the most characters of a row; which rows stand together depends on it alone. */
export function* inParts(table: Table, longest: number): Generator<Table> {
  const most = Math.max(1, Math.floor(AT_ONCE / longest))
  if (table.rows <= most) yield table
  else
    for (let from = 0; from < table.rows; from += most) {
      const to = Math.min(table.rows, from + most)
      yield {rows: to - from, columns: table.columns.map(column => cut(column, from, to))}
    }
}

function cut(column: Column, from: number, to: number): Column {
  if ('codes' in column) return {...column, codes: column.codes.subarray(from, to)}
  const {values, missing} = column
  return {...column, values: values.subarray(from, to), missing: missing?.subarray(from, to)}
}
