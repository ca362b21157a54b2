// Correlation of two columns of numbers, of which some may be missing.
import {type Ranked, ranked} from './ranked.ts'

/** A column made ready to be correlated with many others. */
export interface Correlated {
  readonly values: Float64Array
  /** (values - mean) / √Σ(values - mean)²; undefined when cells are missing or the column is constant. */
  readonly standardised: Float64Array | undefined
  readonly ranks: Ranked
  readonly constant: boolean
}

export function correlated(values: Float64Array): Correlated {
  const ranks = ranked(values)
  const constant = ranks.values.length === 1
  return {values, ranks, constant, standardised: constant ? undefined : standardise(values)}
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
 * Spearman's ρ: Pearson's r of the ranks among the rows in which both are there, ties given their mean rank. The mean of such ranks is
 * known beforehand, so that rows are only counted and then multiplied.
 *
 * @see Spearman 1904; scipy.stats.spearmanr
 */
export function spearman(a: Correlated, b: Correlated): number | null {
  const [x, y] = [a.ranks, b.ranks]
  const noneX = x.values.length
  const noneY = y.values.length
  const [countsX, countsY] = x.missing || y.missing ? jointCounts(x, y) : [x.counts, y.counts]
  const ranksX = centredRanks(countsX)
  const ranksY = centredRanks(countsY)
  const xx = sumOfSquares(ranksX, countsX)
  const yy = sumOfSquares(ranksY, countsY)
  if (!(xx > 0 && yy > 0)) return null
  let xy = 0
  for (let i = 0; i < x.codes.length; i++) {
    const p = x.codes[i]!
    const q = y.codes[i]!
    if (p !== noneX && q !== noneY) xy += ranksX[p]! * ranksY[q]!
  }
  return bounded(xy / Math.sqrt(xx) / Math.sqrt(yy))
}

/** How often each value occurs in rows where both are there. */
function jointCounts(x: Ranked, y: Ranked): readonly [Float64Array, Float64Array] {
  const noneX = x.values.length
  const noneY = y.values.length
  const countsX = new Float64Array(noneX)
  const countsY = new Float64Array(noneY)
  for (let i = 0; i < x.codes.length; i++) {
    const p = x.codes[i]!
    const q = y.codes[i]!
    if (p === noneX || q === noneY) continue
    countsX[p]!++
    countsY[q]!++
  }
  return [countsX, countsY]
}

/** Mean rank of each value less the mean of all ranks. */
function centredRanks(counts: Float64Array): Float64Array {
  let rows = 0
  for (let i = 0; i < counts.length; i++) rows += counts[i]!
  const ranks = new Float64Array(counts.length)
  let below = 0
  for (let i = 0; i < counts.length; i++) {
    ranks[i] = below + (counts[i]! - rows) / 2
    below += counts[i]!
  }
  return ranks
}

function sumOfSquares(ranks: Float64Array, counts: Float64Array): number {
  let sum = 0
  for (let i = 0; i < counts.length; i++) sum += ranks[i]! * ranks[i]! * counts[i]!
  return sum
}

function pearsonOf(a: Float64Array, b: Float64Array): number | null {
  let rows = 0
  let meanA = 0
  let meanB = 0
  for (let i = 0; i < a.length; i++) {
    const x = a[i]!
    const y = b[i]!
    if (x !== x || y !== y) continue
    rows++
    meanA += x
    meanB += y
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
    if (x !== x || y !== y) continue
    ab += x * y
    aa += x * x
    bb += y * y
  }
  return aa > 0 && bb > 0 && Number.isFinite(aa + bb) ? bounded(ab / Math.sqrt(aa) / Math.sqrt(bb)) : null
}

/** Undefined when a cell is missing, for the sum is not a number then. */
function standardise(values: Float64Array): Float64Array | undefined {
  let sum = 0
  for (let i = 0; i < values.length; i++) sum += values[i]!
  const mean = sum / values.length
  const centred = new Float64Array(values.length)
  let squares = 0
  for (let i = 0; i < values.length; i++) {
    const distance = values[i]! - mean
    centred[i] = distance
    squares += distance * distance
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
