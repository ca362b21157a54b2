// Numbers that spread evenly, for rows that are alike: what can be drawn is used up without the clumps and gaps of chance.
// Stratified sampling (Cochran 1977) by an additive sequence (Kronecker's), its start and the order of the rows at random.
import {allRows} from './rows.ts'

/** The sequence has this many different numbers, 32-bit words. */
export const WORDS = 0x1_0000_0000
/** The golden section of them: of its steps any that follow each other leave no large gap (three gaps: Sós 1958). kernels/draw.ts has it too. */
const GOLDEN = 0x9e37_79b9

/** The word after another. With a first word at random each is uniform, and what follows each other is spread evenly. */
export function evenlyAfter(word: number): number {
  return (word + GOLDEN) >>> 0
}

/**
 * Rows 0 … `groups.length` - 1 by their group, which is below `count`; in random order within each, so that columns are drawn
 * apart. `words` has a random 32-bit word for each row: the order of two rows is off by chance 2^-32 at most.
 */
export function grouped(groups: Uint16Array, count: number, words: Uint32Array): Uint32Array {
  const rows = allRows(groups.length)
  for (let last = rows.length - 1; last > 0; last--) {
    const other = Math.floor((words[last]! * (last + 1)) / WORDS)
    const kept = rows[last]!
    rows[last] = rows[other]!
    rows[other] = kept
  }
  const next = new Uint32Array(count + 1)
  for (let i = 0; i < groups.length; i++) next[groups[i]! + 1]!++
  for (let g = 0; g < count; g++) next[g + 1]! += next[g]!
  const order = new Uint32Array(groups.length)
  for (let i = 0; i < rows.length; i++) order[next[groups[rows[i]!]!]!++] = rows[i]!
  return order
}
