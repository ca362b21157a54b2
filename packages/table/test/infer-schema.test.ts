import {expect} from 'chai'
import type {InferError, NumericSchema} from '@inferloop/contract'
import {inferSchema} from '../src/index.ts'
import {repeated, source, text, verdict} from './source.ts'

const many = (cells: readonly string[]) => repeated(cells, 30)
const numbered = (n: number, write: (i: number) => string) => Array.from({length: n}, (_, i) => write(i))

/** The verdict on a typed column. */
const one = (values: number[], physical: 'integer' | 'float', name = 'x') =>
  inferSchema(source({type: 'number', name, values: Float64Array.from(values), physical}), {privacy: 'low'})
    .columns[0]!

describe('inferSchema', () => {
  const verdicts: [string, string[], string, {name?: string}?][] = [
    ['ages', many(['39', '50', '38', '17']), 'numeric'],
    ['few distinct numbers', many(['4', '6', '8']), 'numeric'],
    ['zeros and ones', many(['0', '1', '1']), 'boolean'],
    ['survey codes 1 and 2', many(['1', '2', '2']), 'boolean'],
    ['months 1 and 2', many(['1', '2', '2']), 'numeric', {name: 'month'}],
    ['two prices', many(['0.99', '1.99']), 'numeric'],
    ['yes and no', many(['yes', 'no', 'no']), 'boolean'],
    ['labels', many(['red', 'green', 'blue']), 'categorical'],
    ['one value', many(['USD']), 'constant'],
    ['one value and gaps', many(['USD', '']), 'categorical'],
    ['nothing', many(['']), 'empty'],
    ['nothing but NA', many(['NA']), 'empty'],
    ['zip codes', many(['01234', '02139', '10001']), 'categorical', {name: 'where'}],
    ['zip codes without leading zeros', many(['10025', '94110', '60614']), 'categorical', {name: 'zip'}],
    ['minutes on mobile phones', many(['1025', '4110', '6614']), 'numeric', {name: 'mobile_minutes'}],
    ['a flag named mobile', many(['0', '1', '1']), 'boolean', {name: 'mobile'}],
    ['two-digit months', many(['01', '02', '11']), 'categorical'],
    ['counted rows', numbered(50, i => String(i + 1)), 'id', {name: 'x'}],
    ['numbers named id', ['17', '4', '99', '23'], 'id', {name: 'CustomerId'}],
    ['years in order', numbered(50, i => String(1970 + i)), 'numeric'],
    ['weeks in order', numbered(50, i => String(i + 1)), 'numeric', {name: 'week'}],
    ['keys that repeat', many(['17', '4', '99', '23']), 'numeric', {name: 'customer_id'}],
    ['different whole numbers', numbered(50, i => String((i * 7919) % 100_003)), 'numeric', {name: 'bytes'}],
    ['different measures', numbered(50, i => String(((i * 7919) % 1009) / 8)), 'numeric'],
    ['codes that start with R', numbered(400, i => `R${10_000 + i}`), 'id', {name: 'id'}],
    ['rands', many(['R 120', 'R 99', 'R 4500']), 'numeric'],
    ['uuids', numbered(30, i => `0f8fad5b-d9cb-469f-a165-7086772895${10 + i}`), 'id'],
    ['numbered codes', numbered(30, i => `AB-${String(i * 3).padStart(5, '0')}`), 'id'],
    ['tail numbers', numbered(60, i => `N${100 + i * 13}${'ABC'[i % 3]}A`), 'id'],
    ['account numbers beyond 2^53', numbered(30, i => `90071992547409${930 + i}`), 'id', {name: 'account'}],
    ['names', numbered(40, i => `${'BCDFG'[i % 5]}raund${i}x, Mr. Owen Harris`), 'text'],
    ['dots', many(['1.2.3', '4.5.6', 'x']), 'categorical'],
    ['times of day', many(['20:21', '08:05', '13:00']), 'datetime'],
    ['durations over a day', many(['75:30', '12:10', '99:00']), 'numeric'],
    ['numbers in words', many(['one', 'two', '3']), 'categorical'],
    ['open-ended numbers', many(['0', '1', '2', '3+']), 'categorical'],
    ['versions named resolving', many(['a', 'b', 'c']), 'categorical', {name: 'resolving'}],
  ]
  for (const [what, cells, kind, parts] of verdicts) {
    it(`takes ${what} for ${kind}`, () => {
      const schema = verdict(cells, parts)
      expect(schema.kind, schema.evidence).to.equal(kind)
    })
  }

  it('gives its evidence with counts', () => {
    const cells = [...repeated(['17', '90', '33'], 40), ...repeated(['?'], 3)]
    expect(verdict(cells).evidence).to.equal(
      '120 of 123 cells are whole numbers from 17 to 90, 3 distinct; 3 cells without a value (3 "?").',
    )
  })

  it('finds the grid: multiples of 10,000, prices that end in .99', () => {
    const limits = numbered(40, i => String(((i * 7) % 40) * 10_000 + 10_000))
    expect(verdict(limits)).to.include({step: 10_000, offset: 0})
    const prices = numbered(40, i => `${(i * 7) % 50}.99`)
    expect(verdict(prices)).to.deep.include({step: 1, offset: 0.99, decimals: 2})
  })

  it('does not take two numbers for a grid', () => {
    expect(verdict(['22', '35'])).to.include({kind: 'numeric', step: 1})
  })

  it('sees two decimals through the residue of floating-point sums', () => {
    const cells = numbered(400, i => String(i % 9 === 0 ? 0.1 * i + 0.2 : Math.round(i * 10) / 100))
    const schema = verdict(cells) as NumericSchema
    expect(schema.decimals).to.equal(1)
    expect(schema.evidence).to.contain('residue of floating-point arithmetic')
  })

  it('reads unknown words in a column of numbers as ways of saying nothing, if rows enough hold them', () => {
    const cells = [...numbered(300, i => String(i * 3)), ...repeated(['unknown'], 6), '12O']
    expect(verdict(cells)).to.deep.include({kind: 'numeric', missing: ['unknown']})
  })

  it('keeps "None" a category where it is the commonest label', () => {
    const cells = [...repeated(['None'], 80), ...repeated(['Brick', 'Stone'], 20), 'NA']
    expect(verdict(cells)).to.deep.include({categories: ['None', 'Brick', 'Stone'], missing: ['NA']})
  })

  it('takes "-" for missing where a column of numbers of the same table shows it is', () => {
    const table = source(
      text('speed', repeated(['12', '13', '-', '17'], 20)),
      text('engine', repeated(['jet', 'jet', '-', 'prop'], 20)),
    )
    expect(inferSchema(table, {privacy: 'default'}).columns[1]).to.deep.include({
      kind: 'boolean',
      missing: ['-'],
    })
  })

  it('takes labels for codes to be drawn anew where the kept ones cover less than half of the cells', () => {
    const cells = [
      ...repeated(
        numbered(200, i => `K${i + 100}`),
        3,
      ),
      ...repeated(['K999'], 20),
    ]
    expect(verdict(cells)).to.deep.include({kind: 'id', style: 'pattern', unique: false, pool: 201})
    expect(verdict(cells, {privacy: 'low'})).to.include({kind: 'categorical'})
  })

  it('takes NA for Namibia among country codes', () => {
    const cells = repeated(['DE', 'FR', 'US', 'NA', 'US'], 20)
    expect(verdict(cells)).to.deep.include({categories: ['US', 'DE', 'FR', 'NA'], missing: []})
  })

  it('takes what the user names for categorical', () => {
    const cells = many(['4', '6', '8'])
    expect(verdict(cells, {types: {x: {kind: 'categorical'}}})).to.deep.include({
      kind: 'categorical',
      categories: ['4', '6', '8'],
    })
  })

  it('names the stranger among the columns named categorical', () => {
    try {
      verdict(['1', '2'], {types: {colour: {kind: 'categorical'}}})
      expect.fail('should have thrown')
    } catch (error) {
      expect((error as InferError).code).to.equal('INFER_COLUMN_UNKNOWN')
      expect((error as InferError).message).to.contain('"colour"')
    }
  })

  it('reads a table of two rows', () => {
    const kinds = inferSchema(
      source(text('id', ['1', '2']), text('age', ['22', '35']), text('day', ['2020-01-01', '2020-01-02'])),
      {
        privacy: 'default',
      },
    ).columns.map(({kind}) => kind)
    expect(kinds).to.deep.equal(['id', 'numeric', 'datetime'])
  })

  describe('on typed columns', () => {
    it('keeps whole numbers whole, and floats floats', () => {
      expect(one([1, 5, 9, 4], 'integer')).to.include({kind: 'numeric', physical: 'integer', decimals: 0})
      expect(one([1, 5, 9, 4], 'float')).to.include({kind: 'numeric', physical: 'float', decimals: 0})
    })
    it('takes null for missing', () => {
      expect(one([1, Number.NaN, 9, 4], 'float')).to.deep.include({kind: 'numeric', missing: ['']})
    })
    it('reads 20190323 as a date', () => {
      expect(one([20190323, 20190324, 20190401], 'integer', 'flight_date')).to.include({
        kind: 'datetime',
        physical: 'integer',
      })
    })
    it('sees 32-bit floats', () => {
      expect(one([0.1, 0.7, 12.3].map(Math.fround), 'float')).to.include({decimals: 1, single: true})
    })
  })
})
