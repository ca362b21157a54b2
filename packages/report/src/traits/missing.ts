// Whether as many cells are missing as in the real column.
import type {ComparedColumn} from '@inferloop/contract'
import type {Trait} from '../judgement.ts'
import {percent} from './percent.ts'

/** Score 1 - |missing_r - missing_s|, of shares of all cells. Undefined when no cell is missing on either side. */
export function missingTrait(column: ComparedColumn): Trait | undefined {
  const share = (side: 'real' | 'synthetic'): number => {
    const cells = column.cells[side]
    const missing = 'labels' in column ? column.labels.length : 0
    let count = 0
    const isGone = 'schema' in column ? Number.isNaN : (code: number) => code === missing
    for (let i = 0; i < cells.length; i++) if (isGone(cells[i]!)) count++
    return cells.length === 0 ? 0 : count / cells.length
  }
  const [real, synthetic] = [share('real'), share('synthetic')]
  if (real === 0 && synthetic === 0) return undefined
  const said = `${percent(synthetic)} of the synthetic cells are missing, ${percent(real)} of the real ones.`
  return {trait: 'missing', real, synthetic, score: 1 - Math.abs(real - synthetic), said}
}
