// Decimals and grids are those of many cells: one with more of them changes nothing.
import {expect} from 'chai'
import type {NumericSchema} from '@inferloop/contract'
import {thereAndBack, verdict} from '../source.ts'

const whole = Array.from({length: 400}, (_, i) => String(50 + ((i * 37) % 120)))
const withOne = [...whole.slice(1), '12.3456789']
const numeric = (cells: readonly string[], privacy: 'low' | 'default' | 'high') =>
  verdict(cells, {privacy}) as NumericSchema

describe('decimals', () => {
  it('of one cell do not make whole numbers fractional', () => {
    for (const privacy of ['default', 'high'] as const) {
      const {decimals, step, evidence} = numeric(withOne, privacy)
      expect([decimals, step]).to.deep.equal([0, 1])
      expect(evidence).to.contain('1 cell with more decimals, too few to be kept')
    }
  })

  it('of enough cells are kept', () => {
    const prices = whole.map((cell, i) => (i % 30 === 0 ? `${cell}.5` : cell))
    expect(numeric(prices, 'default')).to.include({decimals: 1, step: 0.5})
  })

  it('all come back at privacy low', () => {
    expect(thereAndBack(withOne, {privacy: 'low'})).to.deep.equal(withOne)
  })

  it('of a column of few cells are what they are', () => {
    const few = ['1', '2', '3.25', '4', '5', '6', '7', '8', '9', '10']
    expect(numeric(few, 'default').decimals).to.equal(2)
  })

  it('of the smallest numbers there are have a grid as fine as they are', () => {
    const cells = Array.from({length: 300}, (_, i) => String(5e-324 * Math.round(1.09 ** (1 + i))))
    const {step, max} = numeric(cells, 'default')
    expect(step).to.be.within(Number.MIN_VALUE, max * 1e-9)
  })
})
