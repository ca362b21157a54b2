// Grows one tree on binned predictors, depth first; rows are partitioned in place in one index array.
import {reserveClassSplitter} from './class-split.ts'
import {bitmapOf, fillFeatures, reserveFeatures, SET_BYTES} from './feature-table.ts'
import {planWorkspace} from './kernels.ts'
import {reserveMomentSplitter} from './moment-split.ts'
import {fillRows} from './rows.ts'
import {MAX_DEPTH} from './tree-layout.ts'

export interface Feature {
  readonly bins: Uint8Array
  readonly binCount: number
  readonly categorical: boolean
}

export type Target =
  /** The value of row i is `values[codes[i]]`; splits reduce the sum of squares. */
  | {readonly type: 'numbers'; readonly codes: Uint16Array; readonly values: Float64Array}
  /** Splits reduce Gini impurity. */
  | {readonly type: 'classes'; readonly codes: Uint16Array; readonly classes: number}

export interface GrowOptions {
  /** Least rows in a leaf, at least 1. */
  readonly minLeaf: number
  /**
   * A node is split only when the best split removes at least `significance` times the node's mean squared deviation
   * (its impurity per row); 0 splits while it can. The best of many splits on noise removes about 2 to 4 times as much; what more a
   * split on labels owes to the choice of their order (`chanceGain` of kernels/moments.ts) is not counted, for numbers and two classes.
   */
  readonly significance: number
}

/** A binary tree in flat arrays. Children of node i are `child[i]` (left) and `child[i] + 1`. */
export interface Tree {
  /** Predictor of each node, -1 for a leaf. */
  readonly feature: Int32Array
  /** Numeric predictor: bins up to it go left. Categorical: first byte of its bitmap in `sets`. */
  readonly split: Uint32Array
  readonly child: Uint32Array
  /** 32 bytes for each categorical split: bit b set means bin b goes left. */
  readonly sets: Uint8Array
  /** Rows of node i are `rows[start[i]]` to `rows[end[i] - 1]`. */
  readonly start: Uint32Array
  readonly end: Uint32Array
  readonly rows: Uint32Array
}

/** The best split of a node; `left` lists categorical bins that go left. */
export interface Split {
  readonly gain: number
  readonly feature: number
  readonly threshold: number
  readonly left: Uint16Array | undefined
}

/** Works on the rows of the tree at hand, which stand in the same memory. */
export interface Splitter {
  /** Best split of rows[start..end), or undefined when none is worth it. */
  find(start: number, end: number, node: number): Split | undefined
  /** Told after a split, so that it may keep what helps with the children; `goesOn` is false when they are as deep as a tree grows. */
  split(parent: number, left: number, start: number, middle: number, end: number, goesOn: boolean): void
}

export function growTree(features: readonly Feature[], target: Target, options: GrowOptions): Tree {
  const count = target.codes.length
  const plan = planWorkspace()
  const rowsPlace = plan.reserve(Uint32Array, count)
  const side = plan.reserve(Uint32Array, count)
  const set = plan.reserve(Uint8Array, SET_BYTES)
  const table = reserveFeatures(plan, features)
  const openSplitter =
    target.type === 'numbers' || target.classes <= 2
      ? reserveMomentSplitter(plan, asNumbers(target), table, rowsPlace)
      : reserveClassSplitter(plan, target, table, rowsPlace)
  const work = plan.open()
  fillFeatures(work, table, features)
  const rows = work.arrayAt(rowsPlace)
  fillRows(rows)
  const splitter = openSplitter(work, options)
  const setThere = work.arrayAt(set)
  const part = (start: number, end: number, {feature, threshold}: Split, bitmap: Uint8Array | undefined) => {
    const address = (row: number) => rowsPlace.address + 4 * row
    const bins = table.bins[feature]!.address
    if (bitmap) setThere.set(bitmap)
    const middle = bitmap
      ? work.kernels.partBySet(address(start), address(end), bins, set.address, side.address)
      : work.kernels.partByBin(address(start), address(end), bins, threshold, side.address)
    // An address beyond 2 GiB comes back negative.
    return ((middle >>> 0) - rowsPlace.address) / 4
  }
  const nodes = {feature: [-1], split: [0], child: [0], start: [0], end: [count], depth: [0]}
  const sets: number[] = []
  const stack = [0]
  while (stack.length > 0) {
    const id = stack.pop()!
    const start = nodes.start[id]!
    const end = nodes.end[id]!
    if (end - start < 2 * options.minLeaf || nodes.depth[id]! >= MAX_DEPTH || features.length === 0) continue
    const best = splitter.find(start, end, id)
    if (!best) continue
    const bitmap = best.left ? bitmapOf(best.left) : undefined
    const middle = part(start, end, best, bitmap)
    if (bitmap && middle - start > end - middle)
      addAbsent(bitmap, features[best.feature]!.bins, rows, middle, end)
    nodes.feature[id] = best.feature
    nodes.split[id] = bitmap ? sets.length : best.threshold
    if (bitmap) sets.push(...bitmap)
    const left = nodes.feature.length
    nodes.child[id] = left
    for (const [from, to] of [
      [start, middle],
      [middle, end],
    ] as const) {
      nodes.feature.push(-1)
      nodes.split.push(0)
      nodes.child.push(0)
      nodes.start.push(from)
      nodes.end.push(to)
      nodes.depth.push(nodes.depth[id]! + 1)
    }
    splitter.split(id, left, start, middle, end, nodes.depth[left]! < MAX_DEPTH)
    stack.push(left + 1, left)
  }
  const tree = {
    feature: Int32Array.from(nodes.feature),
    split: Uint32Array.from(nodes.split),
    child: Uint32Array.from(nodes.child),
    sets: Uint8Array.from(sets),
    start: Uint32Array.from(nodes.start),
    end: Uint32Array.from(nodes.end),
    rows: rows.slice(),
  }
  work.close()
  return tree
}

/** Two classes are a number, 0 or 1: their Gini gain is twice the gain in squares, so every choice is the same. */
function asNumbers(target: Target): {codes: Uint16Array; values: Float64Array} {
  return target.type === 'numbers' ? target : {codes: target.codes, values: Float64Array.of(0, 1)}
}

/** Lets bins that no row of the node has go left: all but those of the right rows. */
function addAbsent(
  bitmap: Uint8Array,
  bins: Uint8Array,
  rows: Uint32Array,
  middle: number,
  end: number,
): void {
  bitmap.fill(255)
  for (let i = middle; i < end; i++) {
    const bin = bins[rows[i]!]!
    bitmap[bin >> 3]! &= ~(1 << (bin & 7))
  }
}
