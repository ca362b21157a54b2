// Cells that are not of the column's kind, such as a word among numbers.
import type {ComparedColumn} from '@inferloop/contract'
import type {Trait} from '../judgement.ts'
import {percent} from './percent.ts'

/** Score 1 - max(0, unreadable_s - unreadable_r), of shares of all cells. Undefined when every synthetic cell can be read. */
export function unreadableTrait({kind, cells, unreadable}: ComparedColumn): Trait | undefined {
  if (unreadable.synthetic === 0) return undefined
  const real = unreadable.real / cells.real.length
  const synthetic = unreadable.synthetic / cells.synthetic.length
  const said = `${percent(synthetic)} of the synthetic cells are not ${kind} and were taken as missing.`
  return {trait: 'unreadable', real, synthetic, score: 1 - Math.max(0, synthetic - real), said}
}
