// Whether as many cells are missing as in the real column.
import type {ComparedColumn} from '@inferloop/contract'
import type {Trait} from '../judgement.ts'
import {percent} from './percent.ts'
import {shareOf} from './share-of.ts'

/** Score 1 - |missing_r - missing_s|, of shares of all cells. Undefined when no cell is missing on either side. */
export function missingTrait(column: ComparedColumn): Trait | undefined {
  const share = (side: 'real' | 'synthetic'): number => {
    if ('schema' in column) return shareOf(column.cells[side], value => value !== value)
    const missing = 'labels' in column ? column.labels.length : 0
    return shareOf(column.cells[side], code => code === missing)
  }
  const [real, synthetic] = [share('real'), share('synthetic')]
  if (real === 0 && synthetic === 0) return undefined
  const said = `${percent(synthetic)} of the synthetic cells are missing, ${percent(real)} of the real ones.`
  return {trait: 'missing', real, synthetic, score: 1 - Math.abs(real - synthetic), said}
}
