import {expect} from 'chai'
import fc from 'fast-check'
import {createRandom} from '@inferloop/random'
import {FIRST_LEVEL} from '../src/axis.ts'
import type {DensityTree} from '../src/density-tree.ts'
import {drawnCodes, PLAIN} from './drawn-codes.ts'

/** A leaf as code → rows that hold it. */
type Leaf = Readonly<Record<number, number>>

/** A root that splits column 0 after bin 0, with two leaves; `sets` makes the split categorical. */
function stump(left: Leaf, right: Leaf, sets: readonly number[] = []): DensityTree {
  const leaves = [left, right].map(leaf =>
    Object.entries(leaf).map(([code, n]) => [Number(code), n] as const),
  )
  const sizes = leaves.map(leaf => leaf.reduce((sum, [, n]) => sum + n, 0))
  return {
    feature: Int32Array.of(0, -1, -1),
    split: Uint32Array.of(0, 0, 0),
    child: Uint32Array.of(1, 0, 0),
    sets: Uint8Array.from(sets),
    count: Uint32Array.of(sizes[0]! + sizes[1]!, sizes[0]!, sizes[1]!),
    entry: Uint32Array.of(0, 0, leaves[0]!.length, leaves[0]!.length + leaves[1]!.length),
    codes: Uint16Array.from(leaves.flat(), ([code]) => code),
    cumulative: Uint32Array.from(
      leaves.flatMap(leaf => leaf.map((_, i) => leaf.slice(0, i + 1).reduce((sum, [, n]) => sum + n, 0))),
    ),
    slopeFeature: Int32Array.of(-1, -1, -1),
    slope: new Float32Array(3),
    centre: new Float32Array(3),
    repeats: new Int32Array(),
  }
}

/** Draws of a tree for rows whose column 0 is in `bin`. */
function draws(
  tree: DensityTree,
  bin: number,
  rows: number,
  options = PLAIN,
  categorical = false,
  stream = 'draws',
) {
  const drawn = {bins: [new Uint8Array(rows).fill(bin)], codes: [new Uint16Array(rows)], values: [undefined]}
  return drawnCodes(
    {method: 'density', tree},
    [categorical, false],
    drawn,
    rows,
    createRandom(stream),
    options,
  )
}

/** Σ (found - expected)² / expected. */
const chiSquare = (out: Uint16Array, shares: readonly number[]): number =>
  shares.reduce((sum, share, code) => {
    const expected = share * out.length
    return sum + (out.filter(c => c === code).length - expected) ** 2 / expected
  }, 0)

