import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {fitAxis} from '../src/axis.ts'
import {fitDensityTree} from '../src/density-tree.ts'
import {encodeClasses, encodeNumbers} from '../src/encode.ts'
import {growTree} from '../src/grow.ts'
import {featuresOf} from '../src/features.ts'

const ROWS = 1500
const random = createRandom('density')
const x = Float64Array.from({length: ROWS}, () => Math.round(100 * random.normal()))
const y = x.map(v => (random.next() < 0.2 ? NaN : v + Math.round(20 * random.normal())))
const label = Uint32Array.from(x, v => (v > 0 ? 1 + random.below(3) : 0))
const numbers = (values: Float64Array) =>
  encodeNumbers(
    fitAxis(values.filter(v => v === v).sort(), 1, {minAtomRows: 5, rowsPerKnot: 8}),
    values,
    undefined,
  )
const columns = [numbers(x), encodeClasses(label, 4), numbers(y)]
const options = {minLeaf: 12, significance: 1, minCorrelation: 2}

describe('fitDensityTree', () => {
  const tree = fitDensityTree(columns, 2, [1, 0], options)
  const grown = growTree(
    featuresOf(columns, [1, 0]),
    {type: 'numbers', codes: columns[2]!.codes, values: numbers(y).ranks},
    options,
  )

  it('counts as many rows in a node as in its children', () => {
    expect(tree.count[0]).to.equal(ROWS)
    expect(tree.feature.length).to.be.above(20)
    for (let id = 0; id < tree.feature.length; id++) {
      const left = tree.child[id]!
      if (left > 0) expect(tree.count[id]).to.equal(tree.count[left]! + tree.count[left + 1]!)
    }
  })

  it('names the columns it splits on, not their places in the list of predictors', () => {
    expect(new Set(tree.feature)).to.deep.equal(new Set([-1, 0, 1]))
    expect([...tree.feature]).to.deep.equal([...grown.feature].map(f => (f < 0 ? -1 : 1 - f)))
  })

  it('holds for every leaf each code of its rows once, ascending, with how many rows have it or a lower one', () => {
    for (let id = 0; id < tree.feature.length; id++) {
      const [from, to] = [tree.entry[id]!, tree.entry[id + 1]!]
      const held = [...tree.codes.subarray(from, to)]
      if (tree.feature[id]! >= 0) {
        expect(held).to.deep.equal([])
        continue
      }
      const codes = [...grown.rows.subarray(grown.start[id], grown.end[id])].map(
        row => columns[2]!.codes[row]!,
      )
      expect(held).to.deep.equal([...new Set(codes)].toSorted((a, b) => a - b))
      expect([...tree.cumulative.subarray(from, to)]).to.deep.equal(
        held.map(code => codes.filter(c => c <= code).length),
      )
    }
  })

  it('follows no predictor when the least correlation is above 1', () => {
    expect(tree.slopeFeature.every(f => f === -1)).to.equal(true)
  })

  it('is one leaf with every code when there is nothing to split on', () => {
    const whole = fitDensityTree(columns, 1, [], options)
    expect([...whole.codes]).to.deep.equal([0, 1, 2, 3])
    expect([...whole.count]).to.deep.equal([ROWS])
  })
})
