// How much worse rows held out are told by what is learnt from rows made than from real ones: 0 is as well, 1 is not at all.
import type {Random} from '@inferloop/contract'
import {chooseRows, shuffleInPlace} from '@inferloop/random'
import {calibration} from './calibrate.ts'
import type {Conditions} from './conditions.ts'
import {type DrawnSlots, drawSlots} from './draw-slots.ts'
import type {EncodedColumn} from './encode.ts'
import type {ModelColumn} from './layout.ts'
import type {Weights} from './model.ts'
import {type Cut, cutOf} from './parts.ts'
import {errorsOfRegressions, sharesOfPairs} from './ridge.ts'
import {drawStart, type GeneratorShape, type RunningGenerator} from './run-generator.ts'

/** Most parts of all columns together; of wider tables some columns are compared. */
const MOST_PARTS = 300
/** Numbers of all that is made for one score. */
const MOST_LOGITS = 1e6
const MOST_MADE = 5000

export interface Validated {
  readonly shape: GeneratorShape
  readonly columns: readonly ModelColumn[]
  readonly encoded: readonly EncodedColumn[]
  /** Rows that are learnt, and those held out. */
  readonly learnt: Uint32Array
  readonly held: Uint32Array
  readonly conditions: Conditions
  readonly shares: readonly Float64Array[]
  /** What is made is compared as it will be when it is calibrated. */
  readonly calibrate: boolean
  readonly random: Random
}

/**
 * A score for given weights: the mean over columns of the error of regressions learnt on rows made, less that of regressions learnt on
 * as many real ones. Always of the same noise, so that scores differ by the weights alone.
 */
export function validation(
  given: Validated,
  generator: RunningGenerator,
): (weights: Weights) => Promise<number> {
  const {shape, encoded, calibrate, random} = given
  const {layout} = shape
  const count = Math.max(500, Math.min(MOST_MADE, Math.floor(MOST_LOGITS / layout.width)))
  const start = drawStart(shape, count, given.conditions, random.split('start'))
  const cuts = someCuts(given)
  const sizes = cuts.map(({size}) => size)
  const sharesOf = (drawn: DrawnSlots, own: boolean) =>
    sharesOfPairs({sizes, parts: cuts.map(({partsOf}) => partsOf(drawn, own))})
  const held = sharesOf(rowsOf(encoded, given.held), false)
  const places = chooseRows(given.learnt.length, Math.min(count, given.learnt.length), random.split('real'))
  const real = rowsOf(
    encoded,
    places.map(i => given.learnt[i]!),
  )
  const least = errorsOfRegressions(sharesOf(real, false), held, sizes)
  return async weights => {
    const logits = await generator.run(start, weights)
    if (calibrate) addTo(logits, calibration(logits, layout, given.shares))
    const drawn = drawSlots(logits, layout, random.split('slots'))
    const errors = errorsOfRegressions(sharesOf(drawn, calibrate), held, sizes)
    const worse = errors.map((error, i) => error - least[i]!).filter(one => !Number.isNaN(one))
    return worse.length === 0 ? 0 : worse.reduce((a, b) => a + b, 0) / worse.length
  }
}

export function addTo(logits: Float32Array, added: Float64Array): void {
  for (let at = 0; at < logits.length; at++) logits[at]! += added[at % added.length]!
}

function someCuts({columns, encoded, shares, random}: Validated): readonly Cut[] {
  const order = shuffleInPlace(Uint32Array.from(columns.keys()), random.split('columns'))
  const cuts: Cut[] = []
  let parts = 0
  for (const j of order) {
    const cut = cutOf(columns[j]!, j, encoded[j]!, shares[j]!)
    parts += cut.size
    if (parts > MOST_PARTS && cuts.length > 0) break
    cuts.push(cut)
  }
  return cuts
}

const rowsOf = (encoded: readonly EncodedColumn[], rows: Uint32Array): DrawnSlots => ({
  slots: encoded.map(({slots}) => Uint16Array.from(rows, row => slots[row]!)),
  scalars: encoded.map(({scalars}) => scalars && Float32Array.from(rows, row => scalars[row]!)),
})
