// Best split by reduction of Gini impurity for three classes and more: sums of squares are kept up bin by bin in large nodes,
// row by row in bin order in small ones.
import type {Feature, GrowOptions, Split, Splitter, Target} from './grow.ts'

const SORT_ROWS = 32

export function classSplitter(
  features: readonly Feature[],
  target: Extract<Target, {type: 'classes'}>,
  options: GrowOptions,
): Splitter {
  const {minLeaf, significance} = options
  const {codes} = target
  /** By class of the node, numbered as they first appear in it. */
  const all = new Float64Array(target.classes)
  const left = new Float64Array(target.classes)
  const right = new Float64Array(target.classes)
  const numberOf = new Int32Array(target.classes).fill(-1)
  /** Class and bin of the node's rows, in node order, so that each is fetched once. */
  const own = new Uint16Array(codes.length)
  const bin = new Uint8Array(codes.length)
  const ordered = new Uint16Array(codes.length)
  const keys = new Uint8Array(codes.length)
  const counts = new Uint32Array(256)
  const at = new Uint32Array(256)
  const major = new Uint32Array(256)
  /** Rows by bin and class, at most as many entries as the node has rows. */
  const histogram = new Uint32Array(codes.length)
  const present: number[] = []

  return {
    find(rows, start, end) {
      const m = end - start
      for (const code of present) numberOf[code] = -1
      present.length = 0
      for (let i = start; i < end; i++) {
        const code = codes[rows[i]!]!
        let c = numberOf[code]!
        if (c < 0) {
          c = numberOf[code] = present.length
          all[c] = 0
          present.push(code)
        }
        own[i - start] = c
        all[c]!++
      }
      if (present.length < 2) return undefined
      let squares = 0
      let mode = 0
      for (let c = 0; c < present.length; c++) {
        squares += all[c]! * all[c]!
        if (all[c]! > all[mode]!) mode = c
      }
      const base = squares / m
      const best: Split = {
        gain: Math.max(1e-9, (significance * (m - base)) / m),
        feature: -1,
        threshold: 0,
        left: undefined,
      }
      for (let k = 0; k < features.length; k++) {
        const f = features[k]!
        if (f.binCount * present.length <= m) {
          count(f, rows, start, m)
          scanBins(f, k, m, squares, base, f.categorical ? byMode(f, m, mode) : undefined, best)
          continue
        }
        let order: number[] | undefined
        if (m <= SORT_ROWS && !f.categorical) sortRows(f.bins, rows, start, m)
        else {
          count(f, rows, start, m)
          order = f.categorical ? byMode(f, m, mode) : undefined
          countingSort(f, m, order)
        }
        if (keys[0] === keys[m - 1]) continue
        scan(k, m, squares, base, order, best)
      }
      return best.feature < 0 ? undefined : best
    },
    split() {},
  }

  function count(f: Feature, rows: Uint32Array, start: number, m: number): void {
    counts.fill(0, 0, f.binCount)
    for (let i = 0; i < m; i++) {
      const b = f.bins[rows[start + i]!]!
      bin[i] = b
      counts[b]!++
    }
  }

  /** Bins that hold rows, by the share of the node's most frequent class. */
  function byMode(f: Feature, m: number, mode: number): number[] {
    major.fill(0, 0, f.binCount)
    for (let i = 0; i < m; i++) if (own[i] === mode) major[bin[i]!]!++
    const bins: number[] = []
    for (let b = 0; b < f.binCount; b++) if (counts[b]! > 0) bins.push(b)
    return bins.sort((a, b) => major[a]! / counts[a]! - major[b]! / counts[b]! || a - b)
  }

  function countingSort(f: Feature, m: number, order: number[] | undefined): void {
    let next = 0
    for (let s = 0; s < (order ? order.length : f.binCount); s++) {
      const b = order ? order[s]! : s
      at[b] = next
      next += counts[b]!
    }
    for (let i = 0; i < m; i++) {
      const b = bin[i]!
      const to = at[b]!++
      keys[to] = b
      ordered[to] = own[i]!
    }
  }

  function sortRows(bins: Uint8Array, rows: Uint32Array, start: number, m: number): void {
    for (let i = 0; i < m; i++) {
      const row = rows[start + i]!
      const key = bins[row]!
      let q = i
      while (q > 0 && keys[q - 1]! > key) {
        keys[q] = keys[q - 1]!
        ordered[q] = ordered[q - 1]!
        q--
      }
      keys[q] = key
      ordered[q] = own[i]!
    }
  }

  function scanBins(
    f: Feature,
    k: number,
    m: number,
    squares: number,
    base: number,
    order: number[] | undefined,
    best: Split,
  ): void {
    const classes = present.length
    histogram.fill(0, 0, f.binCount * classes)
    for (let i = 0; i < m; i++) histogram[bin[i]! * classes + own[i]!]!++
    left.fill(0, 0, classes)
    right.set(all.subarray(0, classes))
    let leftSquares = 0
    let rightSquares = squares
    let n = 0
    const steps = order ? order.length : f.binCount
    for (let s = 0; s < steps; s++) {
      const b = order ? order[s]! : s
      if (counts[b] === 0) continue
      const from = b * classes
      for (let c = 0; c < classes; c++) {
        const x = histogram[from + c]!
        if (x === 0) continue
        leftSquares += x * (2 * left[c]! + x)
        rightSquares -= x * (2 * right[c]! - x)
        left[c]! += x
        right[c]! -= x
      }
      n += counts[b]!
      if (n < minLeaf) continue
      if (m - n < minLeaf || n === m) break
      const gain = leftSquares / n + rightSquares / (m - n) - base
      if (gain > best.gain) {
        best.gain = gain
        best.feature = k
        best.threshold = b
        best.left = order?.slice(0, s + 1)
      }
    }
  }

  function scan(
    k: number,
    m: number,
    squares: number,
    base: number,
    order: number[] | undefined,
    best: Split,
  ): void {
    left.fill(0, 0, present.length)
    right.set(all.subarray(0, present.length))
    let leftSquares = 0
    let rightSquares = squares
    let passed = 0
    for (let n = 1; n <= m - minLeaf; n++) {
      const c = ordered[n - 1]!
      leftSquares += 2 * left[c]!++ + 1
      rightSquares -= 2 * right[c]!-- - 1
      if (keys[n - 1] === keys[n]) continue
      passed++
      if (n < minLeaf) continue
      const gain = leftSquares / n + rightSquares / (m - n) - base
      if (gain > best.gain) {
        best.gain = gain
        best.feature = k
        best.threshold = keys[n - 1]!
        best.left = order?.slice(0, passed)
      }
    }
  }
}
