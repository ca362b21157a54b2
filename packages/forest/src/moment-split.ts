// Best split by reduction of squares, from histograms of count and sum; large nodes derive one child's by subtraction.
import {chanceGain} from './chance-gain.ts'
import type {Feature, GrowOptions, Split, Splitter} from './grow.ts'

/** From this many rows a node keeps its histograms for its children to subtract from. */
const KEEP_ROWS = 1024
/** Up to this many rows a feature is sorted instead of counted. */
const SORT_ROWS = 24

interface Histogram {
  readonly counts: Uint32Array
  readonly sums: Float64Array
}

export function momentSplitter(
  features: readonly Feature[],
  target: {readonly codes: Uint16Array; readonly values: Float64Array},
  options: GrowOptions,
): Splitter {
  const {minLeaf, significance} = options
  const {codes, values} = target
  const offsets: number[] = []
  let width = 0
  for (const f of features) {
    offsets.push(width)
    width += f.binCount
  }
  const y = new Float64Array(codes.length)
  for (let i = 0; i < y.length; i++) y[i] = values[codes[i]!]!
  const spare: Histogram[] = []
  const kept = new Map<number, Histogram>()
  const counts = new Uint32Array(256)
  const sums = new Float64Array(256)
  const keys = new Uint8Array(SORT_ROWS)
  const ys = new Float64Array(SORT_ROWS)

  const blank = (): Histogram => {
    const h = spare.pop()
    if (!h) return {counts: new Uint32Array(width), sums: new Float64Array(width)}
    h.counts.fill(0)
    h.sums.fill(0)
    return h
  }
  const build = (rows: Uint32Array, start: number, end: number): Histogram => {
    const h = blank()
    features.forEach((f, k) => {
      count(f.bins, y, rows, start, end, h.counts, h.sums, offsets[k]!)
    })
    return h
  }

  return {
    find(rows, start, end, node) {
      const m = end - start
      let total = 0
      let squares = 0
      for (let i = start; i < end; i++) {
        const v = y[rows[i]!]!
        total += v
        squares += v * v
      }
      const base = (total * total) / m
      const spread = squares - base
      if (spread < 1e-12 * m) return drop(node)
      const best: Split = {
        gain: Math.max(1e-12 * m, (significance * spread) / m),
        feature: -1,
        threshold: 0,
        left: undefined,
      }
      // Who asks for no significance takes what chance gives.
      const deviation = significance > 0 ? spread / m : 0
      if (m >= KEEP_ROWS && !kept.has(node)) kept.set(node, build(rows, start, end))
      const h = kept.get(node)
      for (let k = 0; k < features.length; k++) {
        const f = features[k]!
        if (h) scan(f, k, h.counts, h.sums, offsets[k]!, m, total, base, minLeaf, deviation, best)
        else if (m <= SORT_ROWS && !f.categorical) {
          sortRows(f.bins, y, rows, start, m, keys, ys)
          scanSorted(k, keys, ys, m, total, base, minLeaf, best)
        } else {
          counts.fill(0, 0, f.binCount)
          sums.fill(0, 0, f.binCount)
          count(f.bins, y, rows, start, end, counts, sums, 0)
          scan(f, k, counts, sums, 0, m, total, base, minLeaf, deviation, best)
        }
      }
      return best.feature < 0 ? drop(node) : best
    },
    split(parent, left, rows, start, middle, end) {
      const h = kept.get(parent)
      if (!h) return
      kept.delete(parent)
      if (!worth(Math.max(middle - start, end - middle))) {
        spare.push(h)
        return
      }
      const leftSmaller = middle - start <= end - middle
      const small = leftSmaller ? build(rows, start, middle) : build(rows, middle, end)
      for (let i = 0; i < width; i++) {
        h.counts[i]! -= small.counts[i]!
        h.sums[i]! -= small.sums[i]!
      }
      const smallRows = Math.min(middle - start, end - middle)
      if (worth(smallRows)) kept.set(leftSmaller ? left : left + 1, small)
      else spare.push(small)
      kept.set(leftSmaller ? left + 1 : left, h)
    },
  }

  /** Nodes of fewer rows are counted anew, and those too small for two leaves are not looked at. */
  function worth(nodeRows: number): boolean {
    return nodeRows >= Math.max(KEEP_ROWS, 2 * options.minLeaf)
  }

  function drop(node: number): undefined {
    const h = kept.get(node)
    if (h) spare.push(h)
    kept.delete(node)
    return undefined
  }
}

function count(
  bins: Uint8Array,
  y: Float64Array,
  rows: Uint32Array,
  start: number,
  end: number,
  counts: Uint32Array,
  sums: Float64Array,
  offset: number,
): void {
  for (let i = start; i < end; i++) {
    const row = rows[i]!
    const at = offset + bins[row]!
    counts[at]!++
    sums[at]! += y[row]!
  }
}

function scan(
  f: Feature,
  k: number,
  counts: Uint32Array,
  sums: Float64Array,
  offset: number,
  m: number,
  total: number,
  base: number,
  minLeaf: number,
  deviation: number,
  best: Split,
): void {
  const order = f.categorical ? byMean(counts, sums, offset, f.binCount) : undefined
  const steps = (order ? order.length : f.binCount) - 1
  const floor = base + (order ? chanceGain(order.length) * deviation : 0)
  let n = 0
  let sum = 0
  for (let s = 0; s < steps; s++) {
    const at = offset + (order ? order[s]! : s)
    const c = counts[at]!
    if (c === 0) continue
    n += c
    sum += sums[at]!
    if (n < minLeaf) continue
    if (m - n < minLeaf) break
    const rest = total - sum
    const gain = (sum * sum) / n + (rest * rest) / (m - n) - floor
    if (gain > best.gain) {
      best.gain = gain
      best.feature = k
      best.threshold = order ? 0 : s
      best.left = order?.slice(0, s + 1)
    }
  }
}

/** Bins that hold rows, by mean; optimal for squares (Fisher 1958). */
function byMean(counts: Uint32Array, sums: Float64Array, offset: number, bins: number): number[] {
  const present: number[] = []
  for (let b = 0; b < bins; b++) if (counts[offset + b]! > 0) present.push(b)
  const mean = (b: number): number => sums[offset + b]! / counts[offset + b]!
  return present.sort((a, b) => mean(a) - mean(b) || a - b)
}

function sortRows(
  bins: Uint8Array,
  y: Float64Array,
  rows: Uint32Array,
  start: number,
  m: number,
  keys: Uint8Array,
  ys: Float64Array,
): void {
  for (let i = 0; i < m; i++) {
    const row = rows[start + i]!
    const key = bins[row]!
    let q = i
    while (q > 0 && keys[q - 1]! > key) {
      keys[q] = keys[q - 1]!
      ys[q] = ys[q - 1]!
      q--
    }
    keys[q] = key
    ys[q] = y[row]!
  }
}

function scanSorted(
  k: number,
  keys: Uint8Array,
  ys: Float64Array,
  m: number,
  total: number,
  base: number,
  minLeaf: number,
  best: Split,
): void {
  let sum = 0
  for (let n = 1; n <= m - minLeaf; n++) {
    sum += ys[n - 1]!
    if (n < minLeaf || keys[n - 1] === keys[n]) continue
    const rest = total - sum
    const gain = (sum * sum) / n + (rest * rest) / (m - n) - base
    if (gain > best.gain) {
      best.gain = gain
      best.feature = k
      best.threshold = keys[n - 1]!
      best.left = undefined
    }
  }
}
