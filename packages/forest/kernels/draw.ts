// Codes drawn from the leaves that rows fall into, and scores of boosted trees.
import {leafIds, leafStarts, order, rowsByLeaf} from './leaves'

/** As in src/axis.ts. */
const FIRST_LEVEL: i32 = 4096
const LEVELS: i32 = 8192
/** The golden section of 2^32, as in src/even-draws.ts. */
const GOLDEN: u32 = 0x9e3779b9

/**
 * Draws a code for each row from the leaf it falls into: entry k of a leaf with chance (cumulative[k] - cumulative[k - 1]) / n,
 * by a 32-bit word w as ⌊w · n / 2^32⌋. Rows of a leaf take their words in a random order from a sequence that spreads evenly: its
 * start and the order are `words`, one for each row. In leaves with a slope a continuous code then follows the column
 * `slopeFeature`. `entry`, `cumulative`, `leafCodes` and the slopes are those of a DensityTree; `codes` holds a column of
 * `stride` 16-bit codes for each feature, and `out` is the one that is filled.
 */
export function drawCodes(
  nodes: usize,
  sets: usize,
  entry: usize,
  cumulative: usize,
  leafCodes: usize,
  slopeFeature: usize,
  slope: usize,
  centre: usize,
  bins: usize,
  codes: usize,
  stride: i32,
  rows: i32,
  words: usize,
  out: usize,
  scratch: usize,
): void {
  const leaves = rowsByLeaf(nodes, 0, sets, bins, stride, rows, words, scratch)
  let word = load<u32>(words)
  const rowAt = order(scratch, stride)
  const ids = leafIds(scratch, stride)
  const starts = leafStarts(scratch, stride)
  for (let k = 0; k < leaves; k++) {
    const leaf = (<usize>load<u32>(ids + ((<usize>k) << 2))) << 2
    const first = load<u32>(entry + leaf)
    const entries = load<u32>(entry + leaf, 4) - first
    const counts = cumulative + ((<usize>first) << 2)
    const n = <u64>load<u32>(counts + ((<usize>entries) << 2) - 4)
    const found = leafCodes + ((<usize>first) << 1)
    const end = rowAt + ((<usize>load<u32>(starts + ((<usize>k) << 2), 4)) << 2)
    const begin = rowAt + ((<usize>load<u32>(starts + ((<usize>k) << 2))) << 2)
    for (let i = begin; i < end; i += 4) {
      const row = <usize>load<u32>(i)
      word += GOLDEN
      const u = <u32>((<u64>word * n) >> 32)
      store<u16>(out + (row << 1), load<u16>(found + ((<usize>placeOf(counts, entries, u)) << 1)))
    }
    const by = load<i32>(slopeFeature + leaf)
    if (by < 0) continue
    const rise = <f64>load<f32>(slope + leaf)
    const middle = <f64>load<f32>(centre + leaf)
    const others = codes + ((<usize>by * stride) << 1)
    for (let i = begin; i < end; i += 4) {
      const row = (<usize>load<u32>(i)) << 1
      const code = <i32>load<u16>(out + row)
      const x = <i32>load<u16>(others + row)
      if (code >= FIRST_LEVEL && x >= FIRST_LEVEL)
        store<u16>(out + row, moved(code, rise * (<f64>(x - FIRST_LEVEL) - middle)))
    }
  }
}

/** The first of `entries` cumulative counts above `u`, by halving without a branch. */
function placeOf(counts: usize, entries: u32, u: u32): u32 {
  let base: u32 = 0
  for (let left = entries; left > 1; ) {
    const half = left >>> 1
    base = select<u32>(base + half, base, load<u32>(counts + ((<usize>(base + half)) << 2) - 4) <= u)
    left -= half
  }
  return base
}

/** A continuous code moved by `levels`, kept among the levels. */
function moved(code: i32, levels: f64): i32 {
  const level = Math.floor(<f64>(code - FIRST_LEVEL) + levels + 0.5)
  return FIRST_LEVEL + <i32>Math.min(<f64>(LEVELS - 1), Math.max(0, level))
}

/** Adds what the tree from node `root` on gives: `values` holds a double for each node. */
export function addScores(
  nodes: usize,
  root: u32,
  sets: usize,
  values: usize,
  bins: usize,
  stride: i32,
  rows: i32,
  scores: usize,
  scratch: usize,
): void {
  const leaves = rowsByLeaf(nodes, root, sets, bins, stride, rows, 0, scratch)
  const rowAt = order(scratch, stride)
  const ids = leafIds(scratch, stride)
  const starts = leafStarts(scratch, stride)
  for (let k = 0; k < leaves; k++) {
    const value = load<f64>(values + ((<usize>load<u32>(ids + ((<usize>k) << 2))) << 3))
    const end = rowAt + ((<usize>load<u32>(starts + ((<usize>k) << 2), 4)) << 2)
    for (let i = rowAt + ((<usize>load<u32>(starts + ((<usize>k) << 2))) << 2); i < end; i += 4) {
      const at = scores + ((<usize>load<u32>(i)) << 3)
      store<f64>(at, load<f64>(at) + value)
    }
  }
}
