// Which pairs and triples of columns are looked at.
import type {Random} from '@inferloop/contract'
import {chooseRows} from '@inferloop/random'

/** Places of columns, ascending. */
export type Tuple = readonly [number, number, number?]

/** All pairs, in order. */
export function pairsOf(count: number): Tuple[] {
  const pairs: Tuple[] = []
  for (let a = 0; a < count; a++) for (let b = a + 1; b < count; b++) pairs.push([a, b])
  return pairs
}

/** All triples, or `most` different ones drawn with equal chances, in order. */
export function triplesOf(count: number, most: number, random: Random): Tuple[] {
  const all = (count * (count - 1) * (count - 2)) / 6
  const triples: Tuple[] = []
  if (all <= most) {
    for (let a = 0; a < count; a++)
      for (let b = a + 1; b < count; b++) for (let c = b + 1; c < count; c++) triples.push([a, b, c])
    return triples
  }
  const seen = new Map<number, Tuple>()
  while (seen.size < most) {
    const [a, b, c] = [random.below(count), random.below(count), random.below(count)].sort((x, y) => x - y)
    if (a! < b! && b! < c!) seen.set((a! * count + b!) * count + c!, [a!, b!, c!])
  }
  return [...seen].sort(([x], [y]) => x - y).map(([, triple]) => triple)
}

/** `most` of them in their order, drawn where there are more. */
export function drawn<T>(all: readonly T[], most: number, random: Random): readonly T[] {
  if (all.length <= most) return all
  return Array.from(chooseRows(all.length, most, random), i => all[i]!)
}
