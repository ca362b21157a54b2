// Trees grown the slow way, every split tried on plain lists: what the real ones are held against.
import type {Feature, GrowOptions, Tree} from '../src/grow.ts'

/** How much a set of rows deviates: the sum of squares about the mean, or rows times Gini impurity. */
export type Spread = (rows: readonly number[]) => number

export const squares =
  (ys: ArrayLike<number>): Spread =>
  rows => {
    const mean = rows.reduce((sum, row) => sum + ys[row]!, 0) / rows.length
    return rows.reduce((sum, row) => sum + (ys[row]! - mean) ** 2, 0)
  }

export const gini =
  (codes: ArrayLike<number>): Spread =>
  rows => {
    const counts = new Map<number, number>()
    for (const row of rows) counts.set(codes[row]!, (counts.get(codes[row]!) ?? 0) + 1)
    return rows.length - [...counts.values()].reduce((sum, n) => sum + n * n, 0) / rows.length
  }

/** Every way a feature may part `rows`: thresholds of a number, subsets of categories. */
function parts(feature: Feature, rows: readonly number[]): number[][] {
  const present = [...new Set(rows.map(row => feature.bins[row]!))].toSorted((a, b) => a - b)
  if (!feature.categorical)
    return present.slice(0, -1).map(cut => rows.filter(row => feature.bins[row]! <= cut))
  return Array.from({length: 2 ** present.length - 2}, (_, k) =>
    rows.filter(row => ((k + 1) >> present.indexOf(feature.bins[row]!)) & 1),
  )
}

/** The most that one split of `rows` can take off their spread; `left` is undefined when no split is allowed. */
export function bestSplit(
  features: readonly Feature[],
  rows: readonly number[],
  spread: Spread,
  minLeaf: number,
): {gain: number; left: readonly number[] | undefined} {
  let best: {gain: number; left: readonly number[] | undefined} = {gain: 0, left: undefined}
  for (const feature of features)
    for (const left of parts(feature, rows)) {
      const inLeft = new Set(left)
      const right = rows.filter(row => !inLeft.has(row))
      if (left.length < minLeaf || right.length < minLeaf) continue
      const gain = spread(rows) - spread(left) - spread(right)
      if (gain > best.gain + 1e-9) best = {gain, left}
    }
  return best
}

/** The leaves of the whole tree, as lists of rows. */
export function referenceLeaves(
  features: readonly Feature[],
  rows: readonly number[],
  spread: Spread,
  options: GrowOptions,
): number[][] {
  const {gain, left} = bestSplit(features, rows, spread, options.minLeaf)
  if (!left || gain <= (options.significance * spread(rows)) / rows.length) return [[...rows]]
  const inLeft = new Set(left)
  return [left, rows.filter(row => !inLeft.has(row))].flatMap(part =>
    referenceLeaves(features, part, spread, options),
  )
}

export const rowsOf = (tree: Tree, id: number): number[] => [
  ...tree.rows.subarray(tree.start[id], tree.end[id]),
]

export const leavesOf = (tree: Tree): number[] => [...tree.feature.keys()].filter(id => tree.feature[id]! < 0)

/** What the first split of a tree took off the spread; 0 when there is none. */
export function rootGain(tree: Tree, spread: Spread): number {
  if (tree.feature[0]! < 0) return 0
  const left = tree.child[0]!
  return spread(rowsOf(tree, 0)) - spread(rowsOf(tree, left)) - spread(rowsOf(tree, left + 1))
}

/** Lists of rows as texts, in no order, so that two ways of growing can be compared. */
export const rowSets = (leaves: readonly (readonly number[])[]): Set<string> =>
  new Set(leaves.map(rows => rows.toSorted((a, b) => a - b).join()))
