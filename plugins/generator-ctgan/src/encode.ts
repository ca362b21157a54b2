// The table as slots and scalars, a few bytes a cell, and the rows of one batch written out for the networks.
import type {Random, Table} from '@inferloop/contract'
import type {LearntColumn} from './learn-columns.ts'
import type {Layout} from './layout.ts'
import {responsibilities} from './mixture.ts'

export interface EncodedColumn {
  readonly slots: Uint16Array
  /** Of columns with modes; 0 outside them. */
  readonly scalars?: Float32Array
}

/** Added to each probability of a mode before one is drawn. */
const LEAST_CHANCE = 1e-6
const LARGEST_SCALAR = 0.99

/** Each number falls to a mode drawn by its probabilities, once. */
export function encodeColumn(
  {columns}: Table,
  at: number,
  {column, mixture, kept}: LearntColumn,
  random: Random,
): EncodedColumn {
  const given = columns[at]!
  const {code} = column
  if ('codes' in given) {
    const {slots} = code as Extract<typeof code, {kind: 'labels'}>
    return {slots: Uint16Array.from(given.codes, label => slots[label]!)}
  }
  const {means, deviations, atoms} = code as Extract<typeof code, {kind: 'numeric'}>
  const {values, missing} = given
  const slots = new Uint16Array(values.length)
  const atomAt = new Map([...atoms].map((value, i) => [value, means.length + i]))
  const firstMissing = means.length + atoms.length - 1
  if (mixture === undefined || kept === undefined) {
    values.forEach((value, row) => (slots[row] = atomAt.get(value) ?? firstMissing + (missing?.[row] ?? 1)))
    return {slots}
  }
  const scalars = new Float32Array(values.length)
  const shares = new Float64Array(mixture.means.length)
  for (let row = 0; row < values.length; row++) {
    const value = values[row]!
    const atom = atomAt.get(value)
    if (Number.isNaN(value)) slots[row] = firstMissing + missing![row]!
    else if (atom !== undefined) slots[row] = atom
    else {
      responsibilities(mixture, value, shares)
      const mode = drawnMode(shares, kept, random)
      slots[row] = mode
      const scalar = (value - means[mode]!) / (4 * deviations[mode]!)
      scalars[row] = Math.min(LARGEST_SCALAR, Math.max(-LARGEST_SCALAR, scalar))
    }
  }
  return {slots, scalars}
}

function drawnMode(shares: Float64Array, kept: readonly number[], random: Random): number {
  if (kept.length === 1) return 0
  let total = 0
  for (const k of kept) total += shares[k]! + LEAST_CHANCE
  let left = random.next() * total
  for (let mode = 0; mode < kept.length; mode++) {
    left -= shares[kept[mode]!]! + LEAST_CHANCE
    if (left < 0) return mode
  }
  return kept.length - 1
}

/** Writes row `row` of the table as row `at` of a batch of rows in `into`, which holds zeros there. */
export function writeRow(
  columns: readonly EncodedColumn[],
  {places, width}: Layout,
  row: number,
  into: Float32Array,
  at: number,
): void {
  const start = at * width
  for (let j = 0; j < columns.length; j++) {
    const {slots, scalars} = columns[j]!
    const place = places[j]!
    if (scalars !== undefined) into[start + place.scalar] = scalars[row]!
    into[start + place.start + slots[row]!] = 1
  }
}
