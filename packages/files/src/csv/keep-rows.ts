// Drops rows of a table while it is read, and the texts that stood in no other.
import type {Scan} from './scan.ts'
import {createInterner, hashBytes, intern, type Interner} from './interner.ts'

/** `stay` are places among the rows held, ascending. Codes count up again in order of first appearance. */
export function keepRows(scan: Scan, stay: Uint32Array): void {
  for (const column of scan.columns) keepCells(column, stay)
  scan.rows = stay.length
}

function keepCells(column: Interner, stay: Uint32Array): void {
  const {codes, arena, starts, count} = column
  const renumbered = new Int32Array(count).fill(-1)
  const fresh = createInterner(0)
  for (let i = 0; i < stay.length; i++) {
    const code = codes[stay[i]!]!
    if (renumbered[code]! < 0) {
      const [start, end] = [starts[code]!, starts[code + 1]! - 1]
      renumbered[code] = intern(fresh, arena, start, end, hashBytes(arena, start, end))
    }
    codes[i] = renumbered[code]!
  }
  Object.assign(column, {...fresh, codes})
}
