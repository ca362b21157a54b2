// Sets what the trained generator makes to the shares and spreads that were learnt, column by column: a GAN keeps dependences better than
// margins. Shares by one number more for each slot's logit, as a classifier is set to other class frequencies (Saerens et al. 2002);
// numbers by the monotone map from quantiles to quantiles.
import {type Layout, type ModelColumn, type NumericCode, valueInMode} from './layout.ts'

const ROUNDS = 30
/** Lowest share aimed at, of slots nothing has. */
const NOTHING = 1e-12
const MOST_KNOTS = 250

/** What to add to the bias of each of the `width` outputs so that the mean chance of a slot over `logits` is its share. */
export function calibration(
  logits: Float32Array,
  layout: Layout,
  shares: readonly Float64Array[],
): Float64Array {
  const added = new Float64Array(layout.width)
  layout.places.forEach((place, j) => {
    const {start, size} = place
    const rows = logits.length / layout.width
    const chances = new Float64Array(rows * size)
    for (let row = 0; row < rows; row++) {
      const from = row * layout.width + start
      let most = -Infinity
      for (let k = 0; k < size; k++) most = Math.max(most, logits[from + k]!)
      for (let k = 0; k < size; k++) chances[row * size + k] = Math.exp(logits[from + k]! - most)
    }
    const factors = factorsFor(chances, size, shares[j]!)
    for (let k = 0; k < size; k++) added[start + k] = Math.log(factors[k]!)
  })
  return added
}

function factorsFor(chances: Float64Array, size: number, shares: Float64Array): Float64Array {
  const rows = chances.length / size
  const factors = new Float64Array(size).fill(1)
  const means = new Float64Array(size)
  for (let round = 0; round < ROUNDS; round++) {
    means.fill(0)
    for (let at = 0; at < chances.length; at += size) {
      let total = 0
      for (let k = 0; k < size; k++) total += chances[at + k]! * factors[k]!
      const scale = 1 / (total * rows)
      for (let k = 0; k < size; k++) means[k]! += chances[at + k]! * factors[k]! * scale
    }
    let furthest = 0
    for (let k = 0; k < size; k++) {
      const ratio = Math.max(NOTHING, shares[k]!) / Math.max(NOTHING, means[k]!)
      furthest = Math.max(furthest, Math.abs(means[k]! - shares[k]!))
      factors[k] = Math.min(1e12, Math.max(1e-12, factors[k]! * ratio))
    }
    if (furthest < 1e-4) break
  }
  return factors
}

/** Quantiles of what is made beside those of the table; each is the mean of as many rows, `leastRows` of the table at least. */
export function quantileMap(
  made: Float64Array,
  real: Float64Array,
  leastRows: number,
): Pick<NumericCode, 'made' | 'real'> {
  const knots = Math.min(MOST_KNOTS, Math.floor(real.length / leastRows), Math.floor(made.length / 4))
  if (knots < 2) return {made: new Float64Array(), real: new Float64Array()}
  return {made: meansOfParts(made, knots), real: meansOfParts(real, knots)}
}

/** Ascending: means of equal values, too, which rounding may put in another order. */
function meansOfParts(values: Float64Array, parts: number): Float64Array {
  const sorted = values.toSorted()
  let most = -Infinity
  return Float64Array.from({length: parts}, (_, i) => {
    const part = sorted.subarray(
      Math.floor((i * sorted.length) / parts),
      Math.floor(((i + 1) * sorted.length) / parts),
    )
    return (most = Math.max(
      most,
      part.reduce((mean, x) => mean + x / part.length, 0),
    ))
  })
}

/** Where x stands among `made`, told by `real`; beyond the ends by the distance from them. */
export function mapped(x: number, {made, real}: Pick<NumericCode, 'made' | 'real'>): number {
  const last = made.length - 1
  if (last < 1) return x
  if (x <= made[0]!) return real[0]! + (x - made[0]!)
  if (x >= made[last]!) return real[last]! + (x - made[last]!)
  let [low, high] = [0, last]
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if (made[middle]! <= x) low = middle
    else high = middle
  }
  const share = (x - made[low]!) / (made[high]! - made[low]!)
  return real[low]! + share * (real[high]! - real[low]!)
}

/** Share of the rows that each slot of each column has. */
export function slotShares(slots: readonly Uint16Array[], {places}: Layout): readonly Float64Array[] {
  return places.map(({size}, j) => {
    const shares = new Float64Array(size)
    for (const slot of slots[j]!) shares[slot]! += 1 / slots[j]!.length
    return shares
  })
}

/** Numbers of a column that stand in a mode. */
export function valuesInModes(
  {code}: ModelColumn,
  slots: Uint16Array,
  scalars: Float32Array | undefined,
): Float64Array {
  if (code.kind !== 'numeric' || scalars === undefined) return new Float64Array()
  const values: number[] = []
  slots.forEach((slot, row) => {
    if (slot < code.means.length) {
      const value = valueInMode(code, slot, scalars[row]!)
      values.push(Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value)))
    }
  })
  return Float64Array.from(values)
}
