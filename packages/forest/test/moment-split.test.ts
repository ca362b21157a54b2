import {expect} from 'chai'
import fc from 'fast-check'
import {createRandom} from '@inferloop/random'
import {type Feature, growTree, type Target} from '../src/grow.ts'
import {bestSplit, leavesOf, referenceLeaves, rootGain, rowSets, rowsOf, squares} from './reference-tree.ts'

const feature = (bins: readonly number[], categorical: boolean): Feature => ({
  bins: Uint8Array.from(bins),
  binCount: Math.max(...bins) + 1,
  categorical,
})

const numbers = (ys: Float64Array): Target => ({
  type: 'numbers',
  codes: Uint16Array.from(ys.keys()),
  values: ys,
})

const cells = fc.array(
  fc.record({
    number: fc.integer({min: 0, max: 12}),
    label: fc.integer({min: 0, max: 5}),
    y: fc.integer({min: 0, max: 9}),
  }),
  {minLength: 2, maxLength: 60},
)

/** As in kernels/moments.ts. */
const chanceGain = (labels: number): number => (2 / Math.PI) * Math.max(0, labels - 2)

describe('momentSplitter', () => {
  it('takes the best of all thresholds that leave enough rows on either side', () => {
    fc.assert(
      fc.property(cells, fc.integer({min: 1, max: 6}), (list, minLeaf) => {
        const features = [list.map(c => c.number), list.map(c => c.label)].map(bins => feature(bins, false))
        const ys = Float64Array.from(list, c => c.y)
        const tree = growTree(features, numbers(ys), {minLeaf, significance: 0})
        const best = bestSplit(features, [...ys.keys()], squares(ys), minLeaf)
        expect(rootGain(tree, squares(ys))).to.be.closeTo(best.gain, 1e-6)
      }),
      {numRuns: 60},
    )
  })

  // Ordering categories by their mean finds the best subset only where every subset is allowed, hence leaves of one row.
  it('takes the best of all subsets of categories', () => {
    fc.assert(
      fc.property(cells, list => {
        const features = [
          feature(
            list.map(c => c.number),
            false,
          ),
          feature(
            list.map(c => c.label),
            true,
          ),
        ]
        const ys = Float64Array.from(list, c => c.y)
        const tree = growTree(features, numbers(ys), {minLeaf: 1, significance: 0})
        const best = bestSplit(features, [...ys.keys()], squares(ys), 1)
        expect(rootGain(tree, squares(ys))).to.be.closeTo(best.gain, 1e-6)
      }),
      {numRuns: 60},
    )
  })

  it('takes the best of all splits of a yes or no', () => {
    fc.assert(
      fc.property(cells, list => {
        const features = [
          feature(
            list.map(c => c.label),
            true,
          ),
          feature(
            list.map(c => c.number),
            false,
          ),
        ]
        const codes = Uint16Array.from(list, c => (c.y > 5 ? 1 : 0))
        const tree = growTree(features, {type: 'classes', codes, classes: 2}, {minLeaf: 1, significance: 0})
        const best = bestSplit(features, [...codes.keys()], squares(codes), 1)
        expect(rootGain(tree, squares(codes))).to.be.closeTo(best.gain, 1e-6)
      }),
      {numRuns: 60},
    )
  })

  it('grows the tree that fresh counting grows, where histograms are derived by subtraction', () => {
    const random = createRandom('subtraction')
    const rows = 6000
    const bins = [30, 20, 5].map(count => Array.from({length: rows}, () => random.below(count)))
    const features = bins.map((b, k) => feature(b, k === 2))
    // Whole numbers, so that sums are exact however they are added up; no two splits gain the same.
    const ys = Float64Array.from(
      bins[0]!,
      (a, i) => 7 * a + 3 * ((bins[1]![i]! * bins[2]![i]!) % 11) + random.below(40),
    )
    const options = {minLeaf: 300, significance: 2}
    const target: Target = {
      type: 'numbers',
      codes: Uint16Array.from(ys),
      values: Float64Array.from({length: 512}, (_, i) => i),
    }
    const tree = growTree(features, target, options)
    const expected = referenceLeaves(features, [...ys.keys()], squares(ys), options)
    expect(rowSets(leavesOf(tree).map(id => rowsOf(tree, id)))).to.deep.equal(rowSets(expected))
    expect(expected.length).to.be.above(8)
  })

  it('splits only what gains more than `significance` times the deviation per row', () => {
    // 10 rows at 0, 10 at 1: the split takes off all of the spread, which is 20 times the spread per row.
    const bins = Array.from({length: 20}, (_, i) => Number(i >= 10))
    const target: Target = {type: 'classes', codes: Uint16Array.from(bins), classes: 2}
    const nodes = (significance: number) =>
      growTree([feature(bins, false)], target, {minLeaf: 1, significance}).feature.length
    expect(nodes(19.9)).to.equal(3)
    expect(nodes(20.1)).to.equal(1)
  })

  describe('on labels', () => {
    const draw = (seed: string, rows: number, labels: number, pull: number) => {
      const random = createRandom(seed)
      const bins = Array.from({length: rows}, () => random.below(labels))
      const ys = Float64Array.from(bins, label => random.normal() + pull * (label % 2))
      return {features: [feature(bins, true)], ys}
    }

    it('gains by chance about what chanceGain says, beside a split that was not chosen', () => {
      for (const labels of [2, 10, 40]) {
        let sum = 0
        for (let run = 0; run < 40; run++) {
          const {features, ys} = draw(`${labels}/${run}`, 2000, labels, 0)
          const tree = growTree(features, numbers(ys), {minLeaf: 1, significance: 0})
          sum += rootGain(tree, squares(ys)) / (squares(ys)([...ys.keys()]) / ys.length)
        }
        expect(sum / 40 - 1, String(labels)).to.be.closeTo(chanceGain(labels), 2.5)
      }
    })

    it('does not follow many labels that mean nothing, and follows those that do', () => {
      const options = {minLeaf: 15, significance: 3}
      let split = 0
      for (let run = 0; run < 20; run++) {
        const {features, ys} = draw(`none/${run}`, 1000, 60, 0)
        if (growTree(features, numbers(ys), options).feature.length > 1) split++
      }
      expect(split).to.be.below(10)
      const {features, ys} = draw('some', 1000, 60, 0.5)
      expect(growTree(features, numbers(ys), options).feature.length).to.be.above(1)
    })
  })
})
