// Best split by reduction of Gini impurity for three classes and more: sums of squares are kept up bin by bin in large nodes,
// row by row in bin order in small ones.
import {beginBest, binCountOf, binsOf, feature, gainOf, isLabels, keepLabels, setBest} from './features'
import {sortByKey} from './sort'

/** Up to this many rows a number is sorted by insertion. */
const SORT_ROWS: i32 = 32

/** Addresses in the workspace of src/class-split.ts, a word each, in this order. */
const OWN: usize = 0
const BIN: usize = 4
const ORDERED: usize = 8
const KEYS: usize = 12
const NUMBER_OF: usize = 16
const PRESENT: usize = 20
const ALL: usize = 24
const LEFT: usize = 28
const RIGHT: usize = 32
const HISTOGRAM: usize = 36
const COUNTS: usize = 40
const AT: usize = 44
const MAJOR: usize = 48
const ORDER: usize = 52
const SPARE: usize = 56
const SHARES: usize = 60

/** An address. */
function placeOf(work: usize, which: usize): usize {
  return load<u32>(work + which)
}

function byte(at: usize, i: i32): u32 {
  return load<u8>(at + <usize>i)
}

function half(at: usize, i: i32): u32 {
  return load<u16>(at + ((<usize>i) << 1))
}

function word(at: usize, i: i32): u32 {
  return load<u32>(at + ((<usize>i) << 2))
}

function double(at: usize, i: i32): f64 {
  return load<f64>(at + ((<usize>i) << 3))
}

function addTo(at: usize, i: i32, value: f64): void {
  const place = at + ((<usize>i) << 3)
  store<f64>(place, load<f64>(place) + value)
}

/** The best split of `m` rows on `many` features, into `best`; 0 when none gains enough. */
export function findClasses(
  rows: usize,
  m: i32,
  features: usize,
  many: i32,
  codes: usize,
  work: usize,
  minLeaf: i32,
  significance: f64,
  best: usize,
): i32 {
  const classes = numberClasses(rows, m, codes, work)
  if (classes < 2) return 0
  const all = placeOf(work, ALL)
  let squares: f64 = 0
  let mode = 0
  for (let c = 0; c < classes; c++) {
    const n = double(all, c)
    squares += n * n
    if (n > double(all, mode)) mode = c
  }
  const base = squares / <f64>m
  beginBest(best, Math.max(1e-9, (significance * (<f64>m - base)) / <f64>m))
  for (let k = 0; k < many; k++) {
    const f = feature(features, k)
    const bins = binCountOf(f)
    const labels = isLabels(f)
    let order: usize = 0
    let steps = bins
    const large = <i64>bins * <i64>classes <= <i64>m
    if (large) {
      countJointly(binsOf(f), bins, classes, mode, rows, m, work)
      if (labels) steps = byShare(bins, work)
    } else if (m <= SORT_ROWS && !labels) sortRows(binsOf(f), rows, m, work)
    else {
      count(binsOf(f), bins, rows, m, work)
      if (labels) {
        countMode(bins, m, mode, work)
        steps = byShare(bins, work)
      }
    }
    if (labels) order = sortByKey(placeOf(work, ORDER), steps, placeOf(work, SHARES), placeOf(work, SPARE))
    if (!large && (labels || m > SORT_ROWS)) countingSort(m, order, steps, work)
    if (large) scanBins(k, bins, classes, m, squares, base, order, steps, minLeaf, work, best)
    else if (byte(placeOf(work, KEYS), 0) !== byte(placeOf(work, KEYS), m - 1))
      scanRows(k, classes, m, squares, base, order, minLeaf, work, best)
    keepLabels(best, k, order)
  }
  return load<i32>(best, 8) < 0 ? 0 : 1
}

