// Draws labels, 0 or 1, of a column from its boosted trees.
import {addScores, type BoostedTrees, fillTrees, reserveTrees} from './boosted-trees.ts'
import type {Draw} from './draw-row.ts'
import type {Place, Plan, Workspace} from './kernels.ts'
import type {Batch} from './tree-layout.ts'

interface Around {
  readonly batch: Batch
  readonly scores: Place<Float64Array>
  readonly out: Place<Uint16Array>
}

/** Room for the trees; then, with the memory there, how labels are drawn: 1 with chance 1 / (1 + exp(-score)). */
export function reserveLabels(
  plan: Plan,
  trees: BoostedTrees,
  {batch, scores, out}: Around,
): (work: Workspace, categorical: readonly boolean[]) => Draw {
  const place = reserveTrees(plan, trees)
  return (work, categorical) => {
    fillTrees(work, place, trees, categorical)
    const odds = work.arrayAt(scores)
    const found = work.arrayAt(out)
    return (rows, random) => {
      odds.fill(trees.bias, 0, rows)
      addScores(work.kernels, place, trees.roots, batch, rows, scores)
      for (let i = 0; i < rows; i++) found[i] = random.next() < 1 / (1 + Math.exp(-odds[i]!)) ? 1 : 0
    }
  }
}
