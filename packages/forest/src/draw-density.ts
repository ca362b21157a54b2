// Draws codes of a column from its density tree, all rows of a batch at once.
import type {DensityTree} from './density-tree.ts'
import {type Draw, drawRow} from './draw-row.ts'
import {evenlyAfter, WORDS} from './even-draws.ts'
import type {Place, Plan, Workspace} from './kernels.ts'
import {type Batch, layOut, leavesIn, NODE_NUMBERS} from './tree-layout.ts'

interface Around {
  readonly batch: Batch
  /** A column of `batch.stride` for each feature. */
  readonly codes: Place<Uint16Array>
  /** A random word for each row: where its evenly spread draws begin, and the order in which rows take them. */
  readonly words: Place<Uint32Array>
  readonly out: Place<Uint16Array>
}

/** Room for a tree; then, with the memory there, how its codes are drawn. */
export function reserveDensity(
  plan: Plan,
  tree: DensityTree,
  {batch, codes, words, out}: Around,
): (work: Workspace, categorical: readonly boolean[]) => Draw {
  const nodes = plan.reserve(Int32Array, NODE_NUMBERS * tree.feature.length)
  const parts = {
    sets: plan.reserve(Uint8Array, tree.sets.length),
    entry: plan.reserve(Uint32Array, tree.entry.length),
    cumulative: plan.reserve(Uint32Array, tree.cumulative.length),
    codes: plan.reserve(Uint16Array, tree.codes.length),
    slopeFeature: plan.reserve(Int32Array, tree.slopeFeature.length),
    slope: plan.reserve(Float32Array, tree.slope.length),
    centre: plan.reserve(Float32Array, tree.centre.length),
  }
  return (work, categorical) => {
    layOut(tree, categorical, work.arrayAt(nodes))
    for (const part of Object.keys(parts) as (keyof typeof parts)[])
      work
        .arrayAt<Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array>(parts[part])
        .set(tree[part])
    const parent = parentsOf(tree)
    const here = work.arrayAt(words)
    const found = work.arrayAt(out)
    return (rows, random, options, drawn) => {
      random.words(here.subarray(0, rows))
      if (options.alpha === 0 && options.blend === 0 && tree.repeats.length === 0) {
        work.kernels.drawCodes(
          nodes.address,
          parts.sets.address,
          parts.entry.address,
          parts.cumulative.address,
          parts.codes.address,
          parts.slopeFeature.address,
          parts.slope.address,
          parts.centre.address,
          batch.bins.address,
          codes.address,
          batch.stride,
          rows,
          words.address,
          out.address,
          batch.scratch.address,
        )
        return
      }
      const {bins, scratch, stride} = batch
      const leaves = work.kernels.rowsByLeaf(
        nodes.address,
        0,
        parts.sets.address,
        bins.address,
        stride,
        rows,
        words.address,
        scratch.address,
      )
      let word = here[0]!
      const {order, ids, starts} = leavesIn(work, batch)
      for (let k = 0; k < leaves; k++)
        for (let i = starts[k]!; i < starts[k + 1]!; i++) {
          const row = order[i]!
          word = evenlyAfter(word)
          found[row] = drawRow(tree, parent, ids[k]!, row, word / WORDS, drawn, options, random)
        }
    }
  }
}

/** Node above each; the root is its own. */
function parentsOf({feature, child}: DensityTree): Uint32Array {
  const parent = new Uint32Array(feature.length)
  for (let id = 0; id < feature.length; id++)
    if (feature[id]! >= 0) parent.fill(id, child[id], child[id]! + 2)
  return parent
}
