// How far what the generator makes is from rows of the table: mean total variation of pairs of columns, 0 to 1, lower is better.
import type {Random} from '@inferloop/contract'
import {shuffleInPlace} from '@inferloop/random'
import {calibration, valuesInModes} from './calibrate.ts'
import type {Conditions} from './conditions.ts'
import {type DrawnSlots, drawSlots} from './draw-slots.ts'
import type {EncodedColumn} from './encode.ts'
import type {ModelColumn} from './layout.ts'
import type {Weights} from './model.ts'
import {drawStart, type GeneratorShape, type RunningGenerator} from './run-generator.ts'

/** Parts numbers are cut into, with as many of the rows each. */
const PARTS = 10
/** Labels told apart; the rest counts as one. */
const MOST_LABELS = 20
const MOST_PAIRS = 100
/** Numbers of all that is made for one score. */
const MOST_LOGITS = 1e6
const MOST_MADE = 5000

export interface Validated {
  readonly shape: GeneratorShape
  readonly columns: readonly ModelColumn[]
  readonly encoded: readonly EncodedColumn[]
  /** Of the table, to compare with. */
  readonly rows: Uint32Array
  readonly conditions: Conditions
  readonly shares: readonly Float64Array[]
  /** What is made is compared as it will be when it is calibrated. */
  readonly calibrate: boolean
  readonly random: Random
}

/** A score for given weights; always of the same noise, so that scores differ by the weights alone. */
export function validation(
  given: Validated,
  generator: RunningGenerator,
): (weights: Weights) => Promise<number> {
  const {shape, columns, encoded, rows, calibrate} = given
  const {layout} = shape
  const count = Math.max(500, Math.min(MOST_MADE, Math.floor(MOST_LOGITS / layout.width)))
  const start = drawStart(shape, count, given.conditions, given.random.split('start'))
  const real: DrawnSlots = {
    slots: encoded.map(({slots}) => Uint16Array.from(rows, row => slots[row]!)),
    scalars: encoded.map(({scalars}) => scalars && Float32Array.from(rows, row => scalars[row]!)),
  }
  const sorted = columns.map((column, j) => valuesInModes(column, real.slots[j]!, real.scalars[j]).sort())
  const edges = sorted.map(values =>
    Array.from({length: PARTS - 1}, (_, i) => values[Math.floor(((i + 1) * values.length) / PARTS)]!),
  )
  // Numbers made are cut at the same ranks, where calibration will put them; ranks of values that repeat lie together.
  const ranks = sorted.map((values, j) =>
    edges[j]!.map(edge => values.findIndex(value => value >= edge) / values.length),
  )
  const realParts = columns.map((column, j) => partsOf(column, real, j, edges[j]!))
  const pairs = somePairs(columns.length, given.random.split('pairs'))
  return async weights => {
    const logits = await generator.run(start, weights)
    if (calibrate) addTo(logits, calibration(logits, layout, given.shares))
    const drawn = drawSlots(logits, layout, given.random.split('slots'))
    const parts = columns.map((column, j) => {
      const values = calibrate ? valuesInModes(column, drawn.slots[j]!, drawn.scalars[j]).sort() : undefined
      const own =
        values && ranks[j]!.map(rank => (rank > 0 ? values[Math.floor(rank * values.length)]! : -Infinity))
      return partsOf(column, drawn, j, own ?? edges[j]!)
    })
    const distances = pairs.map(([a, b]) => distance([realParts[a]!, realParts[b]!], [parts[a]!, parts[b]!]))
    return distances.reduce((x, y) => x + y, 0) / distances.length
  }
}

export function addTo(logits: Float32Array, added: Float64Array): void {
  for (let at = 0; at < logits.length; at++) logits[at]! += added[at % added.length]!
}

/** A small number for each row: the part a number falls to, or the slot. */
function partsOf(
  {code}: ModelColumn,
  {slots, scalars}: DrawnSlots,
  j: number,
  edges: readonly number[],
): Uint8Array {
  if (code.kind === 'labels') return Uint8Array.from(slots[j]!, slot => Math.min(slot, MOST_LABELS - 1))
  const {means, deviations} = code
  return Uint8Array.from(slots[j]!, (slot, row) => {
    if (slot >= means.length) return Math.min(PARTS + slot - means.length, MOST_LABELS - 1)
    const value = scalars[j]![row]! * 4 * deviations[slot]! + means[slot]!
    let part = 0
    while (part < edges.length && value >= edges[part]!) part++
    return part
  })
}

/** Half the sum of differences between the shares of all pairs of parts. */
function distance(real: readonly [Uint8Array, Uint8Array], made: readonly [Uint8Array, Uint8Array]): number {
  const differences = new Float64Array(MOST_LABELS * MOST_LABELS)
  const count = ([a, b]: readonly [Uint8Array, Uint8Array], weight: number) => {
    for (let row = 0; row < a.length; row++) differences[a[row]! * MOST_LABELS + b[row]!]! += weight
  }
  count(real, 1 / real[0].length)
  count(made, -1 / made[0].length)
  return differences.reduce((sum, one) => sum + Math.abs(one), 0) / 2
}

/** All pairs of columns, or so many of them; a lone column with itself. */
function somePairs(columns: number, random: Random): readonly (readonly [number, number])[] {
  if (columns === 1) return [[0, 0]]
  const count = (columns * (columns - 1)) / 2
  if (count <= 2000) {
    const all = Array.from({length: columns}, (_, a) => a).flatMap(a =>
      Array.from({length: a}, (_, b) => [a, b] as const),
    )
    return shuffleInPlace(all, random).slice(0, MOST_PAIRS)
  }
  return Array.from({length: MOST_PAIRS}, () => {
    const a = random.below(columns)
    return [a, (a + 1 + random.below(columns - 1)) % columns] as const
  })
}
