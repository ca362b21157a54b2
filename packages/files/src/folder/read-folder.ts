// A folder of parts as one table.
import {relative} from 'node:path'
import type {SourceTable, TextSource} from '@inferloop/contract'
import {type RowSample, rowSample, type SampleWanted} from '../sample/row-sample.ts'
import {takeRows} from '../sample/take-rows.ts'
import {joinTables, type NamedTable} from './join-tables.ts'
import {type Part, partsOf} from './parts.ts'

/**
 * `read` gives one file. With `wanted` only a sample of all rows stays, the same as if they stood in one file.
 *
 * @throws InferError as `partsOf`, `joinTables` and `read`
 */
export async function readFolder(
  folder: string,
  read: (path: string, sample: RowSample | undefined) => Promise<SourceTable>,
  wanted: SampleWanted | undefined,
): Promise<SourceTable> {
  let parts: SampledPart[] = []
  let rows = 0
  for (const part of await partsOf(folder)) {
    const sample = wanted && rowSample({...wanted, firstRow: rows})
    const table = await read(part.path, sample)
    rows += table.sampledFrom ?? table.rows
    // A part without rows need not know the types.
    if (table.rows === 0 && parts.length > 0) continue
    const file = relative(folder, part.path)
    const hashes = sample?.hashes() ?? new Float64Array()
    parts.push({file, table: withPartitions(table, part), hashes, threshold: sample?.threshold() ?? 1})
    if (wanted !== undefined && held(parts) > 2 * wanted.most) parts = smallest(parts, wanted.most)
  }
  if (wanted !== undefined) parts = smallest(parts, wanted.most)
  const filled = parts.filter(({table}) => table.rows > 0)
  const joined = joinTables(filled.length === 0 ? parts.slice(0, 1) : filled)
  return rows > joined.rows ? {...joined, sampledFrom: rows} : joined
}

/** With the hash of each row, where it is a sample. */
interface SampledPart extends NamedTable {
  readonly hashes: Float64Array
  /** Every row of the part with a smaller hash is here. */
  readonly threshold: number
}

const held = (parts: readonly SampledPart[]): number => parts.reduce((sum, {table}) => sum + table.rows, 0)

/** The rows with the smallest hashes of all parts, as far as every part has them. */
function smallest(parts: SampledPart[], most: number): SampledPart[] {
  const least = Math.min(...parts.map(part => part.threshold))
  if (held(parts) <= most && parts.every(part => part.threshold === least)) return parts
  const all = new Float64Array(held(parts))
  let at = 0
  for (const {hashes} of parts) {
    all.set(hashes, at)
    at += hashes.length
  }
  const threshold = Math.min(least, all.sort()[most] ?? 1)
  return parts.map(({file, table, hashes}) => {
    const stay = [...hashes.keys()].filter(row => hashes[row]! < threshold)
    return {file, table: takeRows(table, stay), hashes: hashes.filter(hash => hash < threshold), threshold}
  })
}

function withPartitions(table: SourceTable, {partitions}: Part): SourceTable {
  const known = new Set(table.columns.map(({name}) => name))
  const more = partitions.filter(([name]) => !known.has(name))
  const columns = more.map(([name, value]): TextSource => {
    return {type: 'text', name, codes: new Uint32Array(table.rows), dictionary: [value]}
  })
  return columns.length === 0 ? table : {...table, columns: [...table.columns, ...columns]}
}
