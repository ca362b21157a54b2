// Boosted trees as they are kept, and the scores they give.
import {ALL, type LeafMasks, leafMasks} from './leaf-masks.ts'

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

/** Rows from which masks repay their making. */
const WORTH_MASKS = 512

const known = new WeakMap<BoostedTrees, readonly (LeafMasks | undefined)[]>()

/** Scores of `rows` of `bins`, by feature: the log odds of label 1, or the predictions. */
export function scoresOf(
  model: BoostedTrees,
  categorical: readonly boolean[],
  bins: readonly Uint8Array[],
  rows: Uint32Array,
): Float64Array {
  const scores = new Float64Array(rows.length).fill(model.bias)
  const masks = masksOf(model, categorical, rows.length)
  const alive = new Int32Array(masks.length > 0 ? rows.length : 0)
  // One tree after another: its few nodes stay at hand while all rows pass.
  for (const [t, root] of model.roots.entries()) {
    const tree = masks[t]
    if (tree === undefined) walk(model, root, categorical, bins, rows, scores)
    else addByMasks(tree, bins, rows, alive, scores)
  }
  return scores
}

function masksOf(
  model: BoostedTrees,
  categorical: readonly boolean[],
  rows: number,
): readonly (LeafMasks | undefined)[] {
  const made = known.get(model)
  if (made !== undefined || rows < WORTH_MASKS) return made ?? []
  const masks = Array.from(model.roots, root => leafMasks(model, root, categorical))
  known.set(model, masks)
  return masks
}

/** The leaf of a row is the lowest bit that no feature's mask takes away. */
function addByMasks(
  {features, masks, values}: LeafMasks,
  bins: readonly Uint8Array[],
  rows: Uint32Array,
  alive: Int32Array,
  scores: Float64Array,
): void {
  alive.fill(ALL)
  // Four features a pass: `alive` is walked through less often (17.0 -> 10.7 ns a row and tree of 31 leaves on 10 features).
  for (let k = 0; k < features.length; k += 4) {
    const [a, b, c, d] = [masks[k]!, masks[k + 1]!, masks[k + 2]!, masks[k + 3]!]
    const p = bins[features[k]!]!
    const q = bins[features[k + 1]!]!
    const r = bins[features[k + 2]!]!
    const s = bins[features[k + 3]!]!
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i]!
      alive[i]! &= a[p[row]!]! & b[q[row]!]! & c[r[row]!]! & d[s[row]!]!
    }
  }
  for (let i = 0; i < rows.length; i++) {
    const left = alive[i]!
    scores[i]! += values[31 - Math.clz32(left & -left)]!
  }
}

function walk(
  {feature, split, child, sets, value}: BoostedTrees,
  root: number,
  categorical: readonly boolean[],
  bins: readonly Uint8Array[],
  rows: Uint32Array,
  scores: Float64Array,
): void {
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
