// Rows by leaf: the splits of a tree are applied to all rows of a batch at once, so that no step waits for a guess of the processor.

/** Bytes a node takes up: feature (-1: leaf), last bin to the left (-1: a set), number of the left child, where its set begins. */
export const NODE_BYTES: usize = 16

/** Bytes of scratch a row takes up: order, side, leaf, start, and a frame of the stack. */
const FRAME_BYTES: usize = 12

export function order(scratch: usize, stride: i32): usize {
  return scratch
}

export function leafIds(scratch: usize, stride: i32): usize {
  return scratch + 8 * <usize>stride
}

export function leafStarts(scratch: usize, stride: i32): usize {
  return scratch + 12 * <usize>stride
}

/**
 * Puts 0 … rows - 1 into `order` so that rows of one leaf stand together; `leafIds` and `leafStarts` say which leaf begins
 * where, and one start more where the last one ends. Gives how many leaves have rows. Rows of a leaf stand in their order, or
 * with `words`, a random 32-bit word for each row, in a random one. `bins` holds a column of `stride` bytes for each feature; `scratch` 28 bytes for each row of `stride`, and 4 more. A slice of the stack is never empty, so there are
 * no more of them than rows.
 */
export function rowsByLeaf(
  nodes: usize,
  root: u32,
  sets: usize,
  bins: usize,
  stride: i32,
  rows: i32,
  words: usize,
  scratch: usize,
): i32 {
  const rowAt = order(scratch, stride)
  const side = scratch + 4 * <usize>stride
  const ids = leafIds(scratch, stride)
  const starts = leafStarts(scratch, stride)
  const stack = scratch + 16 * <usize>stride + 4
  for (let i = 0; i < rows; i++) store<u32>(rowAt + ((<usize>i) << 2), i)
  if (words !== 0) shuffle(rowAt, rows, words)
  let leaves = 0
  let top = rows > 0 ? 1 : 0
  store<u32>(stack, root)
  store<u32>(stack, 0, 4)
  store<u32>(stack, rows, 8)
  while (top > 0) {
    top--
    let frame = stack + <usize>top * FRAME_BYTES
    let node = load<u32>(frame)
    const start = load<u32>(frame, 4)
    let end = load<u32>(frame, 8)
    for (;;) {
      const at = nodes + <usize>node * NODE_BYTES
      const feature = load<i32>(at)
      if (feature < 0) {
        store<u32>(ids + ((<usize>leaves) << 2), node)
        store<u32>(starts + ((<usize>leaves) << 2), start)
        leaves++
        break
      }
      const column = bins + <usize>feature * stride
      const left = rowAt + ((<usize>start) << 2)
      const middle = isSet(at)
        ? partBySet(left, rowAt + ((<usize>end) << 2), column, sets + load<u32>(at, 12), side)
        : partByBin(left, rowAt + ((<usize>end) << 2), column, load<i32>(at, 4), side)
      const child = load<u32>(at, 8)
      const from = <u32>((middle - rowAt) >> 2)
      if (from === start) {
        node = child + 1
        continue
      }
      node = child
      if (from === end) continue
      frame = stack + <usize>top * FRAME_BYTES
      store<u32>(frame, child + 1)
      store<u32>(frame, from, 4)
      store<u32>(frame, end, 8)
      top++
      end = from
    }
  }
  store<u32>(starts + ((<usize>leaves) << 2), rows)
  return leaves
}

/** Every order as likely, but for 2^-32 of each step (Fisher & Yates, in Durstenfeld's form). The first word is not used. */
function shuffle(rowAt: usize, rows: i32, words: usize): void {
  for (let last = rows - 1; last > 0; last--) {
    const at = (<usize>last) << 2
    const other = (<usize>((<u64>load<u32>(words + at) * <u64>(last + 1)) >> 32)) << 2
    const kept = load<u32>(rowAt + at)
    store<u32>(rowAt + at, load<u32>(rowAt + other))
    store<u32>(rowAt + other, kept)
  }
}

function isSet(at: usize): bool {
  return load<i32>(at, 4) < 0
}

/**
 * Rows from `left` to `end` (addresses of 32-bit row numbers) whose bin is at most `last` first, in their order; gives where the
 * others begin. Each row is written to both sides, and one of them moves on.
 */
export function partByBin(left: usize, end: usize, column: usize, last: i32, side: usize): usize {
  let right = side
  for (let i = left; i < end; i += 4) {
    const row = load<u32>(i)
    const goesRight = <u32>(last - <i32>load<u8>(column + row)) >>> 31
    store<u32>(left, row)
    store<u32>(right, row)
    right += <usize>(goesRight << 2)
    left += <usize>(4 - (goesRight << 2))
  }
  memory.copy(left, side, right - side)
  return left
}

/** As `partByBin`, for rows whose bin is in the set of 256 bits at `set`. */
export function partBySet(left: usize, end: usize, column: usize, set: usize, side: usize): usize {
  let right = side
  for (let i = left; i < end; i += 4) {
    const row = load<u32>(i)
    const bin = <u32>load<u8>(column + row)
    const goesLeft = (<u32>load<u8>(set + (bin >>> 3)) >>> (bin & 7)) & 1
    store<u32>(left, row)
    store<u32>(right, row)
    left += <usize>(goesLeft << 2)
    right += <usize>(4 - (goesLeft << 2))
  }
  memory.copy(left, side, right - side)
  return left
}
