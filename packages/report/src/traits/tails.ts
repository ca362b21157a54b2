// Tails: whether synthetic values reach as far as the outermost hundredth of the real ones, and as often.
import {instantText} from '../instant-text.ts'
import type {Trait} from '../judgement.ts'
import {countBelow, runsOf, type SortedSides} from '../sorted-sides.ts'
import {percent} from './percent.ts'

/** Share of the real values that make a tail. */
const TAIL = 0.01
/** Columns of fewer values or of fewer different ones have no tails to speak of. */
const LEAST_VALUES = 1000
const LEAST_DISTINCT = 50

/** What the greatest of |W| on [0, 1], W Brownian motion, stays below in 95 of 100 cases: 4 (1 - Φ(c)) = 0.05. A tail of a sample differs from another's so. */
const CHANCE = 2.241

/**
 * With S(x) the share of values at or beyond x, and q the value that 1 % of the real ones lie at or beyond: d = sup|S_r(x) - S_s(x)| / S_r(q) over x at or beyond q,
 * less what chance explains, 2.241 √((1/n + 1/m) / S_r(q)). Score 1 - d, 0 to 1: 1 is the same tail, 0 one that is missing or more than twice as heavy somewhere. The
 * shares are those beyond the x where they differ most. At most two traits.
 */
export function tailTraits({real, synthetic}: SortedSides, kind: 'numeric' | 'datetime'): Trait[] {
  if (real.length < LEAST_VALUES || synthetic.length === 0 || !hasVariety(real)) return []
  const told = kind === 'numeric' ? roundly(real) : (value: number) => instantText(value).slice(0, DAY)
  return [
    tail('upper-tail', real, synthetic, told),
    tail('lower-tail', real.map(negated).toReversed(), synthetic.map(negated).toReversed(), value =>
      told(-value),
    ),
  ].filter(trait => trait !== undefined)
}

/** Characters of a day: a tail is of few people, whose cells are not told. */
const DAY = 10

/** For the same reason numbers are told in steps of a tenth to a hundredth of the span of most values. */
function roundly(real: Float64Array): (value: number) => string {
  const inner = real[Math.floor((1 - TAIL) * real.length)]! - real[Math.floor(TAIL * real.length)]!
  const span = inner > 0 ? inner : real.at(-1)! - real[0]!
  const step = 10 ** (Math.floor(Math.log10(span)) - 1)
  return value => String(Number((Math.round(value / step) * step).toPrecision(12)))
}

/** Both ascending; the tail is at the end. `told` writes a value for people. */
function tail(
  trait: 'upper-tail' | 'lower-tail',
  real: Float64Array,
  synthetic: Float64Array,
  told: (value: number) => string,
): Trait | undefined {
  const q = real[Math.floor((1 - TAIL) * real.length)]!
  const mass = beyond(real, q)
  // A spike at the end, such as a cap: no tail but a value, which other traits see.
  if (mass > 3 * TAIL) return undefined
  let widest = q
  let apart = Math.abs(mass - beyond(synthetic, q))
  for (const sample of [real, synthetic])
    for (let i = sample.length - 1; i >= 0 && sample[i]! >= q; i--) {
      const difference = Math.abs(beyond(real, sample[i]!) - beyond(synthetic, sample[i]!))
      if (difference <= apart) continue
      apart = difference
      widest = sample[i]!
    }
  const chance = CHANCE * Math.sqrt((1 / real.length + 1 / synthetic.length) / mass)
  const shares = {real: beyond(real, widest), synthetic: beyond(synthetic, widest)}
  const word = trait === 'upper-tail' ? 'above' : 'below'
  const said = `${percent(shares.synthetic)} of the synthetic values lie at or ${word} ${told(widest)}, where ${percent(shares.real)} of the real ones do.`
  return {
    trait,
    ...shares,
    score: Math.max(0, Math.min(1, 1 - apart / mass + chance)),
    said: `${said}${reach(q, real.at(-1)!, synthetic.at(-1)!, told)}`,
  }
}

/** Says so when the synthetic values go on beyond the real ones for longer than the real tail is. */
function reach(q: number, real: number, synthetic: number, told: (value: number) => string): string {
  return synthetic - real > real - q ? ` They reach ${told(synthetic)}, far beyond the real range.` : ''
}

/** Share of the ascending values that are at least `x`. */
const beyond = (sorted: Float64Array, x: number): number => 1 - countBelow(sorted, x) / sorted.length

const negated = (value: number): number => -value

function hasVariety(sorted: Float64Array): boolean {
  let distinct = 0
  for (const _ of runsOf(sorted)) if (++distinct >= LEAST_DISTINCT) return true
  return false
}
