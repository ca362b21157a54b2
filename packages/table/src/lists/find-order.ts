// The one order in which all lists have their items, such as that of the answers on a form (topological sort; Kahn, 1962).

/**
 * The place of each item; undefined where two lists contradict each other, or none has two items. `lists` hold numbers of `names`. Of
 * items that no list tells apart, the one whose name comes first stands first.
 */
export function findOrder(
  lists: readonly (readonly number[])[],
  names: readonly string[],
): number[] | undefined {
  const after = names.map(() => new Set<number>())
  const before = new Uint32Array(names.length)
  for (const list of lists)
    for (let i = 1; i < list.length; i++) {
      const [first, second] = [list[i - 1]!, list[i]!]
      if (first === second || after[first]!.has(second)) continue
      if (after[second]!.has(first)) return undefined
      after[first]!.add(second)
      before[second]!++
    }
  if (before.every(count => count === 0)) return undefined
  const byName = [...names.keys()].toSorted((a, b) => (names[a]! < names[b]! ? -1 : 1))
  const rankOf = new Uint32Array(names.length)
  for (const [rank, item] of byName.entries()) rankOf[item] = rank
  /** A heap of ranks. */
  const free: number[] = []
  for (const item of byName) if (before[item] === 0) push(free, rankOf[item]!)
  const places = new Array<number>(names.length).fill(-1)
  let place = 0
  while (free.length > 0) {
    const next = byName[popLeast(free)]!
    places[next] = place++
    for (const item of after[next]!) if (--before[item]! === 0) push(free, rankOf[item]!)
  }
  return place === names.length ? places : undefined
}

function push(heap: number[], value: number): void {
  let at = heap.push(value) - 1
  while (at > 0 && heap[(at - 1) >> 1]! > value) {
    heap[at] = heap[(at - 1) >> 1]!
    at = (at - 1) >> 1
  }
  heap[at] = value
}

function popLeast(heap: number[]): number {
  const least = heap[0]!
  const last = heap.pop()!
  if (heap.length === 0) return least
  let at = 0
  for (let child = 1; child < heap.length; child = 2 * at + 1) {
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++
    if (heap[child]! >= last) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = last
  return least
}
