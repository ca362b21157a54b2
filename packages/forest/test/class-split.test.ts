import {expect} from 'chai'
import fc from 'fast-check'
import {createRandom} from '@inferloop/random'
import {type Feature, growTree, type Target} from '../src/grow.ts'
import {bestSplit, gini, leavesOf, referenceLeaves, rootGain, rowSets, rowsOf} from './reference-tree.ts'

const CLASSES = 7
const classes = (codes: readonly number[]): Target => ({
  type: 'classes',
  codes: Uint16Array.from(codes),
  classes: CLASSES,
})

const feature = (bins: readonly number[], categorical = false): Feature => ({
  bins: Uint8Array.from(bins),
  binCount: Math.max(...bins) + 1,
  categorical,
})

const cells = (maxLength: number) =>
  fc.array(
    fc.record({
      a: fc.integer({min: 0, max: 9}),
      b: fc.integer({min: 0, max: 3}),
      y: fc.integer({min: 0, max: CLASSES - 1}),
    }),
    {minLength: 3, maxLength},
  )

describe('classSplitter', () => {
  it('takes the best of all thresholds by Gini impurity, in small nodes and in large ones', () => {
    for (const most of [32, 120]) {
      fc.assert(
        fc.property(cells(most), fc.integer({min: 1, max: 6}), (list, minLeaf) => {
          const features = [feature(list.map(c => c.a)), feature(list.map(c => c.b))]
          const codes = list.map(c => c.y)
          const tree = growTree(features, classes(codes), {minLeaf, significance: 0})
          const best = bestSplit(features, [...codes.keys()], gini(codes), minLeaf)
          expect(rootGain(tree, gini(codes))).to.be.closeTo(best.gain, 1e-6)
        }),
        {numRuns: 50},
      )
    }
  })

  it('parts categories by their share of the commonest class: never better than the best subset, often as good', () => {
    let asGood = 0
    let runs = 0
    fc.assert(
      fc.property(cells(60), list => {
        const features = [
          feature(
            list.map(c => c.b),
            true,
          ),
        ]
        const codes = list.map(c => c.y % 3)
        const tree = growTree(features, classes(codes), {minLeaf: 1, significance: 0})
        const found = rootGain(tree, gini(codes))
        const {gain} = bestSplit(features, [...codes.keys()], gini(codes), 1)
        expect(found).to.be.at.most(gain + 1e-6)
        runs++
        if (found > gain - 1e-6) asGood++
      }),
      {numRuns: 100, seed: 1},
    )
    expect(asGood / runs).to.be.above(0.7)
  })

  it('grows the leaves that trying every split grows', () => {
    const random = createRandom('classes')
    const a = Array.from({length: 1500}, () => random.below(9))
    const b = Array.from({length: 1500}, () => random.below(11))
    const codes = a.map((x, i) => (random.next() < 0.7 ? (x + b[i]!) >> 2 : random.below(CLASSES)))
    const features = [feature(a), feature(b)]
    const options = {minLeaf: 25, significance: 3}
    const tree = growTree(features, classes(codes), options)
    const expected = referenceLeaves(features, [...codes.keys()], gini(codes), options)
    expect(rowSets(leavesOf(tree).map(id => rowsOf(tree, id)))).to.deep.equal(rowSets(expected))
    expect(expected.length).to.be.above(8)
  })

  it('leaves rows of one class together', () => {
    const tree = growTree([feature([0, 1, 2, 3])], classes([4, 4, 4, 4]), {minLeaf: 1, significance: 0})
    expect(tree.feature.length).to.equal(1)
  })
})
