import {expect} from 'chai'
import fc from 'fast-check'
import {binCount, binOf, fitAxis, MAX_BINS, positionOf, valueAt} from '../src/axis.ts'

const options = {minAtomRows: 5, rowsPerKnot: 8}
const sorted = (values: readonly number[]) => Float64Array.from(values).sort()

describe('fitAxis', () => {
  it('keeps values that enough rows hold as atoms and no others', () => {
    const axis = fitAxis(sorted([...Array(5).fill(0), ...Array(4).fill(7), 1, 2, 3]), 0, options)
    expect([...axis.atoms]).to.deep.equal([0])
  })

  it('puts the knots of the other values at equal probabilities', () => {
    const axis = fitAxis(sorted(Array.from({length: 81}, (_, i) => i)), 0, options)
    expect([...axis.knots]).to.deep.equal([0, 8, 16, 24, 32, 40, 48, 56, 64, 72, 80])
  })

  it('gives every value a bin of its own while they fit', () => {
    const axis = fitAxis(sorted([3, 1, 2, 2]), 1, options)
    expect([1, 2, 3].map(v => binOf(axis, v))).to.deep.equal([0, 1, 2])
    expect(binCount(axis)).to.equal(4)
  })

  it('leaves a heavy value alone in its bin', () => {
    const values = [...Array.from({length: 5000}, (_, i) => i), ...Array(500).fill(2500)]
    const axis = fitAxis(sorted(values), 0, options)
    const bins = [2499, 2500, 2501].map(v => binOf(axis, v))
    expect(new Set(bins).size).to.equal(3)
  })

  it('never makes more bins than a byte has room for', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({min: -1000, max: 1000}), {minLength: 1, maxLength: 3000}), values => {
        const axis = fitAxis(sorted(values), 2, options)
        expect(binCount(axis)).to.be.at.most(MAX_BINS)
        const bins = [...sorted(values)].map(v => binOf(axis, v))
        for (let i = 1; i < bins.length; i++) expect(bins[i]).to.be.at.least(bins[i - 1]!)
      }),
      {numRuns: 50},
    )
  })

  it('finds a position on the quantile curve again by its value', () => {
    const axis = fitAxis(sorted(Array.from({length: 400}, (_, i) => i * i)), 0, options)
    fc.assert(
      fc.property(fc.double({min: 0, max: 1, noNaN: true}), position => {
        expect(positionOf(axis, valueAt(axis, position))).to.be.closeTo(position, 1e-9)
      }),
    )
  })
})
