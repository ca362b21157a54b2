// Trees and rows as kernels read them: what a step looks at stands side by side.
import type {Place, Plan, Workspace} from './kernels.ts'

/** Deepest a tree grows. */
export const MAX_DEPTH = 64

/** Numbers a node takes up. */
export const NODE_NUMBERS = 4

const LAST_BIN = 255

export interface Nodes {
  /** -1 for a leaf. */
  readonly feature: Int32Array
  /** Last bin to the left, or of categorical features the first byte of a set. */
  readonly split: Uint32Array
  readonly child: Uint32Array
}

/** Writes the nodes into `into`, which has NODE_NUMBERS for each: feature, last bin (-1: a set), left child, first byte of the set. */
export function layOut(
  {feature, split, child}: Nodes,
  categorical: readonly boolean[],
  into: Int32Array,
): void {
  for (let id = 0; id < feature.length; id++) {
    const f = feature[id]!
    const isSet = f >= 0 && categorical[f] === true
    const at = id * NODE_NUMBERS
    into[at] = f
    into[at + 1] = isSet ? -1 : Math.min(LAST_BIN, split[id]!)
    into[at + 2] = child[id]!
    into[at + 3] = isSet ? split[id]! : 0
  }
}

/** Rows on their way through trees. */
export interface Batch {
  /** A column of `stride` bytes for each feature. */
  readonly bins: Place<Uint8Array>
  /** Most rows. */
  readonly stride: number
  readonly scratch: Place<Uint32Array>
}

export const reserveBatch = (plan: Plan, features: number, stride: number): Batch => ({
  bins: plan.reserve(Uint8Array, features * stride),
  stride,
  scratch: plan.reserve(Uint32Array, 7 * stride + 1),
})

/** What `rowsByLeaf` leaves behind: rows of leaf `ids[k]` are `order[starts[k]]` to `order[starts[k + 1] - 1]`. */
export function leavesIn({arrayAt}: Workspace, {scratch, stride}: Batch) {
  const all = arrayAt(scratch)
  return {
    order: all.subarray(0, stride),
    ids: all.subarray(2 * stride, 3 * stride),
    starts: all.subarray(3 * stride, 4 * stride + 1),
  }
}
