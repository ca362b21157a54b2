// The footer of a Parquet file that grows by the pages of others (parquet.thrift of parquet-format 2.10).
import {rawStruct, readStruct, type Struct, structList, type Value, writeStruct} from './thrift.ts'

/** Field numbers of parquet.thrift. */
const NUM_ROWS = 3
const ROW_GROUPS = 4
const COLUMNS = 1
const FILE_OFFSET_OF_GROUP = 5
const ORDINAL = 7
const META_DATA = 3
/** Of a column chunk: file_offset, offset_index_offset, column_index_offset. */
const CHUNK_OFFSETS = [2, 4, 6]
/** Of its metadata: data, index and dictionary pages and the Bloom filter. */
const PAGE_OFFSETS = [9, 10, 11, 14]

/** The file's footer and where it begins. */
export function footerOf(bytes: Buffer): {readonly start: number; readonly footer: Buffer} {
  const start = bytes.length - 8 - bytes.readUInt32LE(bytes.length - 8)
  return {start, footer: bytes.subarray(start, -8)}
}

export interface GrowingFile {
  /** `footer` is that of a file whose `length` bytes after the first four have been added to ours. */
  add(footer: Buffer, length: number): void
  /** One footer for all that was added; its schema and other fields are those of the first. */
  footer(): Buffer
}

/** Row groups are kept as they will be written: about 100 bytes for each column of each. */
export function growingFile(): GrowingFile {
  let first: Struct | undefined
  let added = 0n
  let rows = 0n
  const groups: Value[] = []
  return {
    add(footer, length) {
      const file = readStruct(footer)
      first ??= file
      rows += numberIn(file, NUM_ROWS)
      for (const group of itemsIn(file, ROW_GROUPS)) {
        if (!('fields' in group)) continue
        moveBy(group, added)
        groups.push(rawStruct(writeStruct(group)))
      }
      added += BigInt(length)
    },
    footer() {
      if (first === undefined) throw new Error('a Parquet file of no parts')
      const fields = new Map(first.fields)
      fields.set(NUM_ROWS, {type: 6, value: rows})
      fields.set(ROW_GROUPS, structList(groups))
      return writeStruct({...first, fields})
    },
  }
}

function moveBy(group: Struct, bytes: bigint): void {
  // Sixteen bits would not number all groups, and the order says as much.
  group.fields.delete(ORDINAL)
  shift(group, [FILE_OFFSET_OF_GROUP], bytes)
  for (const chunk of itemsIn(group, COLUMNS)) {
    if (!('fields' in chunk)) continue
    shift(chunk, CHUNK_OFFSETS, bytes)
    const meta = chunk.fields.get(META_DATA)
    if (meta !== undefined && 'fields' in meta) shift(meta, PAGE_OFFSETS, bytes)
  }
}

/** An offset of 0 says that there is none. */
function shift({fields}: Struct, ids: readonly number[], bytes: bigint): void {
  for (const id of ids) {
    const field = fields.get(id)
    if (field !== undefined && 'value' in field && field.value > 0n) field.value += bytes
  }
}

function itemsIn({fields}: Struct, id: number): Value[] {
  const field = fields.get(id)
  return field !== undefined && 'items' in field ? field.items : []
}

function numberIn({fields}: Struct, id: number): bigint {
  const field = fields.get(id)
  return field !== undefined && 'value' in field ? field.value : 0n
}
