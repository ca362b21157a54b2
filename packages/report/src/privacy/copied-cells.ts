// Ids and free texts of the synthetic table that stand in the real one.
import type {ComparedColumn} from '@inferloop/contract'
import type {Privacy} from '../judgement.ts'

/**
 * By column: the share of the synthetic cells with a value whose text is a real cell's, 0 to 1. natural is the same of held-out cells; without any, the share of
 * real cells whose text is another real cell's too.
 */
export function copiedCells(columns: readonly ComparedColumn[]): Privacy['copiedCells'] {
  return columns.flatMap(column => {
    if (column.kind !== 'id' && column.kind !== 'text') return []
    const {cells, distinct, kind, name} = column
    const times = new Uint32Array(distinct)
    for (const code of cells.real) times[code]!++
    const share = (codes: Uint32Array, least: number): number => {
      let [there, copied] = [0, 0]
      for (const code of codes) {
        if (code === 0) continue
        there++
        if (times[code]! >= least) copied++
      }
      return there === 0 ? 0 : copied / there
    }
    const natural = cells.holdout === undefined ? share(cells.real, 2) : share(cells.holdout, 1)
    return [{column: name, kind, share: share(cells.synthetic, 1), natural}]
  })
}
