// Spikes: values that many real rows share, such as round prices, and whether as many synthetic rows hold them.
import type {Trait} from '../judgement.ts'
import {countBelow, runsOf, type SortedSides} from '../sorted-sides.ts'
import {percent} from './percent.ts'

/** A value is a spike from this share of the values on, in a column of at least so many different ones. */
const SPIKE = 0.005
const LEAST_DISTINCT = 50

/** Score max(0, 1 - Σ|f_r - f_s|) over the spikes, of shares of the values that are there. Undefined without spikes. */
export function spikesTrait({real: values, synthetic: others}: SortedSides): Trait | undefined {
  let distinct = 0
  let spikes = 0
  let [real, synthetic, apart] = [0, 0, 0]
  for (const [value, count] of runsOf(values)) {
    distinct++
    if (count < SPIKE * values.length || count === 1) continue
    spikes++
    const r = count / values.length
    const s = others.length === 0 ? 0 : heldBy(others, value) / others.length
    real += r
    synthetic += s
    apart += Math.abs(r - s)
  }
  if (spikes === 0 || distinct < LEAST_DISTINCT) return undefined
  const which = spikes === 1 ? '1 frequent value' : `${spikes} frequent values`
  const said = `${which} of the real column make${spikes === 1 ? 's' : ''} up ${percent(real)} of it, and ${percent(synthetic)} of the synthetic one.`
  return {trait: 'spikes', real, synthetic, score: Math.max(0, 1 - apart), said}
}

function heldBy(sorted: Float64Array, value: number): number {
  const first = countBelow(sorted, value)
  let end = first
  while (end < sorted.length && sorted[end] === value) end++
  return end - first
}
