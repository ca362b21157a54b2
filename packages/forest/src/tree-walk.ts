// A density tree laid out for drawing: what a walk looks at stands side by side.
import type {DensityTree} from './density-tree.ts'

/** Numbers a node takes up in `nodes`: feature (-1: leaf), the last bin to the left, left child, and where its set begins. */
const STRIDE = 4

export interface TreeWalk {
  readonly nodes: Int32Array
  readonly sets: Uint8Array
  /** Node above each; the root is its own. */
  readonly parent: Uint32Array
}

const known = new WeakMap<DensityTree, TreeWalk>()

export function walkOf(tree: DensityTree, categorical: readonly boolean[]): TreeWalk {
  const made = known.get(tree) ?? layOut(tree, categorical)
  known.set(tree, made)
  return made
}

function layOut({feature, split, child, sets}: DensityTree, categorical: readonly boolean[]): TreeWalk {
  const nodes = new Int32Array(STRIDE * feature.length)
  const parent = new Uint32Array(feature.length)
  for (const [id, f] of feature.entries()) {
    const isSet = f >= 0 && categorical[f] === true
    nodes.set([f, isSet ? -1 : split[id]!, STRIDE * child[id]!, isSet ? split[id]! : 0], STRIDE * id)
    if (f >= 0) parent.fill(id, child[id], child[id]! + 2)
  }
  return {nodes, sets, parent}
}

/** The leaf that row `i` of `bins`, by feature, falls into. */
export function leafOf({nodes, sets}: TreeWalk, bins: readonly Uint8Array[], i: number): number {
  let at = 0
  for (let f = nodes[0]!; f >= 0; f = nodes[at]!) {
    const bin = bins[f]![i]!
    const last = nodes[at + 1]!
    const left = last >= 0 ? bin <= last : ((sets[nodes[at + 3]! + (bin >> 3)]! >> (bin & 7)) & 1) === 1
    at = left ? nodes[at + 2]! : nodes[at + 2]! + STRIDE
  }
  return at / STRIDE
}
