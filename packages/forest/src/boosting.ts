// Gradient-boosted trees for a yes or no or for a number, grown leaf by leaf on histograms (Friedman 2001; Ke et al. 2017, LightGBM).
import type {BoostedTrees} from './boosted-trees.ts'
import {bestReader, bitmapOf, fillFeatures, reserveFeatures, SET_BYTES} from './feature-table.ts'
import type {Feature, Split} from './grow.ts'
import {planWorkspace} from './kernels.ts'
import {logistic, type Loss} from './loss.ts'

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

/** Who looks at the scores between rounds. */
export interface Watch {
  /** Rows that are learnt from; the others only get their scores. */
  readonly learnt: Uint32Array
  /** Scores by row after so many rounds, from 0 on; false ends the fit. */
  goesOn(score: Float64Array, rounds: number): boolean
}

export interface FittedBoosting extends BoostedTrees {
  /** How much the splits on each feature lowered the loss, in all. */
  readonly gains: Float64Array
}

interface Open {
  readonly node: number
  readonly start: number
  readonly end: number
  /** Where its histogram stands. */
  readonly histogram: number
  /** What its rows add to the score when it stays a leaf. */
  readonly value: number
  readonly best: Split
}

/** Gradient, curvature and count. */
const BIN_DOUBLES = 3
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
  watch?: Watch,
): Generator<undefined, FittedBoosting> {
  const learnt = watch?.learnt ?? rows
  const plan = planWorkspace()
  const table = reserveFeatures(plan, features)
  const {width} = table
  const many = features.length
  const [byRow, byNode] = [targets.length, rows.length]
  const scores = plan.reserve(Float64Array, byRow)
  const gradients = plan.reserve(Float64Array, byRow)
  const curvatures = plan.reserve(Float64Array, byRow)
  const nodeGradients = plan.reserve(Float64Array, byNode)
  const nodeCurvatures = plan.reserve(Float64Array, byNode)
  const orderPlace = plan.reserve(Uint32Array, byNode)
  const side = plan.reserve(Uint32Array, byNode)
  const set = plan.reserve(Uint8Array, SET_BYTES)
  const totals = plan.reserve(Float64Array, BIN_DOUBLES)
  const spare = Array.from(
    {length: Math.max(1, options.leaves) + 1},
    () => plan.reserve(Float64Array, BIN_DOUBLES * width).address,
  )
  const work = plan.open()
  const {kernels} = work
  fillFeatures(work, table, features)
  const readBest = bestReader(work, table)
  const score = work.arrayAt(scores)
  const gradient = work.arrayAt(gradients)
  const curvature = work.arrayAt(curvatures)
  const order = work.arrayAt(orderPlace)
  const setThere = work.arrayAt(set)
  const sums = work.arrayAt(totals)
  const addressOf = (at: number): number => orderPlace.address + 4 * at

  const bias = loss.bias(targets, learnt)
  score.fill(bias)
  const gains = new Float64Array(many)
  const out = {
    roots: [] as number[],
    feature: [] as number[],
    split: [] as number[],
    child: [] as number[],
    value: [] as number[],
  }
  const sets: number[] = []

  for (let round = 0; watch?.goesOn(score, round) !== false && round < options.rounds; round++) {
    // Rows that are not learnt from keep derivatives of 0.
    loss.derive(score, targets, learnt, {gradient, curvature})
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
    for (const {node, start, end, histogram, value} of open) {
      out.value[node] = value
      kernels.addValue(addressOf(start), end - start, scores.address, value)
      spare.push(histogram)
    }
    yield
  }
  work.close()
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
  function histogramOf(start: number, end: number): number {
    const histogram = spare.pop()!
    kernels.buildGradients(
      addressOf(start),
      end - start,
      table.table.address,
      many,
      gradients.address,
      curvatures.address,
      nodeGradients.address,
      nodeCurvatures.address,
      histogram,
      width,
    )
    return histogram
  }

  function opened(node: number, start: number, end: number, histogram: number): Open {
    kernels.findGradients(
      histogram,
      table.table.address,
      many,
      options.l2,
      options.minLeaf,
      CATEGORY_SMOOTHING,
      table.order.address,
      table.spare.address,
      table.keys.address,
      totals.address,
      table.best.address,
    )
    const value = options.learningRate * (-sums[0]! / (sums[1]! + options.l2))
    return {node, start, end, histogram, value, best: readBest()}
  }

  function splitNode({best, node, start, end, histogram}: Open): [Open, Open] {
    const left = newNode()
    const right = newNode()
    gains[best.feature]! += best.gain
    out.feature[node] = best.feature
    out.child[node] = left
    out.split[node] = best.left ? sets.length : best.threshold
    const bins = table.bins[best.feature]!.address
    const [from, to] = [addressOf(start), addressOf(end)]
    let middle: number
    if (best.left) {
      const bitmap = bitmapOf(best.left)
      sets.push(...bitmap)
      setThere.set(bitmap)
      middle = kernels.partBySet(from, to, bins, set.address, side.address)
    } else middle = kernels.partByBin(from, to, bins, best.threshold, side.address)
    // An address beyond 2 GiB comes back negative.
    middle = ((middle >>> 0) - orderPlace.address) / 4
    const leftSmaller = middle - start <= end - middle
    const small = leftSmaller ? histogramOf(start, middle) : histogramOf(middle, end)
    kernels.subtractGradients(histogram, small, width)
    return [
      opened(left, start, middle, leftSmaller ? small : histogram),
      opened(right, middle, end, leftSmaller ? histogram : small),
    ]
  }
}
