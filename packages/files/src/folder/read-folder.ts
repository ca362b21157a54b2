// A folder of parts as one table.
import {relative} from 'node:path'
import type {SourceTable, TextSource} from '@inferloop/contract'
import {joinTables, type NamedTable} from './join-tables.ts'
import {type Part, partsOf} from './parts.ts'

/** `read` gives one file. @throws InferError as `partsOf`, `joinTables` and `read` */
export async function readFolder(
  folder: string,
  read: (path: string) => Promise<SourceTable>,
): Promise<SourceTable> {
  const parts: NamedTable[] = []
  for (const part of await partsOf(folder)) {
    const table = await read(part.path)
    // A part without rows need not know the types.
    if (table.rows > 0 || parts.length === 0)
      parts.push({file: relative(folder, part.path), table: withPartitions(table, part)})
  }
  const filled = parts.filter(({table}) => table.rows > 0)
  return joinTables(filled.length === 0 ? parts.slice(0, 1) : filled)
}

function withPartitions(table: SourceTable, {partitions}: Part): SourceTable {
  const known = new Set(table.columns.map(({name}) => name))
  const more = partitions.filter(([name]) => !known.has(name))
  const columns = more.map(([name, value]): TextSource => {
    return {type: 'text', name, codes: new Uint32Array(table.rows), dictionary: [value]}
  })
  return columns.length === 0 ? table : {...table, columns: [...table.columns, ...columns]}
}
