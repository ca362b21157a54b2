// A numeric column's axis: frequent values as atoms, the rest as positions on a quantile curve, and predictor bins.

import {roundBetween} from './round-between.ts'

/** Codes below this are atoms and missing codes. */
export const FIRST_REPEAT = 4080
/** Codes from here on are levels of the continuous part; code FIRST_REPEAT + k below it repeats the k-th repeated column. */
export const FIRST_LEVEL = 4096
/** Levels the continuous part is cut into; level l covers positions [l, l + 1) / LEVELS of its distribution. */
export const LEVELS = 8192
/** Most predictor bins, missing codes included, so that a bin fits one byte with one code to spare. */
export const MAX_BINS = 254

export interface AxisOptions {
  /** Least rows a value needs to be kept exactly, to be an edge of a bin, and that each knot mixes; at least 1. */
  readonly minAtomRows: number
  /** Rows that each knot of the quantile curve should stand for, at least 1. */
  readonly rowsPerKnot: number
}

export interface Axis {
  /** Values kept exactly, ascending; code i is atoms[i]. */
  readonly atoms: Float64Array
  /**
   * Quantiles of the other values at k / (knots.length - 1), each a mean of neighbours; empty when all values are atoms but
   * for too few, which count as the nearest atom.
   */
  readonly knots: Float64Array
  /** Upper edge, inclusive, of each predictor bin, ascending; values above the last edge fall into the last bin. */
  readonly cuts: Float64Array
  /** How many missing codes follow the atoms: code atoms.length + k - 1 is missing code k. */
  readonly missingCodes: number
}

/** Share of rows from which a value is an atom although the column has many distinct values. */
const ATOM_SHARE = 0.002
/** Columns with at most this many distinct values are discrete: every common value is an atom. */
const DISCRETE = 2048
const MAX_KNOTS = 1024
/** Share of rows from which a value has a predictor bin of its own. */
const SPIKE_SHARE = 0.004

/** `sorted` holds the present values, ascending, without NaN. */
export function fitAxis(sorted: Float64Array, missingCodes: number, options: AxisOptions): Axis {
  const {values, counts} = distinctCounts(sorted)
  const isAtom = chooseAtoms(counts, sorted.length, options.minAtomRows)
  const atoms = values.filter((_, i) => isAtom[i] === 1)
  const rest = new Float64Array(sorted.length - counts.reduce((sum, c, i) => sum + (isAtom[i] ? c : 0), 0))
  let at = 0
  for (let i = 0; i < values.length; i++)
    if (!isAtom[i]) {
      rest.fill(values[i]!, at, at + counts[i]!)
      at += counts[i]!
    }
  return {
    atoms,
    knots:
      atoms.length > 0 && rest.length < options.minAtomRows
        ? new Float64Array()
        : quantiles(rest, options, atoms.length > 0),
    cuts: binEdges(values, counts, sorted.length, MAX_BINS - missingCodes, options.minAtomRows),
    missingCodes,
  }
}

/** Different numbers of an ascending list, and how often each stands there. */
export function distinctCounts(sorted: Float64Array): {values: Float64Array; counts: Uint32Array} {
  let n = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) n++
  const values = new Float64Array(n)
  const counts = new Uint32Array(n)
  let k = -1
  for (let i = 0; i < sorted.length; i++) {
    if (i === 0 || sorted[i] !== sorted[i - 1]) values[++k] = sorted[i]!
    counts[k]!++
  }
  return {values, counts}
}

function chooseAtoms(counts: Uint32Array, rows: number, minRows: number): Uint8Array {
  const least = counts.length <= DISCRETE ? minRows : Math.max(minRows, Math.ceil(ATOM_SHARE * rows))
  return Uint8Array.from(counts, c => (c >= least ? 1 : 0))
}

/** Knots at equal probabilities of `rest`, about one for every `rowsPerKnot` rows, at most 1024. In a small table, where there is nothing beside `rest`, each mixes half of it. */
function quantiles(
  rest: Float64Array,
  {rowsPerKnot, minAtomRows}: AxisOptions,
  beside: boolean,
): Float64Array {
  if (rest.length === 0) return new Float64Array()
  const pieces = Math.max(1, Math.min(MAX_KNOTS, Math.round(rest.length / rowsPerKnot)))
  const mixed = Math.max(1, Math.min(minAtomRows, beside ? rest.length : rest.length >> 1))
  return Float64Array.from({length: pieces + 1}, (_, k) => {
    const first = Math.floor((k / pieces) * (rest.length - mixed))
    let sum = 0
    for (let i = first; i < first + mixed; i++) sum += rest[i]! - rest[first]!
    if (Number.isFinite(sum)) return rest[first]! + sum / mixed
    return rest.subarray(first, first + mixed).reduce((mean, value) => mean + value / mixed, 0)
  })
}

