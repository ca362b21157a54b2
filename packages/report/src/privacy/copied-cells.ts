// Ids and free texts of the synthetic table that stand in the real one.
import type {ComparedColumn} from '@inferloop/contract'
import type {Privacy} from '../judgement.ts'

/** By column: the share of the synthetic cells with a value whose text is a real cell's, and the same of held-out cells, 0 to 1. */
export function copiedCells(columns: readonly ComparedColumn[]): Privacy['copiedCells'] {
  return columns.flatMap(column => {
    if (column.kind !== 'id' && column.kind !== 'text') return []
    const {cells, distinct, kind, name} = column
    const real = new Uint8Array(distinct)
    for (const code of cells.real) real[code] = 1
    const share = (codes: Uint32Array): number => {
      let [there, copied] = [0, 0]
      for (const code of codes) {
        if (code === 0) continue
        there++
        copied += real[code]!
      }
      return there === 0 ? 0 : copied / there
    }
    const natural = cells.holdout === undefined ? null : share(cells.holdout)
    return [{column: name, kind, share: share(cells.synthetic), natural}]
  })
}
