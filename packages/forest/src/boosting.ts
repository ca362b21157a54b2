// Gradient-boosted trees for a yes or no or for a number, grown leaf by leaf on histograms (Friedman 2001; Ke et al. 2017, LightGBM).
import type {BoostedTrees} from './boosted-trees.ts'
import {addToHistogram} from './boosting-histogram.ts'
import type {Feature} from './grow.ts'
import {logistic, type Loss} from './loss.ts'
import {sortByKey} from './sort-by-key.ts'

export interface BoostingOptions {
  /** Most trees. */
  readonly rounds: number
  /** Most leaves of a tree. */
  readonly leaves: number
  /** Share of each tree's correction that is applied. */
  readonly learningRate: number
  /** Least rows in a leaf. */
  readonly minLeaf: number
  /** Added to each leaf's curvature, pulling its value to zero. */
  readonly l2: number
}

export interface FittedBoosting extends BoostedTrees {
  /** How much the splits on each feature lowered the loss, in all. */
  readonly gains: Float64Array
}

interface Open {
  readonly node: number
  readonly start: number
  readonly end: number
  readonly histogram: Float64Array
  readonly best: Best
}

interface Best {
  gain: number
  feature: number
  threshold: number
  /** Categorical bins that go left. */
  left: Uint16Array | undefined
}

const SET_BYTES = 32
/** Added to a category's curvature when categories are put in order, so that rare ones stay near the middle. */
const CATEGORY_SMOOTHING = 5

/** Fits a score to `targets`: by default the log odds of P(target = 1 | features), of targets that are 0 and 1. */
export function fitBoosting(...given: Parameters<typeof boostByRound>): FittedBoosting {
  const rounds = boostByRound(...given)
  for (;;) {
    const round = rounds.next()
    if (round.done === true) return round.value
  }
}

