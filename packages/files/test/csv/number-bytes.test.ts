import {expect} from 'chai'
import fc from 'fast-check'
import {formatCell} from '../../src/csv/format-cell.ts'
import {hasDigits, putNumber} from '../../src/csv/number-bytes.ts'

const written = (value: number, decimals: {most: number; least: number}): string => {
  const bytes = Buffer.alloc(64)
  return bytes.toString('latin1', 0, putNumber(bytes, 0, value, decimals))
}

describe('numbers as bytes', () => {
  it('stand as people write them', () => {
    const cases: [value: number, most: number, least: number, text: string][] = [
      [0, 0, 0, '0'],
      [-0, 2, 2, '0.00'],
      [1.5, 2, 2, '1.50'],
      [1.5, 2, 0, '1.5'],
      [3, 2, 1, '3.0'],
      [3, 2, 0, '3'],
      [-0.05, 2, 0, '-0.05'],
      [-0.001, 2, 0, '0'],
      [1234567890123, 0, 0, '1234567890123'],
      [-90071992547.25, 4, 0, '-90071992547.25'],
      [0.000000001, 9, 0, '0.000000001'],
      [100, 0, 0, '100'],
      [Number.NaN, 2, 2, ''],
    ]
    for (const [value, most, least, text] of cases) expect(written(value, {most, least})).to.equal(text)
  })

  it('are the texts that formatCell gives', () => {
    const units = fc.integer({min: -(2 ** 51), max: 2 ** 51})
    fc.assert(
      fc.property(units, fc.nat(9), fc.nat(9), (whole, most, fewer) => {
        const decimals = {most, least: Math.min(most, fewer)}
        const value = whole / 10 ** most
        fc.pre(hasDigits(value, decimals))
        const column = {
          type: 'number',
          name: 'x',
          values: Float64Array.of(value),
          physical: 'float',
          decimals,
        } as const
        expect(written(value, decimals)).to.equal(formatCell(column, 0))
      }),
      {numRuns: 2000},
    )
  })

  it('are left to formatCell beyond what a double counts', () => {
    for (const value of [1e300, Number.POSITIVE_INFINITY, -(2 ** 53)])
      expect(hasDigits(value, {most: 0, least: 0})).to.equal(false)
    expect(hasDigits(2 ** 50, {most: 1, least: 0})).to.equal(false)
  })
})
