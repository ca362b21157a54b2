// Where accuracy cuts: known answers from the published search, done by hand.
import {expect} from 'chai'
import fc from 'fast-check'
import {innerBreaks} from '../../src/accuracy/inner-breaks.ts'

const breaks = (values: readonly number[], kind: 'numeric' | 'datetime' = 'numeric') => [
  ...innerBreaks(Float64Array.from(values).sort(), kind),
]
const upTo = (count: number) => Array.from({length: count}, (_, i) => i)

describe('innerBreaks', () => {
  it('are at nine inner order statistics of many values', () => {
    // 10 of 100 values give 10 different ones; 11, every 9.9th, give the 11 it takes for ten bins.
    expect(breaks(upTo(100))).to.deep.equal([9, 19, 29, 39, 49, 59, 69, 79, 89])
  })

  it('look closer where one value is most of the column', () => {
    const found = breaks([...Array<number>(950).fill(0), ...upTo(51).slice(1)])
    expect(found).to.have.length.within(9, 10)
    expect(found.every(value => value > 0 && value < 50)).to.equal(true)
  })

  it('give each of few values a bin of its own, rare ones too', () => {
    expect(breaks([...Array<number>(1000).fill(1), 2, 3])).to.deep.equal([2, 3])
    expect(breaks([7, 7, 7])).to.deep.equal([])
    expect(breaks([])).to.deep.equal([])
  })

  it('are cut after the fewest decimals that keep them apart; instants are not', () => {
    expect(breaks([0.25, 1.75, 2.125])).to.deep.equal([1, 2])
    expect(breaks([0.25, 0.75, 0.875])).to.deep.equal([0.7, 0.8])
    expect(breaks([0.25, 0.75, 0.875], 'datetime')).to.deep.equal([0.75, 0.875])
  })

  it('stay finite, ascending and within the column at any size', () => {
    const value = fc.double({noNaN: true, noDefaultInfinity: true})
    fc.assert(
      fc.property(
        fc.array(value, {maxLength: 60}),
        fc.constantFrom('numeric', 'datetime'),
        (values, kind) => {
          const found = breaks(values, kind as 'numeric')
          for (let i = 0; i < found.length; i++) {
            expect(Number.isFinite(found[i])).to.equal(true)
            if (i > 0) expect(found[i]).to.be.above(found[i - 1]!)
            expect(found[i]).to.be.at.most(Math.max(...values))
          }
          expect(found.length).to.be.at.most(60)
        },
      ),
    )
    expect(breaks([-1.7e308, 1.7e308, 0])).to.deep.equal([0, 1.7e308])
    expect(breaks([0.25, 0.75, 1.7e308])).to.deep.equal([0.7, 1.7e308])
  })
})
