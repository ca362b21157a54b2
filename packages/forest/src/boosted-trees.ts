// Boosted trees as they are kept, and the scores they give.
import {type Kernels, type Place, type Plan, planWorkspace, type Workspace} from './kernels.ts'
import {type Batch, layOut, NODE_NUMBERS, reserveBatch} from './tree-layout.ts'

/** All trees one after another; children are indices into the same arrays, 0 for a leaf. */
export interface BoostedTrees {
  /** The score before any tree. */
  readonly bias: number
  readonly roots: Uint32Array
  /** Feature of each node, -1 for a leaf. */
  readonly feature: Int32Array
  /** As in DensityTree: the last bin to the left, or the first byte of a bitmap in `sets`. */
  readonly split: Uint32Array
  readonly child: Uint32Array
  readonly sets: Uint8Array
  /** What a leaf adds to the score. */
  readonly value: Float32Array
}

/** Rows that pass all trees together: their bins stay at hand. */
const AT_A_TIME = 8192

/** Scores of `rows` of `bins`, by feature: the log odds of label 1, or the predictions. */
export function scoresOf(
  model: BoostedTrees,
  categorical: readonly boolean[],
  bins: readonly Uint8Array[],
  rows: Uint32Array,
): Float64Array {
  const used = [...new Set(model.feature)].filter(f => f >= 0)
  const stride = Math.max(1, Math.min(AT_A_TIME, rows.length))
  const plan = planWorkspace()
  const batch = reserveBatch(plan, Math.max(-1, ...used) + 1, stride)
  const trees = reserveTrees(plan, model)
  const scores = plan.reserve(Float64Array, stride)
  const work = plan.open()
  fillTrees(work, trees, model, categorical)
  const to = work.arrayAt(batch.bins)
  const found = work.arrayAt(scores)
  const all = new Float64Array(rows.length)
  for (let first = 0; first < rows.length; first += stride) {
    const some = rows.subarray(first, first + stride)
    for (const f of used) {
      const from = bins[f]!
      for (let i = 0; i < some.length; i++) to[f * stride + i] = from[some[i]!]!
    }
    found.fill(model.bias)
    addScores(work.kernels, trees, model.roots, batch, some.length, scores)
    all.set(found.subarray(0, some.length), first)
  }
  work.close()
  return all
}

/** Where the trees of a model stand. */
export interface TreesPlace {
  readonly nodes: Place<Int32Array>
  readonly values: Place<Float64Array>
  readonly sets: Place<Uint8Array>
}

export const reserveTrees = (plan: Plan, {feature, sets}: BoostedTrees): TreesPlace => ({
  nodes: plan.reserve(Int32Array, NODE_NUMBERS * feature.length),
  values: plan.reserve(Float64Array, feature.length),
  sets: plan.reserve(Uint8Array, sets.length),
})

export function fillTrees(
  {arrayAt}: Workspace,
  {nodes, values, sets}: TreesPlace,
  model: BoostedTrees,
  categorical: readonly boolean[],
): void {
  layOut(model, categorical, arrayAt(nodes))
  arrayAt(values).set(model.value)
  arrayAt(sets).set(model.sets)
}

/** Adds what the trees say of the first `rows` rows of the batch. */
export function addScores(
  kernels: Kernels,
  {nodes, values, sets}: TreesPlace,
  roots: Uint32Array,
  {bins, stride, scratch}: Batch,
  rows: number,
  scores: Place<Float64Array>,
): void {
  // One tree after another: its few nodes stay at hand while all rows pass.
  for (const root of roots)
    kernels.addScores(
      nodes.address,
      root,
      sets.address,
      values.address,
      bins.address,
      stride,
      rows,
      scores.address,
      scratch.address,
    )
}
