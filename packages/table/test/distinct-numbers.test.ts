import {expect} from 'chai'
import * as fc from 'fast-check'
import {distinctNumbers} from '../src/distinct-numbers.ts'

describe('distinctNumbers', () => {
  it('counts every NaN as one value, and -0 as 0', () => {
    const {values, codes} = distinctNumbers(Float64Array.of(Number.NaN, 0, -0, Number.NaN, 5))
    expect([...values]).to.deep.equal([Number.NaN, 0, 5])
    expect([...codes]).to.deep.equal([0, 1, 1, 0, 2])
  })
  it('gives every cell back, and as many values as a Set', () => {
    const cells = fc.array(fc.oneof(fc.double(), fc.integer({min: -50, max: 50})), {maxLength: 2000})
    fc.assert(
      fc.property(cells, numbers => {
        const given = Float64Array.from(numbers, number => number + 0)
        const {values, codes} = distinctNumbers(given)
        expect(Array.from(codes, code => values[code])).to.deep.equal(Array.from(given))
        expect(values.length).to.equal(new Set(given).size)
      }),
    )
  })
})
