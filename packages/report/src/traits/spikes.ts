// Spikes: values that many real rows share, such as round prices, and whether as many synthetic rows hold them.
import type {ComparedNumbers} from '@inferloop/contract'
import type {Trait} from '../judgement.ts'
import {percent} from './shares.ts'

/** A value is a spike from this share of the values on, in a column of many different ones. */
const SPIKE = 0.005
const LEAST_DISTINCT = 50

/** Score max(0, 1 - Σ|f_r - f_s|) over the spikes, of shares of the values that are there. Undefined without spikes. */
export function spikesTrait({cells}: ComparedNumbers): Trait | undefined {
  const counts = countsOf(cells.real)
  if (counts.byValue.size < LEAST_DISTINCT) return undefined
  const spikes = [...counts.byValue].filter(([, count]) => count >= SPIKE * counts.values && count > 1)
  if (spikes.length === 0) return undefined
  const wanted = new Map(spikes.map(([value]) => [value, 0]))
  let values = 0
  for (const value of cells.synthetic) {
    if (value !== value) continue
    values++
    const seen = wanted.get(value)
    if (seen !== undefined) wanted.set(value, seen + 1)
  }
  let [real, synthetic, apart] = [0, 0, 0]
  for (const [value, count] of spikes) {
    const r = count / counts.values
    const s = values === 0 ? 0 : wanted.get(value)! / values
    real += r
    synthetic += s
    apart += Math.abs(r - s)
  }
  const which = spikes.length === 1 ? '1 frequent value' : `${spikes.length} frequent values`
  const said = `${which} of the real column make up ${percent(real)} of it, and ${percent(synthetic)} of the synthetic one.`
  return {trait: 'spikes', real, synthetic, score: Math.max(0, 1 - apart), said}
}

function countsOf(cells: Float64Array): {byValue: Map<number, number>; values: number} {
  const byValue = new Map<number, number>()
  let values = 0
  for (const value of cells) {
    if (value !== value) continue
    values++
    byValue.set(value, (byValue.get(value) ?? 0) + 1)
  }
  return {byValue, values}
}
