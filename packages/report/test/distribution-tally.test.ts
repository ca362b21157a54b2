import {expect} from 'chai'
import * as fc from 'fast-check'
import {ksComplement} from './ks-complement.ts'

const share = (sample: number[], x: number) => sample.filter(y => y <= x).length / sample.length

/** The definition word for word: both functions at every value of either sample, missing values left out. */
function reference(real: readonly number[], synthetic: readonly number[]): number | null {
  const [a, b] = [real, synthetic].map(sample => sample.filter(x => !Number.isNaN(x))) as [number[], number[]]
  if (a.length === 0 || b.length === 0) return null
  return 1 - Math.max(...[...a, ...b].map(x => Math.abs(share(a, x) - share(b, x))))
}

const ks = (real: readonly number[], synthetic: readonly number[]) =>
  ksComplement(Float64Array.from(real), Float64Array.from(synthetic))

describe('distributionTally', () => {
  it('gives the value worked out by hand: 1, 2, 3, 4 against 3, 4, 5', () => {
    // Just before 3 the real function stands at 2/4, the synthetic one at 0; at 4 they stand at 1 and 2/3.
    expect(ks([1, 2, 3, 4], [3, 4, 5])).to.equal(0.5)
  })

  it('gives 1 for the same values in another order and 0 for values that never meet', () => {
    expect(ks([3, 1, 2], [2, 3, 1])).to.equal(1)
    expect(ks([1, 2], [3, 4, 5])).to.equal(0)
    expect(ks([3, 4, 5], [1, 2])).to.equal(0)
  })

  it('sees values between two real ones that reach neither', () => {
    expect(ks([0, 10], [5, 5, 5])).to.equal(0.5)
  })

  it('leaves missing values out', () => {
    expect(ks([1, Number.NaN, 2], [Number.NaN, 1, 2, Number.NaN])).to.equal(1)
  })

  it('takes 0 and -0 for one value', () => {
    expect(ks([-0, 0, 1], [0, 0, 1])).to.equal(1)
    expect(ks([-0, 1], [0, 1])).to.equal(1)
  })

  it('has nothing to say when a side has no value', () => {
    expect(ks([], [1])).to.equal(null)
    expect(ks([1], [])).to.equal(null)
    expect(ks([1], [Number.NaN])).to.equal(null)
  })

  it('equals the definition, ties, missing and infinite values included', () => {
    const value = fc.oneof(
      fc.integer({min: -3, max: 3}),
      fc.double(),
      fc.constantFrom(Number.NaN, Infinity, -Infinity, -0),
    )
    fc.assert(
      fc.property(fc.array(value, {maxLength: 40}), fc.array(value, {maxLength: 40}), (a, b) => {
        const expected = reference(a, b)
        const score = ks(a, b)
        if (expected === null || score === null) expect(score).to.equal(expected)
        else expect(score).to.be.closeTo(expected, 1e-12)
      }),
      {numRuns: 500},
    )
  })

  it('does not change what it is given', () => {
    const real = Float64Array.of(3, 1, 2)
    ksComplement(real, real)
    expect([...real]).to.deep.equal([3, 1, 2])
  })
})
