// A risk as Anonymeter counts it: how much better an attacker does against people in the table than against others.
import type {Risk} from '../judgement.ts'

/** Standard normal quantile of a 95 % interval. */
const Z = 1.959964

/** Attacks that were right, of how many. */
export interface Tally {
  readonly right: number
  readonly attacks: number
}

/**
 * risk = max(0, (attack - control) / (1 - control)) of the rates, with a 95 % interval from the Wilson intervals of both (Newcombe's square-and-add).
 *
 * @see Giomi, Boenisch, Wehmeyer, Tasnádi 2022 (Anonymeter); Wilson 1927; Newcombe 1998
 */
export function riskOf(attack: Tally, control: Tally, baselineRate: number): Risk {
  const a = wilson(attack)
  const c = wilson(control)
  const scale = Math.max(1e-9, 1 - c.rate)
  const apart = a.rate - c.rate
  const lower = apart - Math.hypot(a.rate - a.low, c.high - c.rate)
  const upper = apart + Math.hypot(a.high - a.rate, c.rate - c.low)
  const bounded = (value: number) => Math.max(0, Math.min(1, value / scale))
  return {
    risk: bounded(apart),
    interval: [bounded(lower), bounded(upper)],
    attackRate: a.rate,
    controlRate: c.rate,
    baselineRate,
    attacks: attack.attacks,
  }
}

/** The rate itself and its Wilson score interval. */
export function wilson({right, attacks}: Tally): {rate: number; low: number; high: number} {
  if (attacks === 0) return {rate: 0, low: 0, high: 1}
  const rate = right / attacks
  const squared = Z * Z
  const centre = (rate + squared / (2 * attacks)) / (1 + squared / attacks)
  const half =
    (Z / (1 + squared / attacks)) *
    Math.sqrt((rate * (1 - rate)) / attacks + squared / (4 * attacks * attacks))
  return {rate, low: Math.max(0, centre - half), high: Math.min(1, centre + half)}
}
