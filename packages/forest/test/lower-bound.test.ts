import {expect} from 'chai'
import * as fc from 'fast-check'
import {lowerBoundIn} from '../src/lower-bound.ts'

describe('lowerBoundIn', () => {
  it('finds the first value that is not below, for any values and numbers', () => {
    const number = fc.oneof(
      fc.integer({min: -5, max: 5}),
      fc.double({noNaN: true}),
      fc.constantFrom(Infinity, -Infinity, Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, -0),
    )
    fc.assert(
      fc.property(fc.array(number, {maxLength: 50}), fc.array(number), (some, asked) => {
        const values = Float64Array.from(some).toSorted()
        const search = lowerBoundIn(values)
        for (const value of [...asked, ...some]) {
          expect(search(value)).to.equal(values.filter(one => one < value).length)
        }
      }),
      {numRuns: 500},
    )
  })

  it('finds it where most values crowd into one bucket', () => {
    const values = Float64Array.from({length: 1_000}, (_, i) => (i === 999 ? 1e12 : i / 1_000))
    const search = lowerBoundIn(values)
    values.forEach((value, i) => {
      expect(search(value)).to.equal(i)
    })
    expect(search(1)).to.equal(999)
    expect(search(1e13)).to.equal(1_000)
  })
})