/** Numbers the classes of the node as they first appear in it, and counts them; gives how many there are. */
function numberClasses(rows: usize, m: i32, codes: usize, work: usize): i32 {
  const own = placeOf(work, OWN)
  const numberOf = placeOf(work, NUMBER_OF)
  const present = placeOf(work, PRESENT)
  const all = placeOf(work, ALL)
  let classes = 0
  for (let i = 0; i < m; i++) {
    const code = <i32>half(codes, word(rows, i))
    const place = numberOf + ((<usize>code) << 2)
    let c = load<i32>(place)
    if (c < 0) {
      c = classes++
      store<i32>(place, c)
      store<f64>(all + ((<usize>c) << 3), 0)
      store<u32>(present + ((<usize>c) << 2), code)
    }
    store<u16>(own + ((<usize>i) << 1), <u16>c)
    addTo(all, c, 1)
  }
  // So that the next node finds none of them numbered.
  for (let c = 0; c < classes; c++) store<i32>(numberOf + ((<usize>word(present, c)) << 2), -1)
  return classes
}

function count(column: usize, bins: i32, rows: usize, m: i32, work: usize): void {
  const counts = placeOf(work, COUNTS)
  const bin = placeOf(work, BIN)
  memory.fill(counts, 0, (<usize>bins) << 2)
  for (let i = 0; i < m; i++) {
    const b = load<u8>(column + word(rows, i))
    store<u8>(bin + <usize>i, b)
    const place = counts + ((<usize>b) << 2)
    store<u32>(place, load<u32>(place) + 1)
  }
}

/** Rows by bin and class, those of each bin, and of these the ones of the node's most frequent class, in one pass over the rows. */
function countJointly(
  column: usize,
  bins: i32,
  classes: i32,
  mode: i32,
  rows: usize,
  m: i32,
  work: usize,
): void {
  const histogram = placeOf(work, HISTOGRAM)
  const counts = placeOf(work, COUNTS)
  const major = placeOf(work, MAJOR)
  const own = placeOf(work, OWN)
  memory.fill(histogram, 0, (<usize>(bins * classes)) << 2)
  for (let i = 0; i < m; i++) {
    const b = <u32>load<u8>(column + word(rows, i))
    const place = histogram + ((<usize>(b * <u32>classes + half(own, i))) << 2)
    store<u32>(place, load<u32>(place) + 1)
  }
  for (let b = 0; b < bins; b++) {
    let n: u32 = 0
    for (let c = 0; c < classes; c++) n += word(histogram, b * classes + c)
    store<u32>(counts + ((<usize>b) << 2), n)
    store<u32>(major + ((<usize>b) << 2), word(histogram, b * classes + mode))
  }
}

/** Rows of the node's most frequent class in each bin. */
function countMode(bins: i32, m: i32, mode: i32, work: usize): void {
  const major = placeOf(work, MAJOR)
  const own = placeOf(work, OWN)
  const bin = placeOf(work, BIN)
  memory.fill(major, 0, (<usize>bins) << 2)
  for (let i = 0; i < m; i++) {
    const place = major + ((<usize>byte(bin, i)) << 2)
    store<u32>(place, load<u32>(place) + (half(own, i) === mode ? 1 : 0))
  }
}

/** Bins that have rows, into ORDER, and the share of the node's most frequent class in each, into SHARES; gives how many there are. */
function byShare(bins: i32, work: usize): i32 {
  const counts = placeOf(work, COUNTS)
  const major = placeOf(work, MAJOR)
  const order = placeOf(work, ORDER)
  const shares = placeOf(work, SHARES)
  let filled = 0
  for (let b = 0; b < bins; b++) {
    const n = word(counts, b)
    if (n === 0) continue
    store<u16>(order + ((<usize>filled) << 1), <u16>b)
    store<f64>(shares + ((<usize>b) << 3), <f64>word(major, b) / <f64>n)
    filled++
  }
  return filled
}

