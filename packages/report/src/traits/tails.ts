// Tails: whether synthetic values reach as far as the outermost hundredth of the real ones, and as often.
import type {Trait} from '../judgement.ts'
import {countBelow, runsOf, type SortedSides} from '../sorted-sides.ts'
import {percent} from './percent.ts'

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
export function tailTraits({real, synthetic}: SortedSides): Trait[] {
  if (real.length < LEAST_VALUES || synthetic.length === 0 || !hasVariety(real)) return []
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
const beyond = (sorted: Float64Array, x: number): number => 1 - countBelow(sorted, x) / sorted.length

const negated = (value: number): number => -value

function hasVariety(sorted: Float64Array): boolean {
  let distinct = 0
  for (const _ of runsOf(sorted)) if (++distinct >= LEAST_DISTINCT) return true
  return false
}
