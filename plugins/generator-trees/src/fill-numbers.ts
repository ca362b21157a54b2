// The numbers that drawn codes stand for, and the bins that later columns split on.
import type {Random} from '@inferloop/contract'
import {
  type Axis,
  binOf,
  codeOf,
  type Drawn,
  FIRST_LEVEL,
  FIRST_REPEAT,
  LEVELS,
  valueOf,
} from '@inferloop/forest'
import type {ModelColumn} from './model.ts'
import {snapper} from './snap.ts'

/** What is worked out once for a column. */
export interface NumberMaker {
  readonly axis: Axis
  readonly snap: (value: number) => number
  /** Bin of each atom and missing code. */
  readonly binOfCode: Uint8Array
  /** Bin where each level begins; its values lie there or a little above. */
  readonly binOfLevel: Uint8Array
  /** Columns whose values a code may take over. */
  readonly repeats: Int32Array
}

/** Undefined for columns of labels. */
export function numberMaker({schema, axis, learnt}: ModelColumn): NumberMaker | undefined {
  if (axis === undefined) return undefined
  if (schema.kind !== 'numeric' && schema.kind !== 'datetime')
    throw new Error(`${schema.name} has no numbers`)
  const binOfCode = new Uint8Array(axis.atoms.length + axis.missingCodes)
  for (let i = 0; i < axis.atoms.length; i++) binOfCode[i] = binOf(axis, axis.atoms[i]!)
  for (let k = 0; k < axis.missingCodes; k++) binOfCode[axis.atoms.length + k] = axis.cuts.length + k
  const binOfLevel = new Uint8Array(axis.knots.length > 0 ? LEVELS : 0)
  for (let l = 0; l < binOfLevel.length; l++) binOfLevel[l] = binOf(axis, valueOf(axis, FIRST_LEVEL + l, 0))
  return {
    axis,
    snap: snapper(schema),
    binOfCode,
    binOfLevel,
    repeats: learnt.method === 'density' ? learnt.tree.repeats : new Int32Array(),
  }
}

/** Values and bins of the first `rows` codes of column `j`. A code that repeats another column becomes the code of the value taken over. */
export function fillNumbers(
  {axis, snap, binOfCode, binOfLevel, repeats}: NumberMaker,
  drawn: Drawn,
  j: number,
  rows: number,
  random: Random,
): void {
  const codes = drawn.codes[j]!
  const bins = drawn.bins[j]!
  const values = drawn.values[j]!
  const {atoms, cuts} = axis
  const repeated = Array.from(repeats, p => drawn.values[p]!)
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!
    if (code < FIRST_REPEAT) {
      values[i] = code < atoms.length ? atoms[code]! : Number.NaN
      bins[i] = binOfCode[code]!
    } else if (code >= FIRST_LEVEL) {
      const value = snap(valueOf(axis, code, random.next()))
      let bin = binOfLevel[code - FIRST_LEVEL]!
      while (bin < cuts.length - 1 && cuts[bin]! < value) bin++
      while (bin > 0 && cuts[bin - 1]! >= value) bin--
      values[i] = value
      bins[i] = bin
    } else {
      const taken = repeated[code - FIRST_REPEAT]![i]!
      const value = snap(Number.isNaN(taken) ? anyValue(axis, random) : taken)
      codes[i] = codeOf(axis, value)
      values[i] = value
      bins[i] = binOf(axis, value)
    }
  }
}

/** In place of a missing cell that was to be repeated, where no other code could be drawn: a value of the column, whichever. */
function anyValue(axis: Axis, random: Random): number {
  return axis.knots.length > 0
    ? valueOf(axis, FIRST_LEVEL + random.below(LEVELS), random.next())
    : axis.atoms[random.below(axis.atoms.length)]!
}
