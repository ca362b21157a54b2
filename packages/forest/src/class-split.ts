// Best split by reduction of Gini impurity for three classes and more: rows in bin order, sums of squares kept up row by row.
import type {Feature, GrowOptions, Split, Splitter, Target} from './grow.ts'

const SORT_ROWS = 32

export function classSplitter(
  features: readonly Feature[],
  target: Extract<Target, {type: 'classes'}>,
  options: GrowOptions,
): Splitter {
  const {minLeaf, significance} = options
  const {codes} = target
  const all = new Float64Array(target.classes)
  const left = new Float64Array(target.classes)
  const right = new Float64Array(target.classes)
  /** Class and bin of the node's rows, in node order, so that each is fetched once. */
  const own = new Uint16Array(codes.length)
  const bin = new Uint8Array(codes.length)
  const ordered = new Uint16Array(codes.length)
  const keys = new Uint8Array(codes.length)
  const counts = new Uint32Array(256)
  const at = new Uint32Array(256)
  const major = new Uint32Array(256)
  let present: number[] = []

  return {
    find(rows, start, end) {
      const m = end - start
      for (const c of present) all[c] = 0
      present = []
      for (let i = start; i < end; i++) {
        const c = codes[rows[i]!]!
        own[i - start] = c
        if (all[c]!++ === 0) present.push(c)
      }
      if (present.length < 2) return undefined
      let squares = 0
      let mode = present[0]!
      for (const c of present) {
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
        let order: number[] | undefined
        if (m <= SORT_ROWS && !f.categorical) sortRows(f.bins, rows, start, m)
        else {
          counts.fill(0, 0, f.binCount)
          for (let i = 0; i < m; i++) {
            const b = f.bins[rows[start + i]!]!
            bin[i] = b
            counts[b]!++
          }
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

  function scan(
    k: number,
    m: number,
    squares: number,
    base: number,
    order: number[] | undefined,
    best: Split,
  ): void {
    for (const c of present) {
      left[c] = 0
      right[c] = all[c]!
    }
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
