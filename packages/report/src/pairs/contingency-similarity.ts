// ContingencySimilarity, as SDMetrics publishes it: how alike two columns of labels go together on both sides.
import {keptWhole, rowsByCode} from './count-table.ts'
import type {PairCodes} from './pair-codes.ts'

/**
 * 1 - ½ Σ|p_real - p_synthetic| over the table of both columns' labels, 0 to 1; a missing cell is a label. Null without rows on either
 * side. Scores any number of pairs: the counts are kept from one to the next.
 *
 * @see SDMetrics ContingencySimilarity; the total variation distance
 */
export function contingencySimilarity(): (a: PairCodes, b: PairCodes) => number | null {
  let differences = new Float64Array(0)
  return (a, b) => {
    const realRows = a.real.length
    const syntheticRows = a.synthetic.length
    if (realRows === 0 || syntheticRows === 0) return null
    const cells = a.size * b.size
    const whole = keptWhole(cells, realRows + syntheticRows)
    const needed = whole ? cells : b.size
    if (differences.length < needed) differences = new Float64Array(needed)
    const distance = whole ? wholeDistance(differences.subarray(0, cells), a, b) : byRow(differences, a, b)
    return Math.max(0, 1 - distance / realRows / syntheticRows / 2)
  }
}

/** Whole numbers until the end: real cells count as many as there are synthetic rows, synthetic ones as many the other way. */
function wholeDistance(differences: Float64Array, a: PairCodes, b: PairCodes): number {
  differences.fill(0)
  add(differences, a.real, b.real, b.size, a.synthetic.length)
  add(differences, a.synthetic, b.synthetic, b.size, -a.real.length)
  let distance = 0
  for (let i = 0; i < differences.length; i++) distance += Math.abs(differences[i]!)
  return distance
}

function add(into: Float64Array, a: Uint32Array, b: Uint32Array, width: number, weight: number): void {
  for (let i = 0; i < a.length; i++) into[a[i]! * width + b[i]!]! += weight
}

/** One row of the table after the other, each in the same `differences`, which come and go as zeros. */
function byRow(differences: Float64Array, a: PairCodes, b: PairCodes): number {
  const real = rowsByCode(a.real, a.size)
  const synthetic = rowsByCode(a.synthetic, a.size)
  differences.fill(0)
  let distance = 0
  for (let code = 0; code < a.size; code++) {
    const [realEnd, syntheticEnd] = [real.starts[code + 1]!, synthetic.starts[code + 1]!]
    for (let k = real.starts[code]!; k < realEnd; k++)
      differences[b.real[real.rows[k]!]!]! += a.synthetic.length
    for (let k = synthetic.starts[code]!; k < syntheticEnd; k++)
      differences[b.synthetic[synthetic.rows[k]!]!]! -= a.real.length
    for (let k = real.starts[code]!; k < realEnd; k++) distance += taken(differences, b.real[real.rows[k]!]!)
    for (let k = synthetic.starts[code]!; k < syntheticEnd; k++)
      distance += taken(differences, b.synthetic[synthetic.rows[k]!]!)
  }
  return distance
}

/** What a cell holds, once: it is zero afterwards. */
function taken(differences: Float64Array, cell: number): number {
  const difference = Math.abs(differences[cell]!)
  differences[cell] = 0
  return difference
}
