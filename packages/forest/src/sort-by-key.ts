// A sort of few things by a number each, without a function call or an object for each of them.

const RUN = 8

/** Sorts the first `count` of `things` by `keys[thing]`, ascending, equal keys as they came (merge sort). `spare` is as long and written over. */
export function sortByKey(things: Uint16Array, count: number, keys: Float64Array, spare: Uint16Array): void {
  for (let start = 0; start < count; start += RUN) insert(things, start, Math.min(start + RUN, count), keys)
  let from = things
  let to = spare
  for (let run = RUN; run < count; run *= 2) {
    for (let start = 0; start < count; start += 2 * run)
      merge(from, to, start, Math.min(start + run, count), Math.min(start + 2 * run, count), keys)
    ;[from, to] = [to, from]
  }
  if (from !== things) for (let i = 0; i < count; i++) things[i] = from[i]!
}

function insert(things: Uint16Array, start: number, end: number, keys: Float64Array): void {
  for (let i = start + 1; i < end; i++) {
    const thing = things[i]!
    const key = keys[thing]!
    let j = i
    for (; j > start && keys[things[j - 1]!]! > key; j--) things[j] = things[j - 1]!
    things[j] = thing
  }
}

/** `from[start..middle)` and `from[middle..end)`, each sorted, into `to[start..end)`. */
function merge(
  from: Uint16Array,
  to: Uint16Array,
  start: number,
  middle: number,
  end: number,
  keys: Float64Array,
): void {
  let left = start
  let right = middle
  for (let i = start; i < end; i++) {
    const fromLeft = right === end || (left < middle && keys[from[left]!]! <= keys[from[right]!]!)
    to[i] = fromLeft ? from[left++]! : from[right++]!
  }
}
