// Cells that hold the same value as another column of their row: a bill paid in full, a total of one item.
import {FIRST_REPEAT} from './axis.ts'

export interface Repeats {
  /** Columns that are repeated, at most FIRST_LEVEL - FIRST_REPEAT. */
  readonly columns: readonly number[]
  /** k + 1 where the row repeats `columns[k]`, 0 where it repeats none. In shared memory, so that threads get no copy. */
  readonly of: Uint8Array
}

/** `codes` with FIRST_REPEAT + k where a row repeats the k-th column. */
export function withRepeats(codes: Uint16Array, {of}: Repeats): Uint16Array {
  return codes.map((code, row) => (of[row]! > 0 ? FIRST_REPEAT + of[row]! - 1 : code))
}
