// Draws labels, 0 or 1, of a column from its boosted trees.
import {addScores, type BoostedTrees, fillTrees, reserveTrees} from './boosted-trees.ts'
import type {Draw} from './draw-row.ts'
import {evenlyAfter, grouped, WORDS} from './even-draws.ts'
import type {Place, Plan, Workspace} from './kernels.ts'
import type {Batch} from './tree-layout.ts'

/** Steps of a chance within which rows count as alike. */
const STEPS = 1024

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
      const chances = odds.subarray(0, rows)
      for (let i = 0; i < rows; i++) chances[i] = 1 / (1 + Math.exp(-odds[i]!))
      const alike = Uint32Array.from(chances, chance => Math.min(STEPS - 1, Math.floor(chance * STEPS)))
      let word = random.below(WORDS)
      for (const row of grouped(alike, STEPS, random)) {
        word = evenlyAfter(word)
        found[row] = word < chances[row]! * WORDS ? 1 : 0
      }
    }
  }
}
