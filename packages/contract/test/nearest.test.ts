import {expect} from 'chai'
import {nearest} from '../src/index.ts'

describe('nearest', () => {
  const names = ['trees', 'ctgan', 'generate', 'info', 'data.csv']

  it('forgives slips of the finger', () => {
    for (const [typed, meant] of [
      ['tree', 'trees'],
      ['tress', 'trees'],
      ['CTGAN', 'ctgan'],
      ['cgtan', 'ctgan'],
      ['genrate', 'generate'],
      ['inof', 'info'],
      ['dta.csv', 'data.csv'],
    ] as const)
      expect(nearest(typed, names), typed).to.equal(meant)
  })

  it('does not guess where nothing is near', () => {
    expect(nearest('flights.csv', ['data.csv'])).to.equal(undefined)
    expect(nearest('x.csv', [])).to.equal(undefined)
    for (const typed of ['xyz', 'copula', '', 'trombone'])
      expect(nearest(typed, names), typed).to.equal(undefined)
  })
})
