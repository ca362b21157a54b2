import {expect} from 'chai'
import * as fc from 'fast-check'
import {tvComplement} from '../src/tv-complement.ts'

describe('tvComplement', () => {
  it('gives the value worked out by hand: 50, 30, 20 % against 25, 25, 50 %', () => {
    expect(tvComplement([5, 3, 2], [25, 25, 50])).to.be.closeTo(1 - (0.25 + 0.05 + 0.3) / 2, 1e-15)
  })

  it('gives 1 for equal frequencies and 0 for labels that never meet', () => {
    expect(tvComplement([1, 3], [10, 30])).to.equal(1)
    expect(tvComplement([4, 0], [0, 9])).to.equal(0)
  })

  it('has nothing to say when a side has no label', () => {
    expect(tvComplement([0, 0], [1, 2])).to.equal(null)
    expect(tvComplement([1, 2], [0, 0])).to.equal(null)
    expect(tvComplement([], [])).to.equal(null)
  })

  it('is the overlap of the two frequencies, the same from either side', () => {
    const count = fc.nat(50)
    fc.assert(
      fc.property(fc.array(fc.tuple(count, count), {minLength: 1, maxLength: 20}), pairs => {
        const [real, synthetic] = [pairs.map(pair => pair[0]), pairs.map(pair => pair[1])]
        const [n, m] = [real, synthetic].map(counts => counts.reduce((a, b) => a + b, 0)) as [number, number]
        fc.pre(n > 0 && m > 0)
        const overlap = pairs.reduce((sum, [a, b]) => sum + Math.min(a / n, b / m), 0)
        expect(tvComplement(real, synthetic)).to.be.closeTo(overlap, 1e-12)
        expect(tvComplement(synthetic, real)).to.be.closeTo(overlap, 1e-12)
      }),
    )
  })
})
