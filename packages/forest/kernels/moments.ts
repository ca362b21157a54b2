// Best split by reduction of squares, from histograms of sum and count.
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

/** Bytes of a bin: its sum (double), its count, and four that are left empty. */
const BIN_BYTES: usize = 16
/** Up to this many rows a number is sorted instead of counted. */
const SORT_ROWS: i32 = 24

/** Gathers what the rows hold of `y`, and counts each of `many` features into `histogram`, of `width` bins in all. */
export function buildMoments(
  rows: usize,
  m: i32,
  features: usize,
  many: i32,
  y: usize,
  nodeY: usize,
  histogram: usize,
  width: i32,
): void {
  gather(rows, m, y, nodeY)
  countAll(rows, m, features, many, nodeY, histogram, width)
}

/** Takes the moments of `small` away. */
export function subtractMoments(histogram: usize, small: usize, width: i32): void {
  const end = histogram + <usize>width * BIN_BYTES
  for (let at = histogram, other = small; at < end; at += BIN_BYTES, other += BIN_BYTES) {
    store<f64>(at, load<f64>(at) - load<f64>(other))
    store<u32>(at, load<u32>(at, 8) - load<u32>(other, 8), 8)
  }
}

/**
 * The best split of `m` rows on `many` features, into `best`; 0 when none gains enough. `kept` is their histogram, to be counted
 * first when `build` says so, or 0: then features are counted one by one into `one`, of 256 bins. `order` and `spare` have room for
 * 256 labels, `means` for 256 doubles.
 */
export function findMoments(
  rows: usize,
  m: i32,
  features: usize,
  many: i32,
  y: usize,
  nodeY: usize,
  kept: usize,
  build: bool,
  width: i32,
  one: usize,
  order: usize,
  spare: usize,
  means: usize,
  minLeaf: i32,
  significance: f64,
  best: usize,
): i32 {
  gather(rows, m, y, nodeY)
  let total: f64 = 0
  let squares: f64 = 0
  for (let i = 0; i < m; i++) {
    const v = load<f64>(nodeY + ((<usize>i) << 3))
    total += v
    squares += v * v
  }
  const n = <f64>m
  const base = (total * total) / n
  const spread = squares - base
  if (spread < 1e-12 * n) return 0
  beginBest(best, Math.max(1e-12 * n, (significance * spread) / n))
  // Who asks for no significance takes what chance gives.
  const deviation = significance > 0 ? spread / n : 0
  if (build) countAll(rows, m, features, many, nodeY, kept, width)
  for (let k = 0; k < many; k++) {
    const f = feature(features, k)
    const labels = isLabels(f)
    if (kept === 0 && m <= SORT_ROWS && !labels) {
      sortRows(binsOf(f), nodeY, rows, m, one)
      scanSorted(k, one, m, total, base, minLeaf, best)
      continue
    }
    const bins = binCountOf(f)
    let histogram = kept + offsetOf(f) * BIN_BYTES
    if (kept === 0) {
      histogram = one
      memory.fill(one, 0, <usize>bins * BIN_BYTES)
      countOne(rows, m, binsOf(f), nodeY, one)
    }
    if (labels) scanLabels(k, histogram, bins, m, total, base, minLeaf, deviation, order, spare, means, best)
    else scanBins(k, histogram, bins, m, total, base, minLeaf, best)
  }
  return load<i32>(best, 8) < 0 ? 0 : 1
}

function gather(rows: usize, m: i32, y: usize, nodeY: usize): void {
  for (let i = 0; i < m; i++)
    store<f64>(nodeY + ((<usize>i) << 3), load<f64>(y + ((<usize>load<u32>(rows + ((<usize>i) << 2))) << 3)))
}

function countAll(
  rows: usize,
  m: i32,
  features: usize,
  many: i32,
  nodeY: usize,
  histogram: usize,
  width: i32,
): void {
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
      const value = load<f64>(nodeY + ((<usize>i) << 3))
      add(toA + <usize>load<u8>(a + row) * BIN_BYTES, value)
      add(toB + <usize>load<u8>(b + row) * BIN_BYTES, value)
    }
  }
  if (k < many) {
    const f = feature(features, k)
    countOne(rows, m, binsOf(f), nodeY, histogram + offsetOf(f) * BIN_BYTES)
  }
}

function countOne(rows: usize, m: i32, bins: usize, nodeY: usize, histogram: usize): void {
  for (let i = 0; i < m; i++) {
    const row = <usize>load<u32>(rows + ((<usize>i) << 2))
    add(histogram + <usize>load<u8>(bins + row) * BIN_BYTES, load<f64>(nodeY + ((<usize>i) << 3)))
  }
}

