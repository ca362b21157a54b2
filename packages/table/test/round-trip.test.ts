import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import type {SourceTable} from '@inferloop/contract'
import {decodeTable, encodeTable, inferSchema, modelledSchemas} from '../src/index.ts'
import {cellsOf, repeated, source, text, thereAndBack} from './source.ts'

const place = {firstRow: 0, random: createRandom(7)}

describe('the way there and back', () => {
  const columns: Record<string, string[]> = {
    'missing tokens of several sorts': repeated(['3', 'NA', '', 'null', '5', '?', '8', '12', '-'], 4),
    'whole numbers stored as floats': repeated(['3.0', '4.0', '517.0', ''], 5),
    'zip codes with leading zeros': repeated(['00501', '02139', '10001'], 9),
    'labels with blanks, quotes and newlines': repeated([' a', 'a', 'say "hi"', 'two\nlines', 'x,y', ''], 5),
    'cells of blanks': repeated(['  ', 'x', 'y', 'z'], 5),
    booleans: repeated(['TRUE', 'FALSE', 'NA'], 9),
    'one value': repeated(['x'], 9),
    'one value and gaps': repeated(['5', '', '5'], 9),
    'nothing at all': repeated(['NULL'], 9),
    'padded numbers': repeated(['07.50', '12.25', '03.10', '99.99'], 3),
    'points without a zero': repeated(['.5', '.25', '1.75', '-.5'], 3),
    'R numbers': repeated(['1e+05', '120000', '2e+05', '50000', '30000'], 3),
    'Python numbers': repeated(['1e-05', '0.5', '0.25', '0.0001'], 3),
    'times of day': repeated(['20:21:09', '00:00:00', '23:59:59'], 3),
  }
  for (const [what, cells] of Object.entries(columns)) {
    it(`gives ${what} back`, () => expect(thereAndBack(cells)).to.deep.equal(cells))
  }

  it('gives typed columns back typed', () => {
    const table: SourceTable = source(
      {type: 'number', name: 'n', values: Float64Array.of(1, Number.NaN, 3, 7), physical: 'integer'},
      {type: 'number', name: 'f', values: Float64Array.of(1.5, 2.25, Number.NaN, 7), physical: 'float'},
      {type: 'boolean', name: 'b', values: Uint8Array.of(0, 1, 2, 1)},
      {
        type: 'datetime',
        name: 'd',
        values: Float64Array.of(0, 86_400_000, Number.NaN, 864_000_000),
        physical: 'date',
      },
      {type: 'datetime', name: 'u', values: Float64Array.of(0.001, 1.5, 2, 1e12), physical: 'us'},
      {type: 'number', name: 'c', values: Float64Array.of(2013, 2013, 2013, 2013), physical: 'integer'},
      {type: 'number', name: 'e', values: new Float64Array(4).fill(Number.NaN), physical: 'float'},
      {
        type: 'number',
        name: 'y',
        values: Float64Array.of(20190301, 20190302, 20190301, 20190309),
        physical: 'integer',
      },
    )
    const schema = inferSchema(table, {privacy: 'low'})
    expect(schema.columns.find(({name}) => name === 'y')).to.include({kind: 'numeric'})
    expect(decodeTable(encodeTable(table, schema), schema, place).columns).to.deep.equal(table.columns)
  })

  it("puts a generator's values back on the grid", () => {
    const table = source(
      text(
        'limit',
        Array.from({length: 40}, (_, i) => String(((i * 7) % 40) * 10_000)),
      ),
    )
    const schema = inferSchema(table, {privacy: 'low'})
    const encoded = encodeTable(table, schema)
    const [column] = encoded.columns
    const off = {...encoded, columns: [{...column!, values: Float64Array.of(14_999, 15_001, 20_000.4)}]}
    const cells = cellsOf(decodeTable({...off, rows: 3} as never, schema, place).columns[0]!)
    expect(cells).to.deep.equal(['10000', '20000', '20000'])
  })
})

describe('encodeTable', () => {
  it('clips what lies beyond the range that five rows support', () => {
    const cells = [...Array.from({length: 600}, (_, i) => String(100 + (i % 50))), '99999', '-5']
    const table = source(text('income', cells))
    const schema = inferSchema(table, {privacy: 'default'})
    const [column] = encodeTable(table, schema).columns
    const values = column?.kind === 'numeric' ? Array.from(column.values.subarray(-2)) : []
    expect(values).to.deep.equal([149, 100])
    expect(JSON.stringify(schema)).not.to.contain('99999')
  })

  it('spreads rare labels over the kept ones in their proportions, the same way every time', () => {
    const cells = [...repeated(['a', 'a', 'b'], 300), ...Array.from({length: 90}, (_, i) => `rare ${i}`)]
    const table = source(text('label', cells))
    const schema = inferSchema(table, {privacy: 'default'})
    expect(JSON.stringify(schema)).not.to.contain('rare 1')
    const [column] = encodeTable(table, schema).columns
    const codes = column?.kind === 'categorical' ? Array.from(column.codes.subarray(-90)) : []
    expect(codes.filter(code => code === 0)).to.have.lengthOf.within(58, 62)
    expect(encodeTable(table, schema)).to.deep.equal(encodeTable(table, schema))
  })

  it('keeps both answers of a yes-or-no column however rare one is', () => {
    const table = source(text('fraud', [...repeated(['0'], 997), '1', '1', '1']))
    expect(inferSchema(table, {privacy: 'high'}).columns[0]).to.deep.include({
      kind: 'boolean',
      categories: ['0', '1'],
    })
  })

  it('tells for an id with gaps whether it is there', () => {
    const table = source(text('id', ['1', '', '3', '4', 'NA']))
    const schema = inferSchema(table, {privacy: 'default'})
    expect(modelledSchemas(schema)).to.have.lengthOf(1)
    const encoded = encodeTable(table, schema)
    expect([...(encoded.columns[0] as {codes: Uint32Array}).codes]).to.deep.equal([0, 1, 0, 0, 2])
    expect(cellsOf(decodeTable(encoded, schema, place).columns[0]!)).to.deep.equal(['5', '', '7', '8', 'NA'])
  })

  it('names the column and the cell that do not fit the schema', () => {
    const schema = inferSchema(source(text('age', ['22', '35', '41'])), {privacy: 'low'})
    expect(() => encodeTable(source(text('age', ['22', 'old'])), schema)).to.throw(
      'Column "age" is numeric in the schema, but a cell reads "old"',
    )
    expect(() => encodeTable(source(text('years', ['22'])), schema)).to.throw('no column "age"')
  })
})
