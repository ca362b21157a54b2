// Which earlier columns a numeric column repeats cell by cell: a bill paid in full, an end on the day of the start.
import type {Column} from '@inferloop/contract'
import type {EncodedColumn, Repeats} from '@inferloop/forest'

/** Most columns that one column may repeat. */
const MOST = 4
/** Share of rows that must hold the same value in both columns beyond what chance gives. */
const LEAST_SHARE = 0.01
/** Values held by a larger share of rows meet by chance; the trees' splits see them. */
const COMMON_SHARE = 0.01
/** Rows looked at to drop the pairs that hardly ever agree. */
const GLANCE = 2000

/** The repeats of a column among those it may depend on; undefined when there are none. */
export function findRepeats(
  columns: readonly Column[],
  encoded: readonly EncodedColumn[],
  column: number,
  predictors: readonly number[],
): Repeats | undefined {
  const target = columns[column]!
  if ('codes' in target) return undefined
  const rows = target.values.length
  const values = rareValues(target.values, encoded[column]!.codes)
  const chosen: number[] = []
  const of = new Uint8Array(new SharedArrayBuffer(rows))
  const left = predictors.filter(p => {
    const other = columns[p]!
    return (
      other.kind === target.kind &&
      excess(values, numbersOf(other), of, Math.ceil(rows / GLANCE)) > LEAST_SHARE / 2
    )
  })
  while (chosen.length < MOST) {
    let most = LEAST_SHARE
    let best = -1
    for (const p of left) {
      const share = excess(values, numbersOf(columns[p]!), of, 1)
      if (share < most) continue
      most = share
      best = p
    }
    if (best < 0) break
    chosen.push(best)
    const others = numbersOf(columns[best]!)
    for (let i = 0; i < rows; i++) if (of[i] === 0 && values[i] === others[i]) of[i] = chosen.length
  }
  return chosen.length > 0 ? {columns: chosen, of} : undefined
}

function numbersOf(column: Column): Float64Array {
  return 'values' in column ? column.values : new Float64Array()
}

/** `values` with NaN in place of the common ones, so that they equal nothing; `codes` tells which are the same. */
function rareValues(values: Float64Array, codes: Uint16Array): Float64Array {
  const counts = new Uint32Array(65_536)
  for (const code of codes) counts[code]!++
  const most = Math.max(5, COMMON_SHARE * values.length)
  return values.map((v, i) => (counts[codes[i]!]! > most ? Number.NaN : v))
}

/** Share of every `step`-th row, of those not yet in `of`, where both hold the same, less that share with the next row's cell. */
function excess(a: Float64Array, b: Float64Array, of: Uint8Array, step: number): number {
  let same = 0
  let looked = 0
  for (let i = 0; i < a.length; i += step) {
    looked++
    if (of[i] !== 0) continue
    if (a[i] === b[i]) same++
    if (a[i] === b[i + 1 < b.length ? i + 1 : 0]) same--
  }
  return same / looked
}
