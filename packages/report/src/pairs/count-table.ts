// Tables of how often two columns' codes meet: kept whole while they are small, and else gone through row by row.

const MOST_CELLS = 1 << 21
/** A table much larger than what is counted into it costs more to clear than sorting the rows does. */
const CELLS_PER_ROW = 16
const ALWAYS_WHOLE = 1 << 12

export const keptWhole = (cells: number, rows: number): boolean =>
  cells <= ALWAYS_WHOLE || (cells <= MOST_CELLS && cells <= CELLS_PER_ROW * rows)

export interface RowsByCode {
  /** Rows of code c stand from starts[c] to starts[c + 1]. */
  readonly rows: Uint32Array
  readonly starts: Uint32Array
}

/** Rows in the order of their codes, each below `size`. */
export function rowsByCode(codes: Uint32Array, size: number): RowsByCode {
  const starts = new Uint32Array(size + 2)
  for (let i = 0; i < codes.length; i++) starts[codes[i]! + 2]!++
  for (let code = 2; code < starts.length; code++) starts[code]! += starts[code - 1]!
  const rows = new Uint32Array(codes.length)
  for (let i = 0; i < codes.length; i++) rows[starts[codes[i]! + 1]!++] = i
  return {rows, starts}
}