/** As `fitBoosting`, with a pause after each round for whoever has other things to do. */
export function* boostByRound(
  features: readonly Feature[],
  targets: Uint8Array | Float64Array,
  rows: Uint32Array,
  options: BoostingOptions,
  loss: Loss = logistic,
): Generator<undefined, FittedBoosting> {
  const offsets: number[] = []
  let width = 0
  for (const f of features) {
    offsets.push(width)
    width += f.binCount * 3
  }
  const bias = loss.bias(targets, rows)
  const score = new Float64Array(targets.length).fill(bias)
  const gradient = new Float64Array(targets.length)
  const curvature = new Float64Array(targets.length)
  const gains = new Float64Array(features.length)
  /** The same in the order of `order`, fetched once per node. */
  const nodeGradient = new Float64Array(rows.length)
  const nodeCurvature = new Float64Array(rows.length)
  const order = new Uint32Array(rows.length)
  const side = new Uint32Array(rows.length)
  const spare: Float64Array[] = []
  const most = features.reduce((bins, {binCount}) => Math.max(bins, binCount), 0)
  const present = new Uint16Array(most)
  const presentToo = new Uint16Array(most)
  const slope = new Float64Array(most)
  const out = {
    roots: [] as number[],
    feature: [] as number[],
    split: [] as number[],
    child: [] as number[],
    value: [] as number[],
  }
  const sets: number[] = []

  for (let round = 0; round < options.rounds; round++) {
    loss.derive(score, targets, rows, {gradient, curvature})
    order.set(rows)
    out.roots.push(newNode())
    const open = [opened(out.roots[round]!, 0, order.length, histogramOf(0, order.length))]
    for (let leaves = 1; leaves < options.leaves; leaves++) {
      let at = 0
      for (let i = 1; i < open.length; i++) if (open[i]!.best.gain > open[at]!.best.gain) at = i
      if (open[at]!.best.feature < 0) break
      const [left, right] = splitNode(open[at]!)
      open.splice(at, 1, left, right)
    }
    for (const leaf of open) {
      const value = options.learningRate * leafValue(leaf.histogram)
      out.value[leaf.node] = value
      for (let i = leaf.start; i < leaf.end; i++) score[order[i]!]! += value
      spare.push(leaf.histogram)
    }
    yield
  }
  return {
    bias,
    roots: Uint32Array.from(out.roots),
    feature: Int32Array.from(out.feature),
    split: Uint32Array.from(out.split),
    child: Uint32Array.from(out.child),
    sets: Uint8Array.from(sets),
    value: Float32Array.from(out.value),
    gains,
  }

  function newNode(): number {
    out.feature.push(-1)
    out.split.push(0)
    out.child.push(0)
    out.value.push(0)
    return out.feature.length - 1
  }

  /** Gradient, curvature and count of each bin of each feature. */
  function histogramOf(start: number, end: number): Float64Array {
    const h = spare.pop()?.fill(0) ?? new Float64Array(width)
    for (let i = start; i < end; i++) {
      nodeGradient[i] = gradient[order[i]!]!
      nodeCurvature[i] = curvature[order[i]!]!
    }
    addToHistogram(h, features, offsets, {
      rows: order.subarray(start, end),
      gradient: nodeGradient.subarray(start, end),
      curvature: nodeCurvature.subarray(start, end),
    })
    return h
  }

  function totals(h: Float64Array): [number, number, number] {
    let g = 0
    let c = 0
    let n = 0
    const bins = features[0]?.binCount ?? 0
    for (let b = 0; b < bins; b++) {
      g += h[b * 3]!
      c += h[b * 3 + 1]!
      n += h[b * 3 + 2]!
    }
    return [g, c, n]
  }

  function leafValue(h: Float64Array): number {
    const [g, c] = totals(h)
    return -g / (c + options.l2)
  }

  function opened(node: number, start: number, end: number, histogram: Float64Array): Open {
    return {node, start, end, histogram, best: bestSplit(histogram)}
  }

  function bestSplit(h: Float64Array): Best {
    const [g, c, n] = totals(h)
    const best: Best = {gain: 1e-6, feature: -1, threshold: 0, left: undefined}
    if (n < 2 * options.minLeaf) return best
    const before = (g * g) / (c + options.l2)
    for (let k = 0; k < features.length; k++) {
      const {binCount, categorical} = features[k]!
      const offset = offsets[k]!
      const count = categorical ? sortBins(h, offset, binCount) : binCount
      let gl = 0
      let cl = 0
      let nl = 0
      for (let s = 0; s < count - 1; s++) {
        const at = offset + (categorical ? present[s]! : s) * 3
        if (h[at + 2] === 0) continue
        gl += h[at]!
        cl += h[at + 1]!
        nl += h[at + 2]!
        if (nl < options.minLeaf) continue
        if (n - nl < options.minLeaf) break
        const gr = g - gl
        const gain = (gl * gl) / (cl + options.l2) + (gr * gr) / (c - cl + options.l2) - before
        if (gain > best.gain) {
          best.gain = gain
          best.feature = k
          best.threshold = s
        }
      }
      if (best.feature === k) best.left = categorical ? present.slice(0, best.threshold + 1) : undefined
    }
    return best
  }

  /** Puts the bins that have rows into `present`, by slope over curvature; gives their count. */
  function sortBins(h: Float64Array, offset: number, bins: number): number {
    let count = 0
    for (let b = 0; b < bins; b++) {
      const at = offset + b * 3
      if (h[at + 2] === 0) continue
      present[count++] = b
      slope[b] = h[at]! / (h[at + 1]! + CATEGORY_SMOOTHING)
    }
    sortByKey(present, count, slope, presentToo)
    return count
  }

  function splitNode(parent: Open): [Open, Open] {
    const {best, node, start, end, histogram} = parent
    const left = newNode()
    const right = newNode()
    gains[best.feature]! += best.gain
    out.feature[node] = best.feature
    out.child[node] = left
    out.split[node] = best.left ? sets.length : best.threshold
    const inLeft = new Uint8Array(256)
    if (best.left) {
      const bitmap = new Uint8Array(SET_BYTES)
      for (const b of best.left) {
        bitmap[b >> 3]! |= 1 << (b & 7)
        inLeft[b] = 1
      }
      sets.push(...bitmap)
    } else inLeft.fill(1, 0, best.threshold + 1)
    const {bins} = features[best.feature]!
    let middle = start
    let moved = 0
    for (let i = start; i < end; i++) {
      const row = order[i]!
      if (inLeft[bins[row]!]) order[middle++] = row
      else side[moved++] = row
    }
    order.set(side.subarray(0, moved), middle)
    const leftSmaller = middle - start <= end - middle
    const small = leftSmaller ? histogramOf(start, middle) : histogramOf(middle, end)
    for (let i = 0; i < width; i++) histogram[i]! -= small[i]!
    return [
      opened(left, start, middle, leftSmaller ? small : histogram),
      opened(right, middle, end, leftSmaller ? histogram : small),
    ]
  }
}
