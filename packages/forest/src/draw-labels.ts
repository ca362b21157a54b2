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
      const alike = new Uint16Array(rows)
      for (let i = 0; i < rows; i++) {
        const chance = 1 / (1 + Math.exp(-odds[i]!))
        odds[i] = chance * WORDS
        alike[i] = Math.min(STEPS - 1, Math.floor(chance * STEPS))
      }
      const dice = new Uint32Array(rows)
      random.words(dice)
      let word = dice[0]!
      const order = grouped(alike, STEPS, dice)
      for (let i = 0; i < rows; i++) {
        word = evenlyAfter(word)
        found[order[i]!] = word < odds[order[i]!]! ? 1 : 0
      }
    }
  }
}