/**
 * Upper edges of bins of near-equal mass and at least `minRows` rows; values above SPIKE_SHARE of the rows stand alone, as do
 * all when they fit. A value that fewer rows hold is no edge: a round number between it and the next one is.
 */
function binEdges(
  values: Float64Array,
  counts: Uint32Array,
  rows: number,
  bins: number,
  minRows: number,
): Float64Array {
  const last = values.length - 1
  const edgeAfter = (i: number): number =>
    i === last || counts[i]! >= minRows ? values[i]! : roundBetween(values[i]!, values[i + 1]!)
  const byCount = Uint32Array.from(counts).sort()
  const fits = values.length <= bins
  const least = fits
    ? 1
    : Math.max(SPIKE_SHARE * rows, byCount[values.length - Math.floor(bins / 2)]! + 1, minRows)
  let spikes = 0
  let mass = 0
  for (const c of counts)
    if (c >= least) {
      spikes++
      mass += c
    }
  const target = fits ? minRows : Math.max(minRows, (rows - mass) / Math.max(1, bins - 2 * spikes - 1))
  const edges: number[] = []
  let filled = 0
  for (let i = 0; i <= last; i++) {
    const spike = !fits && counts[i]! >= least
    if (spike && filled >= minRows) edges.push(edgeAfter(i - 1))
    filled = spike ? 0 : filled + counts[i]!
    if (spike || filled >= target || i === last) {
      edges.push(edgeAfter(i))
      filled = 0
    }
  }
  return Float64Array.from(edges)
}

/** Index of the first edge that is at least `value`, the last index when none is. */
export function lowerBound(edges: Float64Array, value: number): number {
  let low = 0
  let high = edges.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if (edges[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Predictor bin of a value; missing code k has bin cuts.length + k - 1. */
export function binOf(axis: Axis, value: number): number {
  return lowerBound(axis.cuts, value)
}

export function binCount(axis: Axis): number {
  return axis.cuts.length + axis.missingCodes
}

/** The value of a code: exact for atoms, `NaN` for missing codes, on the quantile curve for levels. */
export function valueOf(axis: Axis, code: number, within: number): number {
  if (code < FIRST_LEVEL) return code < axis.atoms.length ? axis.atoms[code]! : Number.NaN
  return valueAt(axis, (code - FIRST_LEVEL + within) / LEVELS)
}

/** The quantile curve at a position in [0, 1], linear between knots. */
export function valueAt(axis: Axis, position: number): number {
  const {knots} = axis
  if (knots.length === 1) return knots[0]!
  const at = Math.min(1, Math.max(0, position)) * (knots.length - 1)
  const k = Math.min(knots.length - 2, Math.floor(at))
  const width = knots[k + 1]! - knots[k]!
  // From one end of the doubles to the other is more than a double holds.
  return Number.isFinite(width)
    ? knots[k]! + (at - k) * width
    : knots[k]! * (1 - at + k) + knots[k + 1]! * (at - k)
}

/** Whether a code stands for another column's value. */
export function isRepeat(code: number): boolean {
  return code >= FIRST_REPEAT && code < FIRST_LEVEL
}

/** The code of a value: its atom, or the level at its place on the quantile curve; the nearest atom when there is no curve. */
export function codeOf(axis: Axis, value: number): number {
  const {atoms} = axis
  const atom = Math.max(0, lowerBound(atoms, value))
  if (atoms[atom] === value) return atom
  if (axis.knots.length === 0)
    return atom > 0 && value - atoms[atom - 1]! < atoms[atom]! - value ? atom - 1 : atom
  return FIRST_LEVEL + Math.min(LEVELS - 1, Math.floor(positionOf(axis, value) * LEVELS))
}

/** Position in [0, 1] of a value on the quantile curve. */
export function positionOf(axis: Axis, value: number): number {
  const {knots} = axis
  if (knots.length < 2) return 0.5
  const k = Math.max(1, lowerBound(knots, value))
  const low = knots[k - 1]!
  const width = knots[k]! - low
  const part = width > 0 ? Math.min(1, Math.max(0, (value - low) / width)) : 1
  return (k - 1 + part) / (knots.length - 1)
}