describe('codes drawn from a tree', () => {
  const tree = stump({0: 1, 1: 5, 2: 14}, {3: 80})

  it('draws each code as often as its leaf holds it', () => {
    // 13.8 is the 99.9 % quantile of chi-square with 2 degrees of freedom.
    expect(chiSquare(draws(tree, 0, 20_000), [1 / 20, 5 / 20, 14 / 20])).to.be.below(13.8)
  })

  it('gives the rows of a leaf its codes evenly: as many as it holds, but for one or two', () => {
    const pulled = {alpha: 1e-9, blend: 0}
    for (const options of [PLAIN, pulled])
      for (const rows of [20, 200, 2000]) {
        const out = draws(tree, 0, rows, options)
        for (const [code, share] of [1 / 20, 5 / 20, 14 / 20].entries())
          expect(out.filter(c => c === code).length, `${code} of ${rows}`).to.be.closeTo(share * rows, 2)
      }
  })

  it('draws a row alone as any other: in many batches of one row each code has its share', () => {
    const alone = Uint16Array.from(
      {length: 2000},
      (_, batch) => draws(tree, 0, 1, PLAIN, false, `${batch}`)[0]!,
    )
    expect(chiSquare(alone, [1 / 20, 5 / 20, 14 / 20])).to.be.below(13.8)
  })

  it('draws columns apart: what a row gets of one says nothing of what it gets of the next', () => {
    const coin = stump({0: 10, 1: 10}, {3: 1})
    for (const options of [PLAIN, {alpha: 1e-9, blend: 0}]) {
      const first = draws(coin, 0, 4000, options, false, 'first')
      const second = draws(coin, 0, 4000, options, false, 'second')
      const both = first.map((code, i) => 2 * code + second[i]!)
      // 16.3: 99.9 % with 3 degrees of freedom.
      expect(chiSquare(both, [0.25, 0.25, 0.25, 0.25])).to.be.below(16.3)
    }
  })

  it('follows numeric splits by bin and categorical ones by bitmap', () => {
    expect(new Set(draws(tree, 1, 100))).to.deep.equal(new Set([3]))
    const bitmap = new Uint8Array(32)
    bitmap[9 >> 3] = 1 << (9 & 7)
    const labels = stump({0: 1}, {1: 1}, [...bitmap])
    expect(new Set(draws(labels, 9, 50, undefined, true))).to.deep.equal(new Set([0]))
    expect(new Set(draws(labels, 8, 50, undefined, true))).to.deep.equal(new Set([1]))
  })

  it('mixes in the parent with chance alpha / (n + alpha)', () => {
    // From a leaf of 20 rows with alpha 5: 1 in 5 from all 100 rows, of which 20 are the leaf's own.
    const [own, all] = [20 / 25, 5 / 25]
    const shares = [1, 5, 14].map(n => own * (n / 20) + all * (n / 100))
    const out = draws(tree, 0, 20_000, {alpha: 5, blend: 0})
    // 16.3: 99.9 % with 3 degrees of freedom.
    expect(chiSquare(out, [...shares, all * 0.8])).to.be.below(16.3)
  })

  it('moves continuous values towards their neighbours, never beyond them, and leaves atoms alone', () => {
    const levels = [100, 200, 1000].map(l => FIRST_LEVEL + l)
    const values = stump({7: 10, [levels[0]!]: 10, [levels[1]!]: 10, [levels[2]!]: 10}, {3: 1})
    const half = draws(values, 0, 4000, {alpha: 0, blend: 0.5})
    const between = half.filter(code => code > FIRST_LEVEL).map(code => code - FIRST_LEVEL)
    expect(half.filter(code => code < FIRST_LEVEL).every(code => code === 7)).to.equal(true)
    expect(half.filter(code => code === 7).length / half.length).to.be.closeTo(0.25, 0.03)
    // Up to half the way: 100–150, 150–200–600 and 600–1000.
    expect([Math.min(...between), Math.max(...between)]).to.deep.equal([100, 1000])
    expect(new Set(between).size).to.be.above(200)
    expect(between.filter(l => l > 200 && l < 600).length / between.length).to.be.closeTo(1 / 6, 0.04)
    expect(new Set(draws(values, 0, 4000))).to.deep.equal(new Set([7, ...levels]))
  })

  it('gives plain draws and those with a pull of next to nothing the same shares', () => {
    const plain = draws(tree, 0, 20_000)
    const pulled = draws(tree, 0, 20_000, {alpha: 1e-9, blend: 0})
    for (const code of [0, 1, 2])
      expect(plain.filter(c => c === code).length).to.be.closeTo(pulled.filter(c => c === code).length, 400)
  })

  it('puts every row into its leaf, whatever the order and however many rows', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(255), {minLength: 1, maxLength: 300}), fc.nat(255), (bins, last) => {
        const split = {...stump({1: 3}, {2: 7}), split: Uint32Array.of(last, 0, 0)}
        const drawn = {bins: [Uint8Array.from(bins)], codes: [], values: [undefined]}
        const model = {method: 'density', tree: split} as const
        const out = drawnCodes(model, [false, false], drawn, bins.length, createRandom(1))
        expect([...out]).to.deep.equal(bins.map(bin => (bin <= last ? 1 : 2)))
      }),
    )
  })

  it('gives the same codes for the same stream', () => {
    const options = {alpha: 3, blend: 1}
    expect(draws(tree, 0, 500, options)).to.deep.equal(draws(tree, 0, 500, options))
  })
})

describe('labels drawn from boosted trees', () => {
  it('draws 1 as often as the log odds say', () => {
    const trees = {
      bias: Math.log(0.25),
      roots: new Uint32Array(),
      feature: new Int32Array(),
      split: new Uint32Array(),
      child: new Uint32Array(),
      sets: new Uint8Array(),
      value: new Float32Array(),
    }
    const none = {bins: [], codes: [], values: []}
    // Odds of 1 to 4 are a share of 0.2; rows that are alike get it evenly.
    for (const rows of [50, 20_000]) {
      const out = drawnCodes({method: 'boosting', trees}, [true], none, rows, createRandom('labels'))
      expect(out.reduce((sum, label) => sum + label, 0)).to.be.closeTo(0.2 * rows, 2)
    }
  })
})
