// Distinct cells of one column: bytes in, a code out, no JavaScript string per cell. Open addressing over FNV-1a hashes.

const FNV_OFFSET = 0x811c9dc5
const FNV_PRIME = 0x01000193

/** One column while it is read. The bytes of text k are `arena[starts[k]] … arena[starts[k + 1] - 2]`, then a NUL. */
export interface Interner {
  /** Code of each row; as long as the reader's row capacity. */
  codes: Uint32Array<ArrayBuffer>
  count: number
  arena: Uint8Array<ArrayBuffer>
  starts: Uint32Array<ArrayBuffer>
  hashes: Uint32Array<ArrayBuffer>
  /** Code + 1 at the place a hash points to, 0 where free; a power of two long, at most half full. */
  slots: Uint32Array<ArrayBuffer>
}

export function createInterner(rowCapacity: number): Interner {
  return {
    codes: new Uint32Array(rowCapacity),
    count: 0,
    arena: new Uint8Array(256),
    starts: new Uint32Array(33),
    hashes: new Uint32Array(32),
    slots: new Uint32Array(64),
  }
}

/** FNV-1a of `bytes[from … to - 1]`; the scanner computes the same while it looks for the end of a cell. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = FNV_OFFSET
  for (let i = from; i < to; i++) hash = Math.imul(hash ^ bytes[i]!, FNV_PRIME)
  return hash
}

/** The code of the text `bytes[from … to - 1]`, whose hash is given; the text is kept when it is new. */
export function intern(column: Interner, bytes: Uint8Array, from: number, to: number, hash: number): number {
  const {slots, hashes, starts, arena} = column
  const mask = slots.length - 1
  const length = to - from
  let slot = (hash ^ (hash >>> 15)) & mask
  for (;;) {
    const code = slots[slot]! - 1
    if (code < 0) return keep(column, bytes, from, to, hash, slot)
    if (hashes[code] === hash >>> 0) {
      const start = starts[code]!
      if (starts[code + 1]! - start - 1 === length) {
        let i = 0
        while (i < length && arena[start + i] === bytes[from + i]) i++
        if (i === length) return code
      }
    }
    slot = (slot + 1) & mask
  }
}

function keep(
  column: Interner,
  bytes: Uint8Array,
  from: number,
  to: number,
  hash: number,
  slot: number,
): number {
  const code = column.count++
  const start = column.starts[code]!
  const end = start + (to - from) + 1
  if (end > column.arena.length) column.arena = grown(column.arena, end)
  const {arena} = column
  for (let i = from, o = start; i < to; i++, o++) arena[o] = bytes[i]!
  column.starts[code + 1] = end
  column.hashes[code] = hash
  column.slots[slot] = code + 1
  if (column.count === column.hashes.length) enlarge(column)
  return code
}

function enlarge(column: Interner): void {
  const capacity = column.hashes.length * 2
  const starts = new Uint32Array(capacity + 1)
  starts.set(column.starts)
  const hashes = new Uint32Array(capacity)
  hashes.set(column.hashes)
  const slots = new Uint32Array(capacity * 2)
  const mask = slots.length - 1
  for (let code = 0; code < column.count; code++) {
    const hash = hashes[code]!
    let slot = (hash ^ (hash >>> 15)) & mask
    while (slots[slot] !== 0) slot = (slot + 1) & mask
    slots[slot] = code + 1
  }
  column.starts = starts
  column.hashes = hashes
  column.slots = slots
}

function grown(bytes: Uint8Array<ArrayBuffer>, least: number): Uint8Array<ArrayBuffer> {
  const larger = new Uint8Array(Math.max(least, bytes.length * 2))
  larger.set(bytes)
  return larger
}
