// A column's cells by another number for each distinct one.
import type {Census} from './census.ts'

export function recoded({codes, counts, text}: Census, codeOf: (text: string) => number): Uint32Array {
  const ofDistinct = Uint32Array.from(counts, (count, index) => (count === 0 ? 0 : codeOf(text(index))))
  const cells = new Uint32Array(codes.length)
  for (let row = 0; row < codes.length; row++) cells[row] = ofDistinct[codes[row]!]!
  return cells
}
