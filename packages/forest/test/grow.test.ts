import {expect} from 'chai'
import fc from 'fast-check'
import {createRandom} from '@inferloop/random'
import {type Feature, growTree, type Target, type Tree} from '../src/grow.ts'

const numeric = (bins: readonly number[]): Feature => ({
  bins: Uint8Array.from(bins),
  binCount: Math.max(...bins) + 1,
  categorical: false,
})

const numbers = (ys: readonly number[]): Target => ({
  type: 'numbers',
  codes: Uint16Array.from(ys, (_, i) => i),
  values: Float64Array.from(ys),
})

const rowsOf = (tree: Tree, id: number) => [...tree.rows.subarray(tree.start[id], tree.end[id])]

/** Squares removed by the best split on one feature, found by trying every threshold. */
function bestByHand(bins: readonly number[], ys: readonly number[], minLeaf: number): number {
  const squares = (list: readonly number[]) => list.reduce((sum, y) => sum + y, 0) ** 2 / list.length
  let best = 0
  for (const cut of new Set(bins)) {
    const left = ys.filter((_, i) => bins[i]! <= cut)
    const right = ys.filter((_, i) => bins[i]! > cut)
    if (left.length < minLeaf || right.length < minLeaf) continue
    best = Math.max(best, squares(left) + squares(right) - squares(ys))
  }
  return best
}

function gainOfRoot(tree: Tree, ys: readonly number[]): number {
  if (tree.feature[0]! < 0) return 0
  const squares = (rows: readonly number[]) => rows.reduce((sum, r) => sum + ys[r]!, 0) ** 2 / rows.length
  const child = tree.child[0]!
  return squares(rowsOf(tree, child)) + squares(rowsOf(tree, child + 1)) - squares(rowsOf(tree, 0))
}

describe('growTree', () => {
  it('splits the root where most squares go, as trying every threshold does', () => {
    const cell = fc.record({bin: fc.integer({min: 0, max: 9}), y: fc.integer({min: -20, max: 20})})
    fc.assert(
      fc.property(fc.array(cell, {minLength: 2, maxLength: 80}), cells => {
        const bins = cells.map(c => c.bin)
        const ys = cells.map(c => c.y)
        const tree = growTree([numeric(bins)], numbers(ys), {minLeaf: 2, significance: 0})
        expect(gainOfRoot(tree, ys)).to.be.closeTo(bestByHand(bins, ys, 2), 1e-6)
      }),
    )
  })

  it('gives the same leaves whether histograms are counted or subtracted', () => {
    const random = createRandom(1)
    const bins = Array.from({length: 6000}, () => random.below(200))
    const other = Array.from({length: 6000}, () => random.below(30))
    const ys = bins.map((b, i) => Math.round(b / 10) + other[i]! + random.below(5))
    const tree = growTree([numeric(bins), numeric(other)], numbers(ys), {minLeaf: 40, significance: 1})
    const again = growTree([numeric(other), numeric(bins)], numbers(ys), {minLeaf: 40, significance: 1})
    const leaves = (t: Tree) =>
      [...t.feature.keys()]
        .filter(id => t.feature[id]! < 0)
        .map(id =>
          rowsOf(t, id)
            .toSorted((a, b) => a - b)
            .join(),
        )
    expect(new Set(leaves(tree))).to.deep.equal(new Set(leaves(again)))
    expect(leaves(tree).length).to.be.above(20)
  })

  it('sends categories left by their mean, wherever their codes stand', () => {
    const bins = [0, 1, 2, 3].flatMap(b => Array(10).fill(b))
    const ys = bins.map(b => (b === 0 || b === 3 ? 5 : -5))
    const tree = growTree([{...numeric(bins), categorical: true}], numbers(ys), {minLeaf: 5, significance: 1})
    expect(rowsOf(tree, tree.child[0]!).every(r => ys[r] === -5)).to.equal(true)
    expect(tree.feature.length).to.equal(3)
  })

  it('separates many classes by Gini impurity', () => {
    const bins = Array.from({length: 300}, (_, i) => i % 3)
    const codes = Uint16Array.from(bins, b => [7, 2, 5][b]!)
    const tree = growTree(
      [numeric(bins)],
      {type: 'classes', codes, classes: 8},
      {minLeaf: 5, significance: 1},
    )
    const leaves = [...tree.feature.keys()].filter(id => tree.feature[id]! < 0)
    expect(leaves).to.have.length(3)
    for (const id of leaves) expect(new Set(rowsOf(tree, id).map(r => codes[r]))).to.have.property('size', 1)
  })

  it('makes no leaf smaller than it may be', () => {
    const random = createRandom(2)
    const bins = Array.from({length: 500}, () => random.below(250))
    const tree = growTree([numeric(bins)], numbers(bins), {minLeaf: 17, significance: 0})
    for (let id = 0; id < tree.feature.length; id++)
      expect(tree.end[id]! - tree.start[id]!).to.be.at.least(17)
  })

  it('hardly splits noise when asked for significance', () => {
    const random = createRandom(3)
    const bins = Array.from({length: 4000}, () => random.below(100))
    const ys = bins.map(() => random.normal())
    const nodes = (significance: number) =>
      growTree([numeric(bins)], numbers(ys), {minLeaf: 5, significance}).feature.length
    expect(nodes(20)).to.equal(1)
    expect(nodes(0)).to.be.above(100)
  })
})

describe('growTree on categories', () => {
  it('sends a category that no row of the node has to the larger side', () => {
    const bins = Uint8Array.from({length: 100}, (_, i) => (i < 70 ? 0 : i < 90 ? 1 : 2))
    const codes = Uint16Array.from(bins, b => (b === 2 ? 0 : b === 0 ? 1 : 2))
    const target = {type: 'numbers', codes, values: Float64Array.of(0, 1, 1.001)} as const
    const tree = growTree([{bins, binCount: 5, categorical: true}], target, {minLeaf: 5, significance: 0})
    const goesLeft = (bin: number): boolean =>
      ((tree.sets[tree.split[0]! + (bin >> 3)]! >> (bin & 7)) & 1) === 1
    const leftIsLarger = tree.end[tree.child[0]!]! - tree.start[tree.child[0]!]! > 50
    expect([3, 4].map(goesLeft)).to.deep.equal([leftIsLarger, leftIsLarger])
    expect(goesLeft(0)).to.equal(leftIsLarger)
  })

  it('does so on either side', () => {
    const bins = Uint8Array.from({length: 100}, (_, i) => (i < 90 ? 0 : 1))
    for (const values of [Float64Array.of(0, 1), Float64Array.of(1, 0)]) {
      const target = {type: 'numbers', codes: Uint16Array.from(bins), values} as const
      const tree = growTree([{bins, binCount: 3, categorical: true}], target, {minLeaf: 5, significance: 0})
      const goesLeft = (bin: number): boolean => ((tree.sets[tree.split[0]!]! >> bin) & 1) === 1
      expect(goesLeft(2)).to.equal(goesLeft(0))
    }
  })
})
