// Inner loops of boosting: sums of gradients, curvatures and counts by bin, and the best split by them (Friedman 2001; Ke et al. 2017).
import {
  beginBest,
  binCountOf,
  binsOf,
  feature,
  gainOf,
  isLabels,
  keepLabels,
  offsetOf,
  setBest,
} from './features'
import {sortByKey} from './sort'

/** Three doubles a bin: gradient, curvature, rows. */
const BIN_BYTES: usize = 24

/** Fills `histogram`, of `width` bins, with the sums over `m` rows; `gradient` and `curvature` by row, `nodeGradient` and `nodeCurvature` have room for `m`. */
export function buildGradients(
  rows: usize,
  m: i32,
  features: usize,
  many: i32,
  gradient: usize,
  curvature: usize,
  nodeGradient: usize,
  nodeCurvature: usize,
  histogram: usize,
  width: i32,
): void {
  for (let i = 0; i < m; i++) {
    const row = (<usize>load<u32>(rows + ((<usize>i) << 2))) << 3
    store<f64>(nodeGradient + ((<usize>i) << 3), load<f64>(gradient + row))
    store<f64>(nodeCurvature + ((<usize>i) << 3), load<f64>(curvature + row))
  }
  memory.fill(histogram, 0, <usize>width * BIN_BYTES)
  let k = 0
  // Two features at a time: where one has few bins, each sum waits for the one before, and the other fills the time.
  for (; k + 2 <= many; k += 2) {
    const f = feature(features, k)
    const g = feature(features, k + 1)
    const a = binsOf(f)
    const b = binsOf(g)
    const toA = histogram + offsetOf(f) * BIN_BYTES
    const toB = histogram + offsetOf(g) * BIN_BYTES
    for (let i = 0; i < m; i++) {
      const row = <usize>load<u32>(rows + ((<usize>i) << 2))
      const slope = load<f64>(nodeGradient + ((<usize>i) << 3))
      const bend = load<f64>(nodeCurvature + ((<usize>i) << 3))
      add(toA + <usize>load<u8>(a + row) * BIN_BYTES, slope, bend)
      add(toB + <usize>load<u8>(b + row) * BIN_BYTES, slope, bend)
    }
  }
  if (k < many) {
    const f = feature(features, k)
    const a = binsOf(f)
    const to = histogram + offsetOf(f) * BIN_BYTES
    for (let i = 0; i < m; i++) {
      const row = <usize>load<u32>(rows + ((<usize>i) << 2))
      const slope = load<f64>(nodeGradient + ((<usize>i) << 3))
      add(to + <usize>load<u8>(a + row) * BIN_BYTES, slope, load<f64>(nodeCurvature + ((<usize>i) << 3)))
    }
  }
}

function add(at: usize, slope: f64, bend: f64): void {
  store<f64>(at, load<f64>(at) + slope)
  store<f64>(at, load<f64>(at, 8) + bend, 8)
  store<f64>(at, load<f64>(at, 16) + 1, 16)
}

/** Takes the sums of `small` away. */
export function subtractGradients(histogram: usize, small: usize, width: i32): void {
  const end = histogram + <usize>width * BIN_BYTES
  for (let at = histogram, other = small; at < end; at += 8, other += 8)
    store<f64>(at, load<f64>(at) - load<f64>(other))
}

/** Adds `value` to the scores of `m` rows. */
export function addValue(rows: usize, m: i32, scores: usize, value: f64): void {
  for (let i = 0; i < m; i++) {
    const at = scores + ((<usize>load<u32>(rows + ((<usize>i) << 2))) << 3)
    store<f64>(at, load<f64>(at) + value)
  }
}

/** The best split of a histogram of `many` features, into `best`: its feature is -1 when none gains anything. `totals` receives three doubles, the sums over the node. */
export function findGradients(
  histogram: usize,
  features: usize,
  many: i32,
  l2: f64,
  minLeaf: f64,
  smoothing: f64,
  order: usize,
  spare: usize,
  slopes: usize,
  totals: usize,
  best: usize,
): void {
  let g: f64 = 0
  let c: f64 = 0
  let n: f64 = 0
  const first = many > 0 ? binCountOf(features) : 0
  for (let b = 0; b < first; b++) {
    const at = histogram + <usize>b * BIN_BYTES
    g += load<f64>(at)
    c += load<f64>(at, 8)
    n += load<f64>(at, 16)
  }
  store<f64>(totals, g)
  store<f64>(totals, c, 8)
  store<f64>(totals, n, 16)
  beginBest(best, 1e-6)
  if (n < 2 * minLeaf) return
  const before = (g * g) / (c + l2)
  for (let k = 0; k < many; k++) {
    const f = feature(features, k)
    const from = histogram + offsetOf(f) * BIN_BYTES
    let labels: usize = 0
    let count = binCountOf(f)
    if (isLabels(f)) {
      count = slopesOf(from, count, smoothing, order, slopes)
      labels = sortByKey(order, count, slopes, spare)
    }
    let gl: f64 = 0
    let cl: f64 = 0
    let nl: f64 = 0
    for (let s = 0; s < count - 1; s++) {
      const b = labels === 0 ? s : <i32>load<u16>(labels + ((<usize>s) << 1))
      const at = from + <usize>b * BIN_BYTES
      const here = load<f64>(at, 16)
      if (here === 0) continue
      gl += load<f64>(at)
      cl += load<f64>(at, 8)
      nl += here
      if (nl < minLeaf) continue
      if (n - nl < minLeaf) break
      const gr = g - gl
      const gain = (gl * gl) / (cl + l2) + (gr * gr) / (c - cl + l2) - before
      if (gain > gainOf(best)) setBest(best, gain, k, s, labels)
    }
    keepLabels(best, k, labels)
  }
}

/** Labels that have rows, into `order`, and slope over curvature of each; gives how many there are. */
function slopesOf(from: usize, bins: i32, smoothing: f64, order: usize, slopes: usize): i32 {
  let count = 0
  for (let b = 0; b < bins; b++) {
    const at = from + <usize>b * BIN_BYTES
    if (load<f64>(at, 16) === 0) continue
    store<u16>(order + ((<usize>count) << 1), <u16>b)
    store<f64>(slopes + ((<usize>b) << 3), load<f64>(at) / (load<f64>(at, 8) + smoothing))
    count++
  }
  return count
}
