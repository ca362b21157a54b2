// Cells as bytes: what a tree splits on (bins), what it predicts (codes), and the rank of each code.
import {type Axis, binCount, codeOf, distinctCounts, FIRST_LEVEL, FIRST_REPEAT, LEVELS} from './axis.ts'
import {lowerBoundIn} from './lower-bound.ts'
import {sortedNumbers} from './sorted-numbers.ts'

/** A numeric column in shared memory, so that worker threads read it without a copy. */
export interface EncodedNumbers {
  readonly type: 'numbers'
  readonly bins: Uint8Array
  readonly binCount: number
  readonly codes: Uint16Array
  /** Mid-rank of each code among all rows, in (0, 1); missing codes below 0. Length FIRST_LEVEL + LEVELS. */
  readonly ranks: Float64Array
}

/** A categorical column: codes as given; bins the same, codes from MAX_CLASS_BIN on sharing the last. */
export interface EncodedClasses {
  readonly type: 'classes'
  readonly bins: Uint8Array
  readonly binCount: number
  readonly codes: Uint16Array
  readonly classes: number
}

export type EncodedColumn = EncodedNumbers | EncodedClasses

export const MAX_CLASS_BIN = 254

const shared = <T>(make: new (buffer: SharedArrayBuffer) => T, bytes: number): T =>
  new make(new SharedArrayBuffer(bytes))

/** `missing[i]` is k ≥ 1 where `values[i]` is missing. `sorted` has the other values, ascending. */
export function encodeNumbers(
  axis: Axis,
  values: Float64Array,
  missing: Uint8Array | undefined,
  sorted = sortedNumbers(values),
): EncodedNumbers {
  const rows = values.length
  const bins = shared(Uint8Array, rows)
  const codes = shared(Uint16Array, rows * 2)
  const distinct = distinctOf(axis, sorted)
  const placeOf = lowerBoundIn(distinct.values)
  for (let i = 0; i < rows; i++) {
    const value = values[i]!
    if (value !== value) {
      const k = (missing?.[i] ?? 1) - 1
      // Kernels count what they are given: a bin that is not there would be another feature's.
      if (!(k >= 0 && k < axis.missingCodes))
        throw new Error(`row ${i} is missing in way ${k + 1} of ${axis.missingCodes}`)
      bins[i] = axis.cuts.length + k
      codes[i] = axis.atoms.length + k
    } else {
      const place = placeOf(value)
      bins[i] = distinct.bins[place]!
      codes[i] = distinct.codes[place]!
    }
  }
  return {type: 'numbers', bins, binCount: binCount(axis), codes, ranks: codeRanks(axis, distinct, rows)}
}

interface Distinct {
  /** Ascending. */
  readonly values: Float64Array
  /** Rows that hold each. */
  readonly counts: Uint32Array
  readonly bins: Uint8Array
  readonly codes: Uint16Array
}

/** What each value becomes. One that is no atom has the level of its mid-rank among such values, so that levels are equally likely. */
function distinctOf(axis: Axis, sorted: Float64Array): Distinct {
  const {values, counts} = distinctCounts(sorted)
  const {atoms, cuts, knots} = axis
  const bins = new Uint8Array(values.length)
  const codes = new Uint16Array(values.length)
  const isAtom = new Uint8Array(values.length)
  let others = 0
  for (let i = 0, atom = 0, bin = 0; i < values.length; i++) {
    const value = values[i]!
    while (bin < cuts.length - 1 && cuts[bin]! < value) bin++
    while (atom < atoms.length && atoms[atom]! < value) atom++
    bins[i] = bin
    if (atoms[atom] === value) {
      isAtom[i] = 1
      codes[i] = atom
    } else others += counts[i]!
  }
  for (let i = 0, below = 0; i < values.length; i++) {
    if (isAtom[i] === 1) continue
    const middle = below + counts[i]! / 2
    below += counts[i]!
    codes[i] =
      knots.length > 0
        ? FIRST_LEVEL + Math.min(LEVELS - 1, Math.floor((middle / others) * LEVELS))
        : codeOf(axis, values[i]!)
  }
  return {values, counts, bins, codes}
}

/** Codes in the order of the largest value of each. */
function codeRanks(axis: Axis, {values, counts, codes}: Distinct, rows: number): Float64Array {
  const ranks = shared(Float64Array, (FIRST_LEVEL + LEVELS) * 8)
  const held = new Uint32Array(FIRST_LEVEL + LEVELS)
  const last = new Uint32Array(FIRST_LEVEL + LEVELS)
  for (let i = 0; i < values.length; i++) {
    held[codes[i]!]! += counts[i]!
    last[codes[i]!] = i
  }
  for (let i = 0, below = 0; i < values.length; i++) {
    const code = codes[i]!
    if (last[code] !== i) continue
    ranks[code] = (below + held[code]! / 2) / rows
    below += held[code]!
  }
  for (let k = 0; k < axis.missingCodes; k++) ranks[axis.atoms.length + k] = -0.5 * (k + 1)
  return ranks
}

export function isMissing(axis: Axis, code: number): boolean {
  return code >= axis.atoms.length && code < FIRST_REPEAT
}

export function encodeClasses(codes: Uint32Array, classes: number): EncodedClasses {
  const bins = shared(Uint8Array, codes.length)
  const wide = shared(Uint16Array, codes.length * 2)
  for (let i = 0; i < codes.length; i++) {
    if (codes[i]! >= classes) throw new Error(`row ${i} has class ${codes[i]} of ${classes}`)
    wide[i] = codes[i]!
    bins[i] = Math.min(codes[i]!, MAX_CLASS_BIN)
  }
  return {type: 'classes', bins, binCount: Math.min(classes, MAX_CLASS_BIN + 1), codes: wide, classes}
}
