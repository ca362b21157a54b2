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
  const free = new Set([...names.keys()].filter(item => before[item] === 0))
  const places = new Array<number>(names.length).fill(-1)
  let place = 0
  while (free.size > 0) {
    const next = [...free].reduce((a, b) => (names[b]! < names[a]! ? b : a))
    free.delete(next)
    places[next] = place++
    for (const item of after[next]!) if (--before[item]! === 0) free.add(item)
  }
  return place === names.length ? places : undefined
}
