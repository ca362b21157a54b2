// Labels in the order of a number each.

const RUN: i32 = 8

/** Sorts `count` labels (16 bits each) by the double at `keys` of each, ascending, equal ones as they came (merge sort). `spare` is as long; gives where the result is, one of the two. */
export function sortByKey(labels: usize, count: i32, keys: usize, spare: usize): usize {
  for (let start = 0; start < count; start += RUN) insert(labels, start, min(start + RUN, count), keys)
  let from = labels
  let to = spare
  for (let run = RUN; run < count; run *= 2) {
    for (let start = 0; start < count; start += 2 * run)
      merge(from, to, start, min(start + run, count), min(start + 2 * run, count), keys)
    const sorted = to
    to = from
    from = sorted
  }
  return from
}

function keyAt(labels: usize, i: i32, keys: usize): f64 {
  return load<f64>(keys + ((<usize>load<u16>(labels + ((<usize>i) << 1))) << 3))
}

function insert(labels: usize, start: i32, end: i32, keys: usize): void {
  for (let i = start + 1; i < end; i++) {
    const label = load<u16>(labels + ((<usize>i) << 1))
    const key = load<f64>(keys + ((<usize>label) << 3))
    let j = i
    for (; j > start && keyAt(labels, j - 1, keys) > key; j--)
      store<u16>(labels + ((<usize>j) << 1), load<u16>(labels + ((<usize>(j - 1)) << 1)))
    store<u16>(labels + ((<usize>j) << 1), label)
  }
}

function merge(from: usize, to: usize, start: i32, middle: i32, end: i32, keys: usize): void {
  let left = start
  let right = middle
  for (let i = start; i < end; i++) {
    const fromLeft = right === end || (left < middle && keyAt(from, left, keys) <= keyAt(from, right, keys))
    store<u16>(to + ((<usize>i) << 1), load<u16>(from + ((<usize>(fromLeft ? left : right)) << 1)))
    if (fromLeft) left++
    else right++
  }
}
