// Spikes: values that many real rows share, such as round prices, and whether as many synthetic rows hold them.
import type {Trait} from '../judgement.ts'
import {countBelow, runsOf, type SortedSides} from '../sorted-sides.ts'
import {percent} from './percent.ts'

/** A value is a spike from this share of the values on and so many of them, in a column of at least so many different ones. */
const SPIKE = 0.005
const LEAST_VALUES = 10
const LEAST_DISTINCT = 50

/**
 * Score 1 - Σ|f_r - f_s| over the spikes, of shares of the values that are there, less what two samples of one distribution are expected to have, Σ√(2/π · f_r (1 - f_r)
 * (1/n + 1/m)); 0 to 1. Undefined without spikes.
 */
export function spikesTrait({real: values, synthetic: others}: SortedSides): Trait | undefined {
  let distinct = 0
  let spikes = 0
  let [real, synthetic, apart, expected] = [0, 0, 0, 0]
  const spread = (2 / Math.PI) * (1 / values.length + 1 / Math.max(1, others.length))
  for (const [value, count] of runsOf(values)) {
    distinct++
    if (count < SPIKE * values.length || count < LEAST_VALUES) continue
    spikes++
    const r = count / values.length
    const s = others.length === 0 ? 0 : heldBy(others, value) / others.length
    real += r
    synthetic += s
    apart += Math.abs(r - s)
    expected += Math.sqrt(r * (1 - r) * spread)
  }
  if (spikes === 0 || distinct < LEAST_DISTINCT) return undefined
  const which = spikes === 1 ? '1 frequent value' : `${spikes} frequent values`
  const said = `${which} of the real column make${spikes === 1 ? 's' : ''} up ${percent(real)} of it, and ${percent(synthetic)} of the synthetic one.`
  return {trait: 'spikes', real, synthetic, score: Math.max(0, Math.min(1, 1 - apart + expected)), said}
}

function heldBy(sorted: Float64Array, value: number): number {
  const first = countBelow(sorted, value)
  let end = first
  while (end < sorted.length && sorted[end] === value) end++
  return end - first
}
