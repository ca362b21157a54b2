// Zero inflation: whether as many values are 0 as in the real column.
import type {Trait} from '../judgement.ts'
import {countBelow, type SortedSides} from '../sorted-sides.ts'
import {percent} from './percent.ts'

/** Fewer zeros than this on both sides are no inflation. */
const NOTABLE = 0.02

/** Score 1 - |zeros_r - zeros_s|, of shares of the values that are there. Undefined where zeros are rare. */
export function zerosTrait(sorted: SortedSides): Trait | undefined {
  const share = (values: Float64Array) =>
    values.length === 0 ? 0 : (countBelow(values, Number.MIN_VALUE) - countBelow(values, 0)) / values.length
  const [real, synthetic] = [share(sorted.real), share(sorted.synthetic)]
  if (Math.max(real, synthetic) < NOTABLE) return undefined
  const said = `${percent(synthetic)} of the synthetic values are 0, ${percent(real)} of the real ones.`
  return {trait: 'zeros', real, synthetic, score: 1 - Math.abs(real - synthetic), said}
}
