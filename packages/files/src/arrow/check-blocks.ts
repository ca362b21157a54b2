// Whether the index of an Arrow file, and those of its parts, tell of bytes that are there: polars believes them, and asks for as much memory as they say.

const MAGIC_BYTES = 6
/** Structs of the footer's blocks, and of a batch's nodes and buffers. */
const [BLOCK_BYTES, NODE_BYTES, BUFFER_BYTES] = [24, 16, 16]
/** Rows of one batch that need not stand in any buffer, as those of a column of nulls. */
const MOST_ROWS = 2n ** 32n

/**
 * What is wrong, as a clause; undefined when every block lies within the file, every buffer within its block, and none unpacks to more than `mostBytes`.
 *
 * @see Apache Arrow, File.fbs: Footer, Block; Message.fbs: Message, RecordBatch, DictionaryBatch; FlatBuffers internals for tables and vectors
 */
export function blockFault(bytes: Buffer, mostBytes: number): string | undefined {
  try {
    const end = bytes.length - MAGIC_BYTES - 4
    const length = bytes.readInt32LE(end)
    const start = end - length
    if (length < 8 || start < MAGIC_BYTES) return `its footer should have ${length} bytes`
    const footer = rootOf(bytes.subarray(start, end))
    for (const block of [...structs(footer, 2, BLOCK_BYTES), ...structs(footer, 3, BLOCK_BYTES)]) {
      const offset = footer.bytes.readBigInt64LE(block)
      const metadata = BigInt(footer.bytes.readInt32LE(block + 8))
      const body = footer.bytes.readBigInt64LE(block + 16)
      if (offset < 0n || metadata < 0n || body < 0n || offset + metadata + body > BigInt(start))
        return `a part of it should lie at ${offset}, of ${metadata + body} bytes`
      const from = Number(offset)
      const middle = from + Number(metadata)
      const fault = messageFault(
        bytes.subarray(from, middle),
        bytes.subarray(middle, middle + Number(body)),
        mostBytes,
      )
      if (fault !== undefined) return fault
    }
    return undefined
  } catch {
    // Beyond the end of what was looked at.
    return 'its index points out of itself'
  }
}

function messageFault(framed: Buffer, body: Buffer, mostBytes: number): string | undefined {
  // Newer files set four bytes of ones before the length.
  const message = rootOf(framed.subarray(framed.readInt32LE(0) === -1 ? 8 : 4))
  const header = inner(message, 2)
  if (header === undefined) return 'a part of it has no header'
  const isDictionary = framed.length > 0 && message.bytes[fieldAt(message, 1)] === 2
  const batch = isDictionary ? inner(header, 1) : header
  if (batch === undefined) return 'a dictionary of it has no rows'
  const rowsAt = fieldAt(batch, 0)
  const rows = rowsAt === 0 ? 0n : batch.bytes.readBigInt64LE(rowsAt)
  if (rows < 0n || rows > MOST_ROWS) return `a part of it should have ${rows} rows`
  for (const node of structs(batch, 1, NODE_BYTES)) {
    const [cells, nulls] = [batch.bytes.readBigInt64LE(node), batch.bytes.readBigInt64LE(node + 8)]
    if (cells < 0n || cells > MOST_ROWS || nulls < 0n || nulls > cells)
      return `a column should have ${cells} cells, ${nulls} of them null`
  }
  const isPacked = fieldAt(batch, 3) !== 0
  for (const buffer of structs(batch, 2, BUFFER_BYTES)) {
    const [offset, size] = [batch.bytes.readBigInt64LE(buffer), batch.bytes.readBigInt64LE(buffer + 8)]
    if (offset < 0n || size < 0n || offset + size > BigInt(body.length))
      return `cells should lie in ${size} bytes, in a part of ${body.length}`
    // Packed buffers begin with what they unpack to.
    const unpacked = isPacked && size >= 8n ? body.readBigInt64LE(Number(offset)) : 0n
    if (unpacked > BigInt(mostBytes)) return `cells of it unpack to ${unpacked} bytes`
  }
  return undefined
}

/** A table of FlatBuffers: where it begins in the bytes. */
interface Table {
  readonly bytes: Buffer
  readonly at: number
}

const rootOf = (bytes: Buffer): Table => ({bytes, at: bytes.readUInt32LE(0)})

/** Where a field stands; 0 when the table lacks it. */
function fieldAt({bytes, at}: Table, field: number): number {
  const vtable = at - bytes.readInt32LE(at)
  const slot = 4 + 2 * field
  const offset = slot + 2 <= bytes.readUInt16LE(vtable) ? bytes.readUInt16LE(vtable + slot) : 0
  return offset === 0 ? 0 : at + offset
}

function inner(table: Table, field: number): Table | undefined {
  const at = fieldAt(table, field)
  return at === 0 ? undefined : {bytes: table.bytes, at: at + table.bytes.readUInt32LE(at)}
}

/** Where the structs of a vector begin; none when the table lacks it. */
function structs(table: Table, field: number, size: number): number[] {
  const {bytes} = table
  const at = fieldAt(table, field)
  if (at === 0) return []
  const vector = at + bytes.readUInt32LE(at)
  const count = bytes.readUInt32LE(vector)
  if (vector + 4 + count * size > bytes.length) throw new RangeError('beyond the end')
  return Array.from({length: count}, (_, i) => vector + 4 + i * size)
}
