// Round numbers between two others.
import {expect} from 'chai'
import fc from 'fast-check'
import {roundBetween} from '../src/round-between.ts'

describe('roundBetween', () => {
  it('takes the roundest number there is', () => {
    for (const [low, high, round] of [
      [44_934, 45_000, 44_950],
      [1, 2, 1.5],
      [0, 5, 4],
      [-5, 0, -2],
      [-3, 8, 0],
      [99, 1001, 1000],
      [0.1, 0.3, 0.2],
      [-45_000, -44_934, -44_950],
    ] as const)
      expect(roundBetween(low, high), `${low} ${high}`).to.equal(round)
  })

  it('lies strictly between any two doubles with room between them', () => {
    const double = fc.double({noNaN: true, noDefaultInfinity: true})
    fc.assert(
      fc.property(double, double, (a, b) => {
        const [low, high] = a < b ? [a, b] : [b, a]
        fc.pre(high - low > Math.max(Math.abs(low), Math.abs(high)) * 1e-12 && high - low > 1e-300)
        const round = roundBetween(low, high)
        expect(round).to.be.above(low).and.below(high)
      }),
      {numRuns: 2000},
    )
    expect(roundBetween(1, 1 + Number.EPSILON)).to.equal(1)
    expect(roundBetween(1e308, Number.MAX_VALUE)).to.be.above(1e308)
  })

  it('gives neither neighbour away: their distance to it is not the same', () => {
    // The middle of 44,934 and 45,000 is 44,967, from which either follows by the other.
    expect(2 * roundBetween(44_934, 45_000) - 45_000).to.not.equal(44_934)
  })
})
