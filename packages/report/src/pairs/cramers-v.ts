// Cramér's V: how much two columns of labels have to do with each other.
import {keptWhole, rowsByCode} from './count-table.ts'

/** Codes of a column, each below `size`. */
export interface Codes {
  readonly codes: Uint32Array
  readonly size: number
}

/**
 * V = √(χ² / n / min(r - 1, c - 1)) with χ² = n (Σ O² / (R C) - 1), over the r and c labels that occur, without any correction; 0 nothing,
 * 1 one determines the other. Null when either column has fewer than two labels.
 *
 * @see Cramér 1946; scipy.stats.contingency.association
 */
export function cramersV(a: Codes, b: Codes): number | null {
  const rows = counted(a)
  const columns = counted(b)
  const least = Math.min(present(rows), present(columns))
  if (least < 2) return null
  const whole = keptWhole(a.size * b.size, a.codes.length)
  const sum = whole ? sumOfWhole(a, b, rows, columns) : sumByRow(a, b, rows, columns)
  return Math.min(1, Math.sqrt(Math.max(0, sum - 1) / (least - 1)))
}

/** Σ O² / (R C) over the cells that occur. */
function sumOfWhole(a: Codes, b: Codes, rows: Float64Array, columns: Float64Array): number {
  const width = b.size
  const table = new Float64Array(a.size * width)
  for (let i = 0; i < a.codes.length; i++) table[a.codes[i]! * width + b.codes[i]!]!++
  let sum = 0
  for (let x = 0, cell = 0; x < a.size; x++) {
    for (let y = 0; y < width; y++, cell++) {
      const count = table[cell]!
      if (count > 0) sum += (count * count) / (rows[x]! * columns[y]!)
    }
  }
  return sum
}

function sumByRow(a: Codes, b: Codes, rows: Float64Array, columns: Float64Array): number {
  const order = rowsByCode(a.codes, a.size)
  const counts = new Float64Array(b.size)
  let sum = 0
  for (let x = 0; x < a.size; x++) {
    const end = order.starts[x + 1]!
    for (let k = order.starts[x]!; k < end; k++) counts[b.codes[order.rows[k]!]!]!++
    for (let k = order.starts[x]!; k < end; k++) {
      const y = b.codes[order.rows[k]!]!
      const count = counts[y]!
      counts[y] = 0
      sum += (count * count) / (rows[x]! * columns[y]!)
    }
  }
  return sum
}

function counted({codes, size}: Codes): Float64Array {
  const counts = new Float64Array(size)
  for (let i = 0; i < codes.length; i++) counts[codes[i]!]!++
  return counts
}

function present(counts: Float64Array): number {
  let found = 0
  for (const count of counts) if (count > 0) found++
  return found
}