function add(at: usize, value: f64): void {
  store<f64>(at, load<f64>(at) + value)
  store<u32>(at, load<u32>(at, 8) + 1, 8)
}

/** What is removed by parting `n` rows, which sum to `sum`, from the `m`, which sum to `total`: sums of squares of means beyond `floor`. */
function gained(sum: f64, n: i32, total: f64, m: i32, floor: f64): f64 {
  const rest = total - sum
  return (sum * sum) / <f64>n + (rest * rest) / <f64>(m - n) - floor
}

function scanBins(
  k: i32,
  histogram: usize,
  bins: i32,
  m: i32,
  total: f64,
  base: f64,
  minLeaf: i32,
  best: usize,
): void {
  let n = 0
  let sum: f64 = 0
  for (let s = 0; s < bins - 1; s++) {
    const at = histogram + <usize>s * BIN_BYTES
    const c = load<i32>(at, 8)
    if (c === 0) continue
    n += c
    sum += load<f64>(at)
    if (n < minLeaf) continue
    if (m - n < minLeaf) break
    const gain = gained(sum, n, total, m, base)
    if (gain > gainOf(best)) setBest(best, gain, k, s, 0)
  }
}

/**
 * What the best of the splits of k labels in the order of their means gains where these differ by chance only, less what a split that
 * was not chosen gains, in units of the node's mean squared deviation: (2 / π) (k - 2), at least 0. The means of k equal groups
 * have k - 1 degrees of freedom between them, and a cut in the middle of normal deviates in order keeps 2 / π of their squares
 * (Cox 1957, Note on grouping).
 */
function chanceGain(labels: i32): f64 {
  return (2 / Math.PI) * <f64>max(0, labels - 2)
}

/** Labels that have rows, in the order of their means, which is optimal for squares (Fisher 1958); what chance gains by that is not counted. */
function scanLabels(
  k: i32,
  histogram: usize,
  bins: i32,
  m: i32,
  total: f64,
  base: f64,
  minLeaf: i32,
  deviation: f64,
  order: usize,
  spare: usize,
  means: usize,
  best: usize,
): void {
  let count = 0
  for (let b = 0; b < bins; b++) {
    const at = histogram + <usize>b * BIN_BYTES
    const c = load<u32>(at, 8)
    if (c === 0) continue
    store<u16>(order + ((<usize>count) << 1), <u16>b)
    store<f64>(means + ((<usize>b) << 3), load<f64>(at) / <f64>c)
    count++
  }
  const labels = sortByKey(order, count, means, spare)
  const floor = base + chanceGain(count) * deviation
  let n = 0
  let sum: f64 = 0
  for (let s = 0; s < count - 1; s++) {
    const at = histogram + <usize>load<u16>(labels + ((<usize>s) << 1)) * BIN_BYTES
    n += load<i32>(at, 8)
    sum += load<f64>(at)
    if (n < minLeaf) continue
    if (m - n < minLeaf) break
    const gain = gained(sum, n, total, m, floor)
    if (gain > gainOf(best)) setBest(best, gain, k, s, labels)
  }
  keepLabels(best, k, labels)
}

/** Bin and value of each row, 16 bytes, in the order of bins. */
function sortRows(bins: usize, nodeY: usize, rows: usize, m: i32, sorted: usize): void {
  for (let i = 0; i < m; i++) {
    const key = <u32>load<u8>(bins + load<u32>(rows + ((<usize>i) << 2)))
    let at = sorted + <usize>i * BIN_BYTES
    for (; at > sorted && load<u32>(at - BIN_BYTES, 8) > key; at -= BIN_BYTES) {
      store<f64>(at, load<f64>(at - BIN_BYTES))
      store<u32>(at, load<u32>(at - BIN_BYTES, 8), 8)
    }
    store<f64>(at, load<f64>(nodeY + ((<usize>i) << 3)))
    store<u32>(at, key, 8)
  }
}

function scanSorted(k: i32, sorted: usize, m: i32, total: f64, base: f64, minLeaf: i32, best: usize): void {
  let sum: f64 = 0
  for (let n = 1; n <= m - minLeaf; n++) {
    const at = sorted + <usize>(n - 1) * BIN_BYTES
    sum += load<f64>(at)
    const key = load<u32>(at, 8)
    if (n < minLeaf || key === load<u32>(at, 8 + BIN_BYTES)) continue
    const gain = gained(sum, n, total, m, base)
    if (gain > gainOf(best)) setBest(best, gain, k, key, 0)
  }
}
