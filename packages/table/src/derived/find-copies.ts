// Columns with the same text in every cell as one before them, and taken for the same.
import type {ColumnSchema, SourceColumn} from '@inferloop/contract'
import {takeCensus} from '../census.ts'

const PROBES = 97

/** For each column that copies an earlier one, that one: the first with those cells that is read as it is. */
export function findCopies(
  columns: readonly SourceColumn[],
  schemaOf: (column: SourceColumn) => ColumnSchema,
): Map<SourceColumn, SourceColumn> {
  const copies = new Map<SourceColumn, SourceColumn>()
  const originals: {
    readonly column: SourceColumn
    readonly read: (row: number) => string
    readonly key: string
  }[] = []
  for (const column of columns) {
    const {codes, text, rows, physical} = takeCensus(column)
    const read = (row: number) => text(codes[row]!)
    const step = Math.ceil(Math.max(rows, 1) / PROBES)
    const key = `${physical} ${readingOf(schemaOf(column))} ${Array.from({length: Math.ceil(rows / step)}, (_, i) => read(i * step)).join('\0')}`
    const original = originals.find(other => other.key === key && alike(read, other.read, rows))
    if (original === undefined) originals.push({column, read, key})
    else copies.set(column, original.column)
  }
  return copies
}

/** What decides which number or label a text stands for. */
function readingOf(schema: ColumnSchema): string {
  const format = 'format' in schema ? schema.format : undefined
  return JSON.stringify([schema.kind, format, 'categories' in schema ? schema.categories : undefined])
}

function alike(a: (row: number) => string, b: (row: number) => string, rows: number): boolean {
  for (let row = 0; row < rows; row++) if (a(row) !== b(row)) return false
  return true
}
