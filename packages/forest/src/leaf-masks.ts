// A small tree as bit masks, so that a row finds its leaf without a branch (QuickScorer: Lucchese et al., SIGIR 2015).
import type {BoostedTrees} from './boosted-trees.ts'

/** Leaves are numbered from left to right, one bit each. */
const MOST_LEAVES = 32
const BINS = 256
/** Every bit set. */
export const ALL = -1

const OPEN = new Int32Array(BINS).fill(ALL)

export interface LeafMasks {
  /** Features that the tree splits on, the first again until they are a multiple of four. */
  readonly features: Uint32Array
  /** For each of them and each bin the leaves that its splits leave open. */
  readonly masks: readonly Int32Array[]
  /** What each leaf adds to the score. */
  readonly values: Float64Array
}

/** Undefined for a tree of more than 32 leaves. A split that sends a row to the right takes the leaves on its left away. */
export function leafMasks(
  {feature, split, child, sets, value}: BoostedTrees,
  root: number,
  categorical: readonly boolean[],
): LeafMasks | undefined {
  const byFeature = new Map<number, Int32Array>()
  const values: number[] = []
  /** The leaves below a node, as a mask; undefined as soon as there are too many. */
  const visit = (id: number): number | undefined => {
    const f = feature[id]!
    if (f < 0) return values.length < MOST_LEAVES ? 1 << (values.push(value[id]!) - 1) : undefined
    const left = visit(child[id]!)
    const right = left === undefined ? undefined : visit(child[id]! + 1)
    if (left === undefined || right === undefined) return undefined
    const masks = byFeature.get(f) ?? new Int32Array(BINS).fill(ALL)
    byFeature.set(f, masks)
    const s = split[id]!
    for (let bin = 0; bin < BINS; bin++) {
      const goesLeft = categorical[f] ? (sets[s + (bin >> 3)]! >> (bin & 7)) & 1 : bin <= s
      if (!goesLeft) masks[bin]! &= ~left
    }
    return left | right
  }
  if (visit(root) === undefined) return undefined
  const features = [...byFeature.keys()]
  const masks = [...byFeature.values()]
  while (features.length % 4 !== 0) {
    features.push(features[0]!)
    masks.push(OPEN)
  }
  return {features: Uint32Array.from(features), masks, values: Float64Array.from(values)}
}
