// Columns are what their users say, and when that cannot be, it is said why.
import {expect} from 'chai'
import type {AskedType} from '../src/index.ts'
import {fromStrftime} from '../src/dates/strftime.ts'
import {repeated, thereAndBack, verdict} from './source.ts'

const asked = (cells: readonly string[], type: AskedType) => verdict(cells, {types: {x: type}})
const FLAGS = repeated(['0', '1', '1'], 20)

describe('a kind that is asked for', () => {
  it('is taken, and the evidence says whose word it is', () => {
    for (const [cells, kind] of [
      [FLAGS, 'numeric'],
      [FLAGS, 'id'],
      [FLAGS, 'text'],
      [repeated(['20240131', '20230228'], 20), 'datetime'],
      [repeated(['north', 'south', 'x1'], 20), 'id'],
      [repeated(['north', 'south', 'x1'], 20), 'text'],
    ] as const) {
      const schema = asked(cells, {kind})
      expect(schema.kind, cells[0]).to.equal(kind)
      expect(schema.evidence).to.match(new RegExp(`, named by you as ${kind}\\.$`))
    }
  })

  it('may name the order of day and month where the cells do not tell', () => {
    const cells = repeated(['01/02/2024', '03/04/2024', '05/06/2024'], 10)
    const day = {kind: 'datetime', format: '%d/%m/%Y'} as const
    const month = {kind: 'datetime', format: 'MM/DD/YYYY'} as const
    expect(asked(cells, day)).to.include({format: 'DD/MM/YYYY', min: Date.UTC(2024, 1, 1)})
    expect(asked(cells, month)).to.include({format: 'MM/DD/YYYY', min: Date.UTC(2024, 0, 2)})
  })

  it('keeps missing cells missing, and counts ids on from the largest', () => {
    const cells = ['7', '9', 'NA', '8', ...Array.from({length: 40}, (_, i) => String(10 + i))]
    const made = thereAndBack(cells, {types: {x: {kind: 'id'}}})
    expect(made[2]).to.equal('NA')
    expect(Math.min(...made.filter(cell => cell !== 'NA').map(Number))).to.be.above(49)
  })

  it('draws keys that repeat from their pattern', () => {
    const cells = Array.from({length: 200}, (_, i) => `C${100 + ((i * 7) % 60)}`)
    const schema = asked(cells, {kind: 'id'})
    expect(schema).to.include({kind: 'id', style: 'pattern', unique: false})
  })

  it('is refused when the cells are something else, with some of them', () => {
    const words = repeated(['north', 'south', 'east'], 10)
    expect(() => asked(words, {kind: 'numeric'})).to.throw(
      'cannot be read as numbers; there are "north", "south", "east"',
    )
    expect(() => asked(words, {kind: 'datetime', format: '%Y'})).to.throw('--type x=datetime:%Y')
    expect(() => asked(words, {kind: 'datetime', format: '%Q'})).to.throw('a conversion that is not known')
  })

  it('does not change columns of one value or none', () => {
    expect(asked(repeated(['5'], 10), {kind: 'id'}).kind).to.equal('constant')
    expect(asked(repeated([''], 10), {kind: 'numeric'}).kind).to.equal('empty')
  })
})

describe('fromStrftime', () => {
  it('gives the tokens of the usual conversions', () => {
    for (const [format, tokens] of [
      ['%d.%m.%Y', 'DD.MM.YYYY'],
      ['%Y-%m-%dT%H:%M:%S', 'YYYY-MM-DD[T]HH:mm:ss'],
      ['%-d %b %y, %I:%M %p', 'DD MMM YY, hh:mm A'],
      ['DD/MM/YYYY', 'DD/MM/YYYY'],
      ['%F %T%z', 'YYYY-MM-DD HH:mm:ssZZ'],
    ] as const)
      expect(fromStrftime(format), format).to.equal(tokens)
    expect(fromStrftime('%j')).to.equal(undefined)
  })
})
