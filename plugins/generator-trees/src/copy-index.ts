// How much nearer drawn rows lie to the rows a model saw than to rows it never saw: 0 no nearer, 1 as near as copies.
import type {Column, Table} from '@inferloop/contract'

/** Rank of missing cells, as far from every number as a number can be. */
const MISSING = 2
/** Columns whose distances are added before a candidate is given up for being farther than the nearest so far. */
const BLOCK = 4

/**
 * 2 · (share of drawn rows whose nearest real row is a seen one, ties half) - 1, with as many seen as unseen rows.
 *
 * Distance of two rows: Σ over columns of |rank difference| for numbers (ranks among seen and unseen, 0 to 1) and of 0
 * or 1 for labels (Gower 1971). Costs drawn · (seen + unseen) · columns.
 */
export function copyIndex(drawn: Table, seen: Table, unseen: Table): number {
  const coded = seen.columns.map((column, j) => codedColumn(column, unseen.columns[j]!, drawn.columns[j]!))
  const real = seen.rows + unseen.rows
  const rows = {
    real: rowMajor(
      coded.map(c => [...c.seen, ...c.unseen]),
      real,
    ),
    drawn: rowMajor(
      coded.map(c => c.drawn),
      drawn.rows,
    ),
  }
  const numeric = seen.columns.map(column => !('codes' in column))
  let nearSeen = 0
  for (let i = 0; i < drawn.rows; i++) {
    const own = rows.drawn.subarray(i * numeric.length, (i + 1) * numeric.length)
    const a = nearest(own, rows.real, 0, seen.rows, numeric)
    const b = nearest(own, rows.real, seen.rows, real, numeric)
    nearSeen += Math.abs(a - b) <= 1e-6 ? 0.5 : a < b ? 1 : 0
  }
  return (2 * nearSeen) / drawn.rows - 1
}

function nearest(
  own: Float32Array,
  rows: Float32Array,
  from: number,
  to: number,
  numeric: readonly boolean[],
): number {
  const columns = numeric.length
  let least = Number.POSITIVE_INFINITY
  for (let r = from; r < to; r++) {
    const base = r * columns
    let distance = 0
    for (let start = 0; start < columns && distance < least; start += BLOCK) {
      const end = Math.min(columns, start + BLOCK)
      for (let j = start; j < end; j++) {
        const gap = Math.abs(own[j]! - rows[base + j]!)
        distance += numeric[j] ? (gap < 1 ? gap : 1) : gap === 0 ? 0 : 1
      }
    }
    if (distance < least) least = distance
  }
  return least
}

interface Coded {
  readonly seen: ArrayLike<number> & Iterable<number>
  readonly unseen: ArrayLike<number> & Iterable<number>
  readonly drawn: ArrayLike<number> & Iterable<number>
}

function codedColumn(seen: Column, unseen: Column, drawn: Column): Coded {
  if ('codes' in seen || 'codes' in unseen || 'codes' in drawn) {
    const codes = (column: Column): Uint32Array => ('codes' in column ? column.codes : new Uint32Array())
    return {seen: codes(seen), unseen: codes(unseen), drawn: codes(drawn)}
  }
  const sorted = Float64Array.from([...seen.values, ...unseen.values].filter(v => v === v)).sort()
  const ranks = (values: Float64Array): Float32Array => Float32Array.from(values, v => rankOf(sorted, v))
  return {seen: ranks(seen.values), unseen: ranks(unseen.values), drawn: ranks(drawn.values)}
}

/** Mid-rank of a value among sorted ones, from 0 to 1. */
function rankOf(sorted: Float64Array, value: number): number {
  if (value !== value) return MISSING
  return (
    (firstAbove(sorted, value, false) + firstAbove(sorted, value, true)) / (2 * Math.max(1, sorted.length))
  )
}

function firstAbove(sorted: Float64Array, value: number, strictly: boolean): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (strictly ? sorted[middle]! <= value : sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function rowMajor(columns: readonly ArrayLike<number>[], rows: number): Float32Array {
  const out = new Float32Array(rows * columns.length)
  columns.forEach((column, j) => {
    for (let i = 0; i < rows; i++) out[i * columns.length + j] = column[i]!
  })
  return out
}
