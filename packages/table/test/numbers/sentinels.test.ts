// Numbers of nines that stand for no value, and those that do not.
import {expect} from 'chai'
import {repeated, thereAndBack, verdict} from '../source.ts'

const ages = Array.from({length: 120}, (_, i) => String(18 + ((i * 7) % 60)))

describe('numbers that stand for no value', () => {
  it('are missing cells, which come out as they went in', () => {
    for (const code of ['-99', '-999', '9999', '-999.0', '999']) {
      const cells = [...ages, ...repeated([code], 12)]
      const schema = verdict(cells)
      expect(schema.kind, code).to.equal('numeric')
      expect(schema.missing, code).to.deep.equal([code])
      expect(schema.evidence).to.contain(`12 cells without a value (12 "${code}")`)
      expect(schema).to.include({min: 18, max: 77})
      const made = thereAndBack(cells)
      expect(made.filter(cell => cell === code)).to.have.length(12)
    }
  })

  it('stand beside empty cells, and beside each other', () => {
    const cells = [...ages, ...repeated(['-99'], 8), ...repeated(['-999'], 6), ...repeated([''], 5)]
    expect(verdict(cells).missing).to.deep.equal(['-99', '-999', ''])
  })

  it('are values where others lie near, where hardly any cell holds them, or nothing but them', () => {
    for (const cells of [
      [...ages, '-99', '-99'],
      [...ages, ...repeated(['99'], 12)],
      [...ages.map(age => String(40 - Number(age))), ...repeated(['-99'], 12)],
      repeated(['0', '1', '-99'], 20),
      Array.from({length: 200}, (_, i) => String(i * 10))
        .concat(repeated(['9999'], 12))
        .concat(['8000', '9000']),
    ])
      expect(
        verdict(cells).missing.filter(text => text !== ''),
        cells.at(-1),
      ).to.deep.equal([])
  })
})
