// Tails: whether synthetic values reach as far as the outermost hundredth of the real ones, and as often.
import type {ComparedNumbers} from '@inferloop/contract'
import type {Trait} from '../judgement.ts'
import {percent} from './shares.ts'

/** Share of the real values that make a tail. */
const TAIL = 0.01
/** Columns of fewer values or of fewer different ones have no tails to speak of. */
const LEAST_VALUES = 1000
const LEAST_DISTINCT = 50

/** What the greatest difference of two samples of one distribution stays below in 95 of 100 cases, in units of its spread (Kolmogorov 1933). */
const CHANCE = 1.358

/**
 * With S(x) the share of values at or beyond x, and q the value that 1 % of the real ones lie at or beyond: d = sup|S_r(x) - S_s(x)| / S_r(q) over x at or beyond q, less what chance
 * explains, 1.358 √((1/n + 1/m) / S_r(q)). Score 1 - d, 0 to 1: 1 is the same tail, 0 one that is missing or more than twice as heavy somewhere. At most two traits.
 */
export function tailTraits({kind, cells}: ComparedNumbers): Trait[] {
  if (kind !== 'numeric') return []
  const real = sortedOf(cells.real)
  const synthetic = sortedOf(cells.synthetic)
  if (
    real.length < LEAST_VALUES ||
    synthetic.length === 0 ||
    distinctUpTo(real, LEAST_DISTINCT) < LEAST_DISTINCT
  )
    return []
  return [
    tail('upper-tail', real, synthetic),
    tail('lower-tail', real.map(negated).toReversed(), synthetic.map(negated).toReversed()),
  ].filter(trait => trait !== undefined)
}

/** Both ascending; the tail is at the end. */
function tail(
  trait: 'upper-tail' | 'lower-tail',
  real: Float64Array,
  synthetic: Float64Array,
): Trait | undefined {
  const q = real[Math.floor((1 - TAIL) * real.length)]!
  const mass = beyond(real, q)
  // A spike at the end, such as a cap: no tail but a value, which other traits see.
  if (mass > 3 * TAIL) return undefined
  let apart = 0
  for (const sample of [real, synthetic])
    for (let i = sample.length - 1; i >= 0 && sample[i]! >= q; i--)
      apart = Math.max(apart, Math.abs(beyond(real, sample[i]!) - beyond(synthetic, sample[i]!)))
  apart = Math.max(apart, Math.abs(mass - beyond(synthetic, q)))
  const share = beyond(synthetic, q)
  const chance = CHANCE * Math.sqrt((1 / real.length + 1 / synthetic.length) / mass)
  const word = trait === 'upper-tail' ? 'above' : 'below'
  const edge = trait === 'upper-tail' ? q : -q
  const said = `${percent(share)} of the synthetic values lie at or ${word} ${Number(edge.toPrecision(6))}, where ${percent(mass)} of the real ones do.`
  return {
    trait,
    real: mass,
    synthetic: share,
    score: Math.max(0, Math.min(1, 1 - apart / mass + chance)),
    said,
  }
}

/** Share of the ascending values that are at least `x`. */
function beyond(sorted: Float64Array, x: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < x) low = middle + 1
    else high = middle
  }
  return (sorted.length - low) / sorted.length
}

const negated = (value: number): number => -value

const sortedOf = (values: Float64Array): Float64Array => values.filter(value => value === value).sort()

function distinctUpTo(sorted: Float64Array, most: number): number {
  let found = sorted.length === 0 ? 0 : 1
  for (let i = 1; i < sorted.length && found < most; i++) if (sorted[i] !== sorted[i - 1]) found++
  return found
}
