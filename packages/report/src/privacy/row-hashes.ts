// Rows as numbers that are equal when the rows are.
import type {ComparedColumn} from '@inferloop/contract'
import type {Part} from '../binned.ts'

/**
 * A whole number below 2^53 for each row, the same for rows with the same cells: two 32-bit hashes of all cells, by multiplication with odd constants and a
 * mixing at the end. Different rows have the same one with a chance of about 1 in 9 · 10^15 a pair.
 *
 * @see Appleby, MurmurHash3, for the mixing
 */
export function rowHashes(columns: readonly ComparedColumn[], side: Part['side']): Float64Array {
  const rows = columns[0]?.cells[side]?.length ?? 0
  const high = new Uint32Array(rows).fill(0x9e3779b9)
  const low = new Uint32Array(rows).fill(0x85ebca6b)
  for (const column of columns) {
    if ('schema' in column) addNumbers(high, low, column.cells[side]!)
    else addCodes(high, low, (wholeOf(column) ?? column.cells)[side]!)
  }
  return Float64Array.from(high, (word, row) => (mixed(word) & 0x1fffff) * 2 ** 32 + mixed(low[row]!))
}

/** Lists that begin alike are not equal. */
const wholeOf = (column: ComparedColumn) => ('whole' in column ? column.whole : undefined)

function addCodes(high: Uint32Array, low: Uint32Array, cells: Uint32Array): void {
  for (let row = 0; row < cells.length; row++) {
    const cell = Math.imul(cells[row]! + 1, 0x9e3779b1)
    high[row] = Math.imul(high[row]! ^ cell, 0x01000193)
    low[row] = Math.imul(low[row]! + cell, 0xcc9e2d51) ^ (low[row]! >>> 15)
  }
}

function addNumbers(high: Uint32Array, low: Uint32Array, cells: Float64Array): void {
  const double = new Float64Array(1)
  const words = new Uint32Array(double.buffer)
  for (let row = 0; row < cells.length; row++) {
    // Adding 0 makes -0 one with 0; every missing cell is the same.
    const cell = cells[row]! + 0
    double[0] = cell === cell ? cell : Number.NaN
    const a = Math.imul(words[0]! + 1, 0x9e3779b1)
    const b = Math.imul(words[1]! + 1, 0x85ebca77)
    high[row] = Math.imul(high[row]! ^ a ^ (b >>> 13) ^ b, 0x01000193)
    low[row] = Math.imul(low[row]! + b + (a >>> 16), 0xcc9e2d51) ^ (low[row]! >>> 15) ^ a
  }
}

function mixed(word: number): number {
  let h = word ^ (word >>> 16)
  h = Math.imul(h, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}
