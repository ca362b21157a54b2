import {expect} from 'chai'
import fc from 'fast-check'
import {sortedNumbers} from '../src/sorted-numbers.ts'

const expected = (values: readonly number[]): number[] =>
  values.filter(v => !Number.isNaN(v)).toSorted((a, b) => a - b)

describe('sortedNumbers', () => {
  it('sorts whole numbers, narrow or wide, fractions and missing values', () => {
    const kinds = [
      fc.integer({min: -9, max: 9}),
      fc.integer(),
      fc.double(),
      fc.integer({min: 2 ** 52, max: 2 ** 53}),
    ]
    for (const kind of kinds) {
      fc.assert(
        fc.property(fc.array(fc.oneof(kind, fc.constant(Number.NaN))), cells => {
          const values = Float64Array.from(cells)
          const sorted = sortedNumbers(values)
          expect([...sorted].map(v => v + 0)).to.deep.equal(expected(cells).map(v => v + 0))
          expect([...values]).to.deep.equal(cells)
        }),
      )
    }
  })
})
