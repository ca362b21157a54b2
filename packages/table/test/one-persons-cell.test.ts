import {expect} from 'chai'
import {gridOf} from '../src/numbers/grid.ts'
import {thereAndBack, verdict} from './source.ts'

const beside = (cell: string, common: string, rows = 1000): string[] =>
  Array.from({length: rows}, (_, i) => (i === rows / 2 ? cell : common))

describe('a cell that one row holds', () => {
  for (const privacy of ['default', 'high'] as const) {
    for (const cell of ['Jane Roe HIV positive', '7654321', '1931-07-19', 'AB-10077']) {
      it(`is not learnt from an otherwise empty column at ${privacy}: ${cell}`, () => {
        const schema = verdict(beside(cell, ''), {privacy})
        expect(schema.kind).to.equal('empty')
        expect(JSON.stringify(schema)).not.to.include(cell)
        expect(new Set(thereAndBack(beside(cell, ''), {privacy}))).to.deep.equal(new Set(['']))
      })
    }
    it(`does not show in the grid of the other numbers at ${privacy}`, () => {
      for (const [cell, common] of [
        ['48317', '0'],
        ['8765432', '5'],
      ] as const) {
        const schema = verdict(beside(cell, common), {privacy})
        expect(schema).to.include({kind: 'numeric', step: 1})
        expect(JSON.stringify(schema)).not.to.match(/48,?317|8,?765,?4/)
      }
    })
  }

  it('is learnt at low privacy', () => {
    expect(verdict(beside('Jane Roe', ''), {privacy: 'low'})).to.deep.include({categories: ['Jane Roe']})
  })

  it('stays in a small table that would otherwise be empty', () => {
    expect(verdict(['a', '', 'a'], {privacy: 'high'}).kind).to.equal('categorical')
  })
})

describe('a text among numbers or dates that have no empty cell', () => {
  const numbers = Array.from({length: 399}, (_, i) => String(i * 3))
  const dates = Array.from({length: 399}, (_, i) => new Date(i * 86_400_000).toISOString().slice(0, 10))

  for (const cells of [numbers, dates]) {
    it(`is read as an empty cell among ${cells[1]}`, () => {
      const schema = verdict([...cells, 'unknwn'])
      expect(schema.missing).to.deep.equal([''])
      expect(schema.evidence).to.match(/; 1 other text read as empty\.$/)
      expect(thereAndBack([...cells, 'unknwn'], {privacy: 'default'}).at(-1)).to.equal('')
    })
  }
})

describe('gridOf', () => {
  it('believes no divisor that two values share', () => {
    expect(gridOf(Float64Array.of(0, 48_317), 1)).to.deep.equal({step: 1, offset: 0})
  })

  it('finds a divisor in fewer than one table of uniform numbers in 2,000', () => {
    let state = 12_345
    const next = (): number => (state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0)
    for (const distinct of [3, 4, 5]) {
      let found = 0
      for (let trial = 0; trial < 4000; trial++) {
        const values = Float64Array.from({length: distinct}, () => next() >>> 4)
        if (gridOf(values, 1).step > 1) found++
      }
      expect(found).to.be.below(8)
    }
  })

  it('finds the grid that numbers do stand on', () => {
    expect(gridOf(Float64Array.of(10_000, 20_000, 50_000), 1)).to.deep.equal({step: 10_000, offset: 0})
  })
})

describe('what one row repeats, or a few rows span', () => {
  const words = ['see', 'the', 'new', 'plan', 'for', 'next', 'week', 'here']
  const comment = (i: number) => Array.from({length: 6}, (_, k) => words[(i * 7 + k * k * 3) % 8]).join(' ')

  for (const privacy of ['default', 'high'] as const)
    it(`is no word, pair or shape of the model at ${privacy}`, () => {
      const links = Array.from({length: 12}, (_, k) => `https://jankowalczyk.pl/p/${k}`).join(' see ')
      const cells = Array.from({length: 2000}, (_, i) => (i === 700 ? links : `${comment(i)} ${i}`))
      const schema = verdict(cells, {privacy, types: {x: {kind: 'text'}}})
      expect(JSON.stringify(schema)).to.not.contain('jankowalczyk').and.not.contain('kowalczyk')
    })

  it('is no end of a range of codes', () => {
    const codes = Array.from({length: 3000}, (_, i) => `K-${101_609 + ((i * 104_729) % 897_448)}`)
    const few = Array.from({length: 6}, (_, i) => `VIP/${507_708 + i * 65_543}`)
    const schema = verdict([...codes, ...few])
    expect(schema.kind).to.equal('id')
    for (const code of [...codes, ...few])
      expect(JSON.stringify(schema)).to.not.contain(code.replace(/\D+/, ''))
  })
})
