// ContingencySimilarity, as SDMetrics publishes it: how alike two columns of labels go together on both sides.
import type {PairCodes} from './pair-codes.ts'

/** Cells of a table of counts that is kept whole; larger ones keep what occurs. */
const MOST_CELLS = 1 << 21

/**
 * 1 - ½ Σ|p_real - p_synthetic| over the table of both columns' labels, 0 to 1; a missing cell is a label. Null without rows. Scores
 * any number of pairs: the counts are kept from one to the next.
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
    if (cells > MOST_CELLS) return sparse(a, b)
    if (differences.length < cells) differences = new Float64Array(cells)
    else differences.fill(0, 0, cells)
    // Whole numbers until the end: real cells count syntheticRows each, synthetic ones -realRows.
    add(differences, a.real, b.real, b.size, syntheticRows)
    add(differences, a.synthetic, b.synthetic, b.size, -realRows)
    let distance = 0
    for (let i = 0; i < cells; i++) distance += Math.abs(differences[i]!)
    return 1 - distance / realRows / syntheticRows / 2
  }
}

function add(into: Float64Array, a: Uint32Array, b: Uint32Array, width: number, weight: number): void {
  for (let i = 0; i < a.length; i++) into[a[i]! * width + b[i]!]! += weight
}

function sparse(a: PairCodes, b: PairCodes): number {
  const realRows = a.real.length
  const syntheticRows = a.synthetic.length
  const differences = new Map<number, number>()
  const addTo = (x: Uint32Array, y: Uint32Array, weight: number) => {
    for (let i = 0; i < x.length; i++) {
      const cell = x[i]! * b.size + y[i]!
      differences.set(cell, (differences.get(cell) ?? 0) + weight)
    }
  }
  addTo(a.real, b.real, syntheticRows)
  addTo(a.synthetic, b.synthetic, -realRows)
  let distance = 0
  for (const difference of differences.values()) distance += Math.abs(difference)
  return 1 - distance / realRows / syntheticRows / 2
}
