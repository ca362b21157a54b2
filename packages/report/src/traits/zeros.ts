// Zero inflation: whether as many values are 0 as in the real column.
import type {ComparedNumbers} from '@inferloop/contract'
import type {Trait} from '../judgement.ts'
import {percent, shareOf} from './shares.ts'

/** Fewer zeros than this on both sides are no inflation. */
const NOTABLE = 0.02

/** Score 1 - |zeros_r - zeros_s|, of shares of the values that are there. Undefined for instants and where zeros are rare. */
export function zerosTrait({kind, cells}: ComparedNumbers): Trait | undefined {
  if (kind !== 'numeric') return undefined
  const share = (values: Float64Array) => {
    const there = shareOf(values, value => value === value)
    return there === 0 ? 0 : shareOf(values, value => value === 0) / there
  }
  const [real, synthetic] = [share(cells.real), share(cells.synthetic)]
  if (Math.max(real, synthetic) < NOTABLE) return undefined
  const said = `${percent(synthetic)} of the synthetic values are 0, ${percent(real)} of the real ones.`
  return {trait: 'zeros', real, synthetic, score: 1 - Math.abs(real - synthetic), said}
}
