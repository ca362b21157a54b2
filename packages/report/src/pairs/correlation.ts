// Correlation of two columns of numbers, of which some may be missing.

/** A column made ready to be correlated with many others. */
export interface Correlated {
  readonly values: Float64Array
  /** (values - mean) / √Σ(values - mean)²; undefined when cells are missing or the column is constant. */
  readonly standardised: Float64Array | undefined
  /** Places of the values, ascending, NaN left out. */
  readonly order: Uint32Array
  readonly constant: boolean
}

export function correlated(values: Float64Array): Correlated {
  const order = orderOf(values)
  const constant = order.length > 0 && values[order[0]!] === values[order.at(-1)!]
  const standardised =
    constant || order.length < values.length || values.length < 2 ? undefined : standardise(values)
  return {values, order, constant, standardised}
}

/**
 * Pearson's r = Σ (a - ā)(b - b̄) / √(Σ (a - ā)² Σ (b - b̄)²) over the rows in which both are there, -1 to 1. Null for constants and fewer
 * than two such rows.
 *
 * @see Pearson 1896; scipy.stats.pearsonr
 */
export function pearson(a: Correlated, b: Correlated): number | null {
  if (a.standardised !== undefined && b.standardised !== undefined)
    return bounded(dot(a.standardised, b.standardised))
  return pearsonOf(a.values, b.values)
}

/**
 * Spearman's ρ: Pearson's r of the ranks among the rows in which both are there, ties given their mean rank.
 *
 * @see Spearman 1904; scipy.stats.spearmanr
 */
export function spearman(a: Correlated, b: Correlated): number | null {
  return pearsonOf(ranks(a, b.values), ranks(b, a.values))
}

function pearsonOf(a: Float64Array, b: Float64Array): number | null {
  let rows = 0
  let meanA = 0
  let meanB = 0
  for (let i = 0; i < a.length; i++) {
    if (Number.isNaN(a[i]! + b[i]!)) continue
    rows++
    meanA += a[i]!
    meanB += b[i]!
  }
  if (rows < 2) return null
  meanA /= rows
  meanB /= rows
  let ab = 0
  let aa = 0
  let bb = 0
  for (let i = 0; i < a.length; i++) {
    const x = a[i]! - meanA
    const y = b[i]! - meanB
    if (Number.isNaN(x + y)) continue
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa > 0 && bb > 0 ? bounded(ab / Math.sqrt(aa) / Math.sqrt(bb)) : null
}

/** Mean ranks, from 1, of the values whose `other` is there; NaN elsewhere. */
function ranks({values, order}: Correlated, other: Float64Array): Float64Array {
  const ranked = new Float64Array(values.length).fill(Number.NaN)
  let below = 0
  for (let start = 0; start < order.length; ) {
    const value = values[order[start]!]!
    let end = start
    let here = 0
    for (; end < order.length && values[order[end]!] === value; end++)
      if (!Number.isNaN(other[order[end]!]!)) here++
    for (let k = start; k < end; k++)
      if (!Number.isNaN(other[order[k]!]!)) ranked[order[k]!] = below + (here + 1) / 2
    below += here
    start = end
  }
  return ranked
}

function orderOf(values: Float64Array): Uint32Array {
  const present = new Uint32Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i]!)) present[count++] = i
  return present.subarray(0, count).sort((a, b) => values[a]! - values[b]!)
}

function standardise(values: Float64Array): Float64Array | undefined {
  let mean = 0
  for (let i = 0; i < values.length; i++) mean += values[i]! / values.length
  let squares = 0
  const centred = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) {
    centred[i] = values[i]! - mean
    squares += centred[i]! * centred[i]!
  }
  const length = Math.sqrt(squares)
  if (!(length > 0 && Number.isFinite(length))) return undefined
  for (let i = 0; i < centred.length; i++) centred[i]! /= length
  return centred
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Null for what overflowed; rounding never leads beyond -1 and 1. */
const bounded = (r: number): number | null => (Number.isFinite(r) ? Math.max(-1, Math.min(1, r)) : null)
