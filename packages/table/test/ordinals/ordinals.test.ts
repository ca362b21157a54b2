import {expect} from 'chai'
import type {CategoricalSchema} from '@inferloop/contract'
import {compareTables, inferSchema} from '../../src/index.ts'
import {repeated, source, text, verdict} from '../source.ts'

/** The labels in the order found, the commonest of them not the lowest. */
function found(labels: readonly string[], types: Parameters<typeof verdict>[1] = {}): string[] | undefined {
  const cells = labels.flatMap((label, i) => repeated([label], 8 + ((i * 5) % labels.length)))
  const {categories, order} = verdict(cells, types) as CategoricalSchema
  return (
    order && [...categories.keys()].toSorted((a, b) => order[a]! - order[b]!).map(code => categories[code]!)
  )
}

const asked = (format?: string) => ({
  types: {x: {kind: 'ordinal', ...(format === undefined ? {} : {format})}} as const,
})

describe('labels with an order', () => {
  const scales: Record<string, string[]> = {
    levels: ['low', 'medium', 'high'],
    'levels in capitals': ['VERY_LOW', 'LOW', 'HIGH'],
    'sizes of clothes': ['XS', 'S', 'M', 'L', 'XL', 'XXL'],
    agreement: ['Strongly disagree', 'Disagree', 'Neutral', 'Agree', 'Strongly agree'],
    'how often': ['never', 'rarely', 'sometimes', 'often', 'always'],
    'cuts of diamonds': ['Fair', 'Good', 'Very Good', 'Premium', 'Ideal'],
    weekdays: ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'],
    months: ['January', 'March', 'May', 'October', 'December'],
    grades: ['F', 'D', 'C-', 'C', 'C+', 'B', 'A-', 'A', 'A+'],
    places: ['1st', '2nd', '3rd', '10th'],
    'numbered answers': ['1. never', '2. seldom', '3. often', '10. always'],
    ages: ['<18', '18-24', '25-34', '35-64', '65+'],
    'ages in words': ['under 18', '18 to 64', '65 and over'],
    incomes: ['< 10k', '10k-25k', '25k-100k', '> 100k'],
    money: ['$0 - $9,999', '$10,000 - $24,999', '$25,000+'],
    intervals: ['[0,5)', '[5,10)', '[10,20)'],
    'Roman numbers': ['I', 'II', 'III', 'IV'],
  }
  for (const [what, labels] of Object.entries(scales))
    it(`are found in ${what}`, () => {
      expect(found(labels)).to.deep.equal(labels)
      const middle = Math.floor(labels.length / 2)
      expect(found([...labels.slice(middle), ...labels.slice(0, middle)])).to.deep.equal(labels)
    })

  it('are not found where a label is on no scale, or two are on one step', () => {
    expect(found(['low', 'medium', 'high', 'blue'])).to.equal(undefined)
    expect(found(['low', 'medium', 'normal'])).to.equal(undefined)
    expect(found(['red', 'green', 'blue'])).to.equal(undefined)
    expect(found(['C', 'B', 'A'])).to.equal(undefined)
    expect(found(['10-30', '20-40', '30-50'])).to.equal(undefined)
    expect(found(['Mon', 'Tue'])).to.equal(undefined)
  })

  it('are looked for in no time in labels of many blanks, few of which are a range', function () {
    this.timeout(2000)
    const blanks = ' '.repeat(3000)
    expect(found([`1${blanks}x`, `2${blanks}y`, `3${blanks}-${blanks}z`])).to.equal(undefined)
    expect(found(['<   18', '18  -  24', '25 - 34'])).to.deep.equal(['<   18', '18  -  24', '25 - 34'])
  })

  it('keep categories in order of frequency, and say their own in the evidence', () => {
    const cells = [...repeated(['high'], 30), ...repeated(['low'], 20), ...repeated(['medium'], 10)]
    expect(verdict(cells)).to.deep.include({
      categories: ['high', 'low', 'medium'],
      order: [2, 0, 1],
      evidence:
        'All 60 cells hold labels, 3 distinct such as "high", "low", "medium", in the order low < medium < high.',
    })
  })

  it('keep their order when rare ones are left out', () => {
    const cells = [...repeated(['high', 'medium', 'medium', 'low'], 50), 'very low']
    expect(verdict(cells)).to.deep.include({categories: ['medium', 'high', 'low'], order: [1, 2, 0]})
  })

  it('have the order that a user says', () => {
    expect(found(['red', 'green', 'blue'], asked('green<blue < red'))).to.deep.equal(['green', 'blue', 'red'])
    expect(found(['3', '20', '100'], asked())).to.deep.equal(['3', '20', '100'])
    expect(found(['on time', 'late'], asked('on time<late'))).to.deep.equal(['on time', 'late'])
  })

  it('name what a user left out of the order, and what is not there', () => {
    const cells = ['red', 'green', 'blue']
    expect(() => found(cells, asked())).to.throw('the order of "red", "green", "blue" is not known')
    expect(() => found(cells, asked('red<green'))).to.throw('leaves out 1 label of the column: "blue"')
    expect(() => found(cells, asked('red<green<bluee'))).to.throw('No cell holds "bluee"; is "bluee" meant?')
    expect(() => found(cells, asked('red<red<green<blue'))).to.throw('names "red" twice')
  })

  it('are those that enough rows hold: rarer ones are neither asked for nor named', () => {
    const rare = 'secret of Jane'
    const scaled = [...repeated(['high', 'medium', 'medium', 'low'], 50), rare]
    expect(verdict(scaled)).to.deep.include({categories: ['medium', 'high', 'low'], order: [1, 2, 0]})
    const cells = [...repeated(['red', 'green', 'blue'], 50), rare]
    expect(() => verdict(cells, asked()))
      .to.throw('not known')
      .with.property('message')
      .not.contain(rare)
    expect(() => verdict(cells, asked('red<blue'))).to.throw('leaves out 1 label of the column: "green".')
    expect(verdict(cells, asked('red<green<blue'))).to.deep.include({order: [2, 1, 0]})
    expect(verdict(cells, asked(`red<green<blue<${rare}`))).to.have.deep.property('order', [2, 1, 0])
  })

  it('are refused where no label stands in enough cells', () => {
    const numbers = Array.from({length: 200}, (_, i) => String(i * 1.37))
    expect(() => verdict(numbers, asked())).to.throw('--type x=ordinal: no label stands in 5 cells or more')
    expect(() => verdict(numbers, asked('1<2'))).to.throw('no label stands in 5 cells or more')
  })

  it('come in their order to where tables are compared', () => {
    const table = source(text('x', repeated(['high', 'high', 'low', 'medium'], 10)))
    const {columns} = compareTables({real: table, synthetic: table}, inferSchema(table, {privacy: 'default'}))
    expect(columns[0]).to.deep.include({scale: ['low', 'medium', 'high'], labels: ['high', 'low', 'medium']})
  })
})
