// Boosted trees as they are kept, and the scores they give.

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

/** Scores of `rows` of `bins`, by feature: the log odds of label 1, or the predictions. */
export function scoresOf(
  model: BoostedTrees,
  categorical: readonly boolean[],
  bins: readonly Uint8Array[],
  rows: Uint32Array,
): Float64Array {
  const {feature, split, child, sets, value} = model
  const scores = new Float64Array(rows.length).fill(model.bias)
  // One tree after another: its few nodes stay at hand while all rows pass.
  for (const root of model.roots) {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      let id = root
      for (let f = feature[id]!; f >= 0; f = feature[id]!) {
        const bin = bins[f]![row]!
        const s = split[id]!
        const left = categorical[f] ? (sets[s + (bin >> 3)]! >> (bin & 7)) & 1 : bin <= s
        id = left ? child[id]! : child[id]! + 1
      }
      scores[i]! += value[id]!
    }
  }
  return scores
}
