// Cells as bytes: what a tree splits on (bins), what it predicts (codes), and the rank of each code.
import {type Axis, binCount, binOf, codeOf, FIRST_LEVEL, FIRST_REPEAT, LEVELS} from './axis.ts'

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

/** `missing[i]` is k ≥ 1 where `values[i]` is missing. */
export function encodeNumbers(
  axis: Axis,
  values: Float64Array,
  missing: Uint8Array | undefined,
): EncodedNumbers {
  const rows = values.length
  const bins = shared(Uint8Array, rows)
  const codes = shared(Uint16Array, rows * 2)
  const order = axis.knots.length > 0 ? continuousLevels(axis, values) : undefined
  const atomOf = new Map<number, number>()
  for (let i = 0; i < axis.atoms.length; i++) atomOf.set(axis.atoms[i]!, i)
  for (let i = 0; i < rows; i++) {
    const value = values[i]!
    if (value !== value) {
      const k = (missing?.[i] ?? 1) - 1
      bins[i] = axis.cuts.length + k
      codes[i] = axis.atoms.length + k
    } else {
      bins[i] = binOf(axis, value)
      codes[i] = atomOf.get(value) ?? (order === undefined ? codeOf(axis, value) : FIRST_LEVEL + order(value))
    }
  }
  return {type: 'numbers', bins, binCount: binCount(axis), codes, ranks: codeRanks(axis, values, codes)}
}

/** Level of each value that is no atom: its mid-rank among such values, so that levels are equally likely. */
function continuousLevels(axis: Axis, values: Float64Array): (value: number) => number {
  const atoms = new Set(axis.atoms)
  const rest = others(values, atoms).sort()
  const levels = new Map<number, number>()
  for (let start = 0; start < rest.length; ) {
    let end = start + 1
    while (end < rest.length && rest[end] === rest[start]) end++
    levels.set(rest[start]!, Math.min(LEVELS - 1, Math.floor(((start + end) / 2 / rest.length) * LEVELS)))
    start = end
  }
  return value => levels.get(value)!
}

/** Values that are there and not among `atoms`. */
function others(values: Float64Array, atoms: ReadonlySet<number>): Float64Array {
  const rest = new Float64Array(values.length)
  let filled = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (value === value && !atoms.has(value)) rest[filled++] = value
  }
  return rest.subarray(0, filled)
}

function codeRanks(axis: Axis, values: Float64Array, codes: Uint16Array): Float64Array {
  const ranks = shared(Float64Array, (FIRST_LEVEL + LEVELS) * 8)
  const counts = new Uint32Array(FIRST_LEVEL + LEVELS)
  for (const code of codes) counts[code]!++
  const present = [...counts.keys()].filter(code => counts[code]! > 0 && !isMissing(axis, code))
  const typical = new Float64Array(FIRST_LEVEL + LEVELS)
  for (let i = 0; i < codes.length; i++) if (values[i] === values[i]) typical[codes[i]!] = values[i]!
  present.sort((a, b) => typical[a]! - typical[b]!)
  let below = 0
  for (const code of present) {
    ranks[code] = (below + counts[code]! / 2) / codes.length
    below += counts[code]!
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
    wide[i] = codes[i]!
    bins[i] = Math.min(codes[i]!, MAX_CLASS_BIN)
  }
  return {type: 'classes', bins, binCount: Math.min(classes, MAX_CLASS_BIN + 1), codes: wide, classes}
}
