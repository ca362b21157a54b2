// How much nearer drawn rows lie to the rows a model saw than to rows it never saw: 0 no nearer, 1 as near as copies.
import type {Column, Table} from '@inferloop/contract'

/** Rank of missing cells: on average as far from a number as two numbers can be. */
const MISSING = 1.5
/** Numeric columns whose distances are added before a candidate is given up for being farther than the nearest so far. */
const BLOCK = 4

/**
 * 2 · (share of drawn rows whose nearest real row is a seen one, ties half) - 1, with as many seen as unseen rows.
 *
 * Distance of two rows: Σ over columns of |rank difference| for numbers (ranks among seen and unseen, 0 to 1) and of 0
 * or 1 for labels (Gower 1971). Costs drawn · (seen + unseen) · columns.
 */
export function copyIndex(drawn: Table, seen: Table, unseen: Table): number {
  const coded = seen.columns.map((column, j) => codedColumn(column, unseen.columns[j]!, drawn.columns[j]!))
  coded.sort((a, b) => Number(a.numeric) - Number(b.numeric))
  const columns = coded.length
  const labels = coded.filter(c => !c.numeric).length
  const seenRows = rowMajor(
    coded.map(c => c.seen),
    seen.rows,
  )
  const unseenRows = rowMajor(
    coded.map(c => c.unseen),
    unseen.rows,
  )
  const drawnRows = rowMajor(
    coded.map(c => c.drawn),
    drawn.rows,
  )
  let nearSeen = 0
  for (let i = 0; i < drawn.rows; i++) {
    const own = drawnRows.subarray(i * columns, (i + 1) * columns)
    const a = nearest(own, seenRows, columns, labels)
    const b = nearest(own, unseenRows, columns, labels)
    nearSeen += Math.abs(a - b) <= 1e-6 ? 0.5 : a < b ? 1 : 0
  }
  return (2 * nearSeen) / drawn.rows - 1
}

/** Least distance from a row to `rows`; the first `labels` of its columns are labels, which differ most, the others ranks. */
function nearest(own: Float32Array, rows: Float32Array, columns: number, labels: number): number {
  let least = Number.POSITIVE_INFINITY
  for (let base = 0; base < rows.length; base += columns) {
    let distance = 0
    let j = 0
    for (; j < labels && distance < least; j++) if (own[j]! !== rows[base + j]!) distance++
    while (j < columns && distance < least) {
      const end = Math.min(columns, j + BLOCK)
      for (; j < end; j++) distance += Math.abs(own[j]! - rows[base + j]!)
    }
    if (distance < least) least = distance
  }
  return least
}

interface Coded {
  readonly numeric: boolean
  readonly seen: ArrayLike<number>
  readonly unseen: ArrayLike<number>
  readonly drawn: ArrayLike<number>
}

function codedColumn(seen: Column, unseen: Column, drawn: Column): Coded {
  if ('codes' in seen || 'codes' in unseen || 'codes' in drawn) {
    const codes = (column: Column): Uint32Array => ('codes' in column ? column.codes : new Uint32Array())
    return {numeric: false, seen: codes(seen), unseen: codes(unseen), drawn: codes(drawn)}
  }
  const sorted = Float64Array.from([...seen.values, ...unseen.values].filter(v => v === v)).sort()
  const ranks = (values: Float64Array): Float32Array => Float32Array.from(values, v => rankOf(sorted, v))
  return {numeric: true, seen: ranks(seen.values), unseen: ranks(unseen.values), drawn: ranks(drawn.values)}
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
