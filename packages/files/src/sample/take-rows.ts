// Some rows of a table that is in memory.
import type {SourceColumn, SourceTable, TextSource} from '@inferloop/contract'
import {chosenRows, type RowSample} from './row-sample.ts'

/** The rows of these numbers, in their order; dictionaries hold only texts that stand in one. */
export function takeRows(table: SourceTable, rows: ArrayLike<number>): SourceTable {
  return {...table, rows: rows.length, columns: table.columns.map(column => takenCells(column, rows))}
}

/** The sample of a table that had to be read whole. */
export function sampled(table: SourceTable, sample: RowSample | undefined): SourceTable {
  if (sample === undefined) return table
  const rows = chosenRows(table.rows, sample)
  return rows.length === table.rows ? table : {...takeRows(table, rows), sampledFrom: table.rows}
}

function takenCells(column: SourceColumn, rows: ArrayLike<number>): SourceColumn {
  if (column.type === 'text') return takenTexts(column, rows)
  const values = column.type === 'boolean' ? new Uint8Array(rows.length) : new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) values[i] = column.values[rows[i]!]!
  return {...column, values} as SourceColumn
}

function takenTexts({name, codes, dictionary}: TextSource, rows: ArrayLike<number>): TextSource {
  const places = new Int32Array(dictionary.length).fill(-1)
  const texts: string[] = []
  const taken = new Uint32Array(rows.length)
  for (let i = 0; i < rows.length; i++) {
    const code = codes[rows[i]!]!
    if (places[code]! < 0) places[code] = texts.push(dictionary[code]!) - 1
    taken[i] = places[code]!
  }
  return {type: 'text', name, codes: taken, dictionary: texts}
}
