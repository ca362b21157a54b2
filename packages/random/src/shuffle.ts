// Orders and choices of rows.
import type {Random} from './random.ts'

/** What can be put in another order: an array or a typed array. */
export interface Swappable<T> {
  readonly length: number
  [index: number]: T
}

/** Every order equally likely (Fisher & Yates, in Durstenfeld's form); returns the same array. */
export function shuffleInPlace<A extends Swappable<unknown>>(array: A, random: Random): A {
  for (let last = array.length - 1; last > 0; last--) {
    const i = random.below(last + 1)
    const kept = array[last]
    array[last] = array[i]
    array[i] = kept
  }
  return array
}

/**
 * `count` different rows of `rows`, ascending; every such set equally likely (Floyd's algorithm, Bentley 1987).
 * Draws `count` numbers and takes `rows` / 8 bytes.
 *
 * @throws RangeError unless 0 <= count <= rows < 2^32
 */
export function chooseRows(rows: number, count: number, random: Random): Uint32Array {
  if (!(Number.isInteger(count) && count >= 0 && count <= rows && rows < 0x100000000)) {
    throw new RangeError(`Cannot choose ${count} of ${rows} rows`)
  }
  const taken = new Uint32Array(Math.ceil(rows / 32))
  for (let last = rows - count; last < rows; last++) {
    const row = random.below(last + 1)
    const pick = taken[row >>> 5]! & (1 << (row & 31)) ? last : row
    taken[pick >>> 5]! |= 1 << (pick & 31)
  }
  const chosen = new Uint32Array(count)
  let filled = 0
  taken.forEach((bits, word) => {
    for (let left = bits; left !== 0; left &= left - 1) {
      chosen[filled++] = word * 32 + 31 - Math.clz32(left & -left)
    }
  })
  return chosen
}
