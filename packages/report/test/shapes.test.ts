import {type CategoricalColumn, type NumericColumn, PLAIN_FORMAT, type Table} from '@inferloop/contract'
import {expect} from 'chai'
import * as fc from 'fast-check'
import {meanScore, shapeAccumulator} from '../src/index.ts'
import {ksComplement} from './ks-complement.ts'

const described = {evidence: '3 of 4 cells', missing: ['?'], physical: 'text'} as const

function numbers(name: string, values: readonly number[]): NumericColumn {
  const missing = Uint8Array.from(values, value => (Number.isNaN(value) ? 1 : 0))
  const grid = {decimals: 0, step: 1, offset: 0, min: -9, max: 9, format: PLAIN_FORMAT}
  return {
    name,
    kind: 'numeric',
    values: Float64Array.from(values),
    missing,
    schema: {name, kind: 'numeric', ...grid, ...described},
  }
}

/** `?` is the missing token of every column here. */
function labels(name: string, cells: string, categories = ['a', 'b', 'c']): CategoricalColumn {
  const places = [...categories, '?']
  const codes = Uint32Array.from(cells.split(''), label => places.indexOf(label))
  return {name, kind: 'categorical', codes, schema: {name, kind: 'categorical', categories, ...described}}
}

const table = (...columns: Table['columns'][number][]): Table => ({
  rows: 'codes' in columns[0]! ? columns[0].codes.length : columns[0]!.values.length,
  columns,
})

const asTable = (some: readonly (readonly [number, string])[]) =>
  table(
    numbers(
      'n',
      some.map(row => row[0]),
    ),
    labels('l', some.map(row => row[1]).join('')),
  )

describe('shapeAccumulator', () => {
  const real = table(numbers('age', [1, 2, 3, Number.NaN]), labels('town', 'aab?'))
  const add = (...columns: Table['columns'][number][]) => shapeAccumulator(real).add(table(...columns))

  it('scores each column by its metric and tells the share of missing cells', () => {
    const shapes = shapeAccumulator(real)
    shapes.add(table(numbers('age', [1, 2]), labels('town', 'ab')))
    shapes.add(table(numbers('age', [3, 4]), labels('town', 'b?')))
    const [age, town] = shapes.result()
    expect(age).to.deep.equal({
      name: 'age',
      kind: 'numeric',
      metric: 'KSComplement',
      score: 0.75,
      missingReal: 0.25,
      missingSynthetic: 0,
      missingDifference: 0.25,
    })
    expect(town).to.include({metric: 'TVComplement', missingReal: 0.25, missingSynthetic: 0.25})
    expect(town!.score).to.be.closeTo(2 / 3, 1e-15)
    expect(meanScore([age!, town!])).to.be.closeTo((0.75 + 2 / 3) / 2, 1e-15)
  })

  it('gives the same scores for any division into batches', () => {
    const value = fc.oneof(fc.integer({min: 0, max: 5}), fc.double(), fc.constant(Number.NaN))
    const cell = fc.constantFrom('a', 'b', 'c', '?')
    const rows = fc.array(fc.tuple(value, cell), {minLength: 1, maxLength: 30})
    fc.assert(
      fc.property(rows, rows, fc.nat(30), (a, b, cut) => {
        const whole = shapeAccumulator(asTable(a))
        whole.add(asTable(b))
        const parts = shapeAccumulator(asTable(a))
        parts.add(asTable(b.slice(0, cut)))
        parts.add(asTable(b.slice(cut)))
        expect(parts.result()).to.deep.equal(whole.result())
        const [direct] = whole.result()
        expect(direct!.score).to.equal(ksComplement(valuesOf(asTable(a)), valuesOf(asTable(b))))
      }),
    )
  })

  it('matches labels by their text when a batch lists them in its own order, strangers included', () => {
    const shapes = shapeAccumulator(table(labels('town', 'aabb')))
    shapes.add(table(labels('town', 'abxy', ['x', 'b', 'y', 'a'])))
    expect(shapes.result()[0]!.score).to.equal(0.5)
  })

  it('finds columns by name, in any order', () => {
    const shapes = shapeAccumulator(real)
    shapes.add(table(labels('town', 'aab?'), numbers('age', [1, 2, 3, Number.NaN])))
    expect(shapes.result().map(({score}) => score)).to.deep.equal([1, 1])
  })

  it('names the column that is not there or holds something else', () => {
    expect(() => add(numbers('age', [1]))).to.throw(
      '"town" is categorical in the real table and is not there',
    )
    expect(() => add(labels('age', 'a'), labels('town', 'a')))
      .to.throw('"age" is numeric in the real table and is categorical')
      .with.property('code', 'INFER_SCHEMA_MISMATCH')
  })

  it('has no score, and no mean, before a row came in or where all is missing', () => {
    const none = shapeAccumulator(real)
    expect(none.result().map(({score}) => score)).to.deep.equal([null, null])
    expect(meanScore(none.result())).to.equal(null)
    const some = shapeAccumulator(real)
    some.add(table(numbers('age', [Number.NaN]), labels('town', 'a')))
    expect(some.result()[0]).to.include({score: null, missingSynthetic: 1, missingDifference: 0.75})
    expect(meanScore(some.result())).to.be.closeTo(2 / 3, 1e-15)
  })
})

function valuesOf({columns: [column]}: Table): Float64Array {
  if (column === undefined || !('values' in column)) throw new Error('no numbers')
  return column.values
}