/** Bins and classes of the rows, by bin in `order`, or ascending where that is 0. */
function countingSort(m: i32, order: usize, steps: i32, work: usize): void {
  const counts = placeOf(work, COUNTS)
  const at = placeOf(work, AT)
  const bin = placeOf(work, BIN)
  const own = placeOf(work, OWN)
  const keys = placeOf(work, KEYS)
  const ordered = placeOf(work, ORDERED)
  let next: u32 = 0
  for (let s = 0; s < steps; s++) {
    const b = order === 0 ? s : half(order, s)
    store<u32>(at + ((<usize>b) << 2), next)
    next += word(counts, b)
  }
  for (let i = 0; i < m; i++) {
    const b = byte(bin, i)
    const place = at + ((<usize>b) << 2)
    const to = load<u32>(place)
    store<u32>(place, to + 1)
    store<u8>(keys + to, <u8>b)
    store<u16>(ordered + ((<usize>to) << 1), <u16>half(own, i))
  }
}

function sortRows(column: usize, rows: usize, m: i32, work: usize): void {
  const own = placeOf(work, OWN)
  const keys = placeOf(work, KEYS)
  const ordered = placeOf(work, ORDERED)
  for (let i = 0; i < m; i++) {
    const key = <u32>load<u8>(column + word(rows, i))
    let q = i
    for (; q > 0 && byte(keys, q - 1) > key; q--) {
      store<u8>(keys + <usize>q, <u8>byte(keys, q - 1))
      store<u16>(ordered + ((<usize>q) << 1), <u16>half(ordered, q - 1))
    }
    store<u8>(keys + <usize>q, <u8>key)
    store<u16>(ordered + ((<usize>q) << 1), <u16>half(own, i))
  }
}

function scanBins(
  k: i32,
  bins: i32,
  classes: i32,
  m: i32,
  squares: f64,
  base: f64,
  order: usize,
  steps: i32,
  minLeaf: i32,
  work: usize,
  best: usize,
): void {
  const histogram = placeOf(work, HISTOGRAM)
  const counts = placeOf(work, COUNTS)
  const left = placeOf(work, LEFT)
  const right = placeOf(work, RIGHT)
  memory.fill(left, 0, (<usize>classes) << 3)
  memory.copy(right, placeOf(work, ALL), (<usize>classes) << 3)
  let leftSquares: f64 = 0
  let rightSquares = squares
  let n = 0
  for (let s = 0; s < steps; s++) {
    const b = order === 0 ? s : <i32>half(order, s)
    const here = <i32>word(counts, b)
    if (here === 0) continue
    for (let c = 0; c < classes; c++) {
      const x = <f64>word(histogram, b * classes + c)
      if (x === 0) continue
      leftSquares += x * (2 * double(left, c) + x)
      rightSquares -= x * (2 * double(right, c) - x)
      addTo(left, c, x)
      addTo(right, c, -x)
    }
    n += here
    if (n < minLeaf) continue
    if (m - n < minLeaf || n === m) break
    const gain = leftSquares / <f64>n + rightSquares / <f64>(m - n) - base
    if (gain > gainOf(best)) setBest(best, gain, k, order === 0 ? b : s, order)
  }
}

function scanRows(
  k: i32,
  classes: i32,
  m: i32,
  squares: f64,
  base: f64,
  order: usize,
  minLeaf: i32,
  work: usize,
  best: usize,
): void {
  const keys = placeOf(work, KEYS)
  const ordered = placeOf(work, ORDERED)
  const left = placeOf(work, LEFT)
  const right = placeOf(work, RIGHT)
  memory.fill(left, 0, (<usize>classes) << 3)
  memory.copy(right, placeOf(work, ALL), (<usize>classes) << 3)
  let leftSquares: f64 = 0
  let rightSquares = squares
  let passed = 0
  for (let n = 1; n <= m - minLeaf; n++) {
    const c = half(ordered, n - 1)
    leftSquares += 2 * double(left, c) + 1
    addTo(left, c, 1)
    rightSquares -= 2 * double(right, c) - 1
    addTo(right, c, -1)
    const key = byte(keys, n - 1)
    if (key === byte(keys, n)) continue
    passed++
    if (n < minLeaf) continue
    const gain = leftSquares / <f64>n + rightSquares / <f64>(m - n) - base
    if (gain > gainOf(best)) setBest(best, gain, k, order === 0 ? key : passed - 1, order)
  }
}
