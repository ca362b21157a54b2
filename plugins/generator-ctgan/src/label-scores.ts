// Puts the labels of a column on a line where those that go with alike rows stand together: one axis of correspondence analysis
// by reciprocal averaging (Hill 1973).
import type {CategoricalColumn, NumericColumn, Table} from '@inferloop/contract'

const ROUNDS = 8

/** A number for each of `labels` labels; which end is which is settled by the first column that varies. */
export function labelScores(table: Table, of: CategoricalColumn, labels: number): Float64Array {
  const {rows} = table
  const others = table.columns.filter(column => column !== of)
  const start = others.find((column): column is NumericColumn => !('codes' in column))
  let scores = start === undefined ? Float64Array.from({length: rows}, (_, row) => row) : ranks(start.values)
  for (let round = 0; round < ROUNDS; round++) {
    const next = new Float64Array(rows)
    for (const column of [of, ...others]) {
      const codes = 'codes' in column ? column.codes : tenths(column.values)
      const means = meansBy(codes, scores)
      for (let row = 0; row < rows; row++) next[row]! += means[codes[row]!]!
    }
    scores = ranks(next)
  }
  const means = meansBy(of.codes, scores)
  return Float64Array.from({length: labels}, (_, label) => means[label] ?? 0)
}

function meansBy(codes: Uint32Array, scores: Float64Array): Float64Array {
  const size = codes.reduce((most, code) => Math.max(most, code), 0) + 1
  const [sums, counts] = [new Float64Array(size), new Float64Array(size)]
  codes.forEach((code, row) => {
    sums[code]! += scores[row]!
    counts[code]!++
  })
  return sums.map((sum, code) => (counts[code]! > 0 ? sum / counts[code]! : 0))
}

/** From -1 to 1 by rank; what is missing is 0. */
export function ranks(values: Float64Array): Float64Array {
  const order = Uint32Array.from(values.keys())
    .filter(row => !Number.isNaN(values[row]!))
    .sort((a, b) => values[a]! - values[b]! || a - b)
  const ranked = new Float64Array(values.length)
  for (let from = 0, to = 0; from < order.length; from = to) {
    const value = values[order[from]!]!
    while (to < order.length && values[order[to]!] === value) to++
    const rank = (from + to - 1) / Math.max(1, order.length - 1) - 1
    for (let i = from; i < to; i++) ranked[order[i]!] = rank
  }
  return ranked
}

const tenths = (values: Float64Array): Uint32Array =>
  Uint32Array.from(ranks(values), rank => Math.min(9, Math.floor((rank + 1) * 5)))
