// Rows as numbers that are equal when the rows are.
import type {Learnable, Part} from '../binned.ts'

/**
 * A whole number below 2^53 for each row, the same for rows with the same cells. Different rows have the same one with a chance of 1 in 9 · 10^15 a pair.
 *
 * @see Appleby, MurmurHash3, whose mixing of 32-bit words is used twice with different seeds
 */
export function rowHashes(columns: readonly Learnable[], side: Part['side']): Float64Array {
  const rows = columns[0]?.cells[side]?.length ?? 0
  const high = new Uint32Array(rows).fill(0x9e3779b9)
  const low = new Uint32Array(rows).fill(0x85ebca6b)
  const double = new Float64Array(1)
  const words = new Uint32Array(double.buffer)
  for (const column of columns) {
    const cells = column.cells[side]!
    for (let row = 0; row < rows; row++) {
      // Adding 0 makes -0 one with 0.
      const cell = cells[row]! + 0
      double[0] = cell === cell ? cell : Number.NaN
      high[row] = mixed(mixed(high[row]!, words[0]!), words[1]!)
      low[row] = mixed(mixed(low[row]!, words[1]! ^ 0x5bd1e995), words[0]!)
    }
  }
  return Float64Array.from(high, (word, row) => (word & 0x1fffff) * 2 ** 32 + low[row]!)
}

function mixed(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51)
  k = Math.imul((k << 15) | (k >>> 17), 0x1b873593)
  let h = hash ^ k
  h = (h << 13) | (h >>> 19)
  h = (Math.imul(h, 5) + 0xe6546b64) >>> 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  return (h ^ (h >>> 13)) >>> 0
}
