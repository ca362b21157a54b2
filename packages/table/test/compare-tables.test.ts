// Tables side by side: columns by name, cells read the way the real table's are, strangers and misfits named.
import {expect} from 'chai'
import type {ComparedKeys, ComparedLabels, ComparedNumbers, SourceTable} from '@inferloop/contract'
import {compareTables, inferSchema} from '../src/index.ts'
import {source, text} from './source.ts'

const table = (columns: Readonly<Record<string, readonly string[]>>): SourceTable =>
  source(...Object.entries(columns).map(([name, cells]) => text(name, cells)))

const AGES = ['31', '42', '53', '64', '75', '36', '47', '58', '69', '70', '81', '22']

function compared(real: SourceTable, synthetic: SourceTable, holdout?: SourceTable) {
  return compareTables({real, synthetic, holdout}, inferSchema(real, {privacy: 'low'}))
}

describe('compareTables', () => {
  it('finds columns by name, whatever their order, and reads numbers to numbers', () => {
    const real = table({age: AGES, sex: AGES.map((_, i) => (i % 2 ? 'f' : 'm'))})
    const synthetic = table({sex: ['m', 'x', ''], age: ['40.0', '', 'old']})
    const {columns, rows} = compared(real, synthetic)
    const [age, sex] = columns as [ComparedNumbers, ComparedLabels]
    expect(rows).to.deep.equal({real: 12, synthetic: 3})
    expect([...age.cells.synthetic]).to.deep.equal([40, Number.NaN, Number.NaN])
    expect(age.unreadable).to.deep.equal({real: 0, synthetic: 1})
    expect(sex.labels).to.deep.equal(['f', 'm', 'x'])
    expect(sex.known).to.equal(2)
    expect([...sex.cells.synthetic]).to.deep.equal([1, 2, 3])
  })

  it('reads synthetic numbers that are written another way', () => {
    const {columns} = compared(table({age: AGES}), table({age: ['$1,200', '$3,400', '$5,600']}))
    expect([...(columns[0] as ComparedNumbers).cells.synthetic]).to.deep.equal([1200, 3400, 5600])
  })

  it('takes another spelling of yes and no for the same', () => {
    const {columns} = compared(
      table({b: AGES.map((_, i) => (i % 3 ? 'True' : 'False'))}),
      table({b: ['true', 'FALSE', '1', 'perhaps']}),
    )
    const [b] = columns as [ComparedLabels]
    expect(b.labels).to.deep.equal(['True', 'False', 'perhaps'])
    expect([...b.cells.synthetic]).to.deep.equal([0, 1, 0, 2])
  })

  it('takes labels that say the same for the same: blanks around them, zeros behind a point', () => {
    const {columns, structure} = compared(
      table({
        town: AGES.map((_, i) => (i % 2 ? ' Ulm' : 'Kiel')),
        grade: AGES.map((_, i) => (i % 3 ? '7' : 'x')),
      }),
      table({town: ['Ulm', 'Kiel ', 'Bonn'], grade: ['7.0', '07', 'x']}),
    )
    const [town, grade] = columns as [ComparedLabels, ComparedLabels]
    expect([...town.cells.synthetic].map(code => town.labels[code])).to.deep.equal([' Ulm', 'Kiel', 'Bonn'])
    expect([...grade.cells.synthetic].map(code => grade.labels[code])).to.deep.equal(['7', '07', 'x'])
    expect(structure.strange).to.deep.equal([])
  })

  it('takes words for no value that are no real labels for missing cells', () => {
    const {columns} = compared(
      table({a: AGES.map((_, i) => (i % 2 ? 'x' : 'y')), b: AGES.map((_, i) => (i % 2 ? 'x' : '-'))}),
      table({a: ['NA', '-', 'null', 'x'], b: ['-', 'NaN', '?', 'x']}),
    )
    const [a, b] = columns as [ComparedLabels, ComparedLabels]
    expect([...a.cells.synthetic].map(code => a.labels[code])).to.deep.equal([
      undefined,
      undefined,
      undefined,
      'x',
    ])
    expect(b.labels[b.cells.synthetic[1]!]).to.equal(undefined)
  })

  it('names columns of labels that share none with the real ones, and compares them', () => {
    const {columns, structure} = compared(
      table({sex: Array.from({length: 40}, (_, i) => (i % 2 ? 'f' : 'm'))}),
      table({sex: ['', '0.5', '0.25']}),
    )
    expect(columns).to.have.length(1)
    expect(structure.strange).to.deep.equal([{name: 'sex', example: '0.5'}])
    // Names that few rows hold are made up anew, for privacy.
    const names = table({name: Array.from({length: 60}, (_, i) => `Name${i % 20}`)})
    expect(compared(names, table({name: ['Eman1', 'Eman2']})).structure.strange).to.deep.equal([])
    const towns = table({town: Array.from({length: 60}, (_, i) => ['Ulm', 'Bonn', 'Kiel'][i % 3]!)})
    expect(compared(towns, table({town: ['Rome']})).structure.strange).to.have.length(1)
  })

  it('refuses a holdout that lacks a column', () => {
    const real = table({age: AGES, zip: AGES})
    expect(() => compared(real, real, table({age: AGES}))).to.throw(
      'The held-out table lacks a column of the real one: "zip".',
    )
  })

  it('takes ids for equal that are written another way', () => {
    const ids = AGES.map((age, i) => `${i % 2 ? 'K' : ''}${age}${i}7`)
    const [id] = compared(
      table({id: ids}),
      table({id: ids.map(cell => (cell.startsWith('K') ? ` ${cell}` : `${cell}.0`))}),
    ).columns
    expect(id!.kind).to.equal('id')
    expect(id!.cells.synthetic).to.deep.equal(id!.cells.real)
  })

  it('names a column of another kind, with one of its cells, and leaves it out', () => {
    const {columns, structure} = compared(table({age: AGES}), table({age: ['old', 'young', '31']}))
    expect(columns).to.deep.equal([])
    expect(structure.otherKind).to.deep.equal([{name: 'age', real: 'numeric', example: 'old'}])
  })

  it('names columns that only one side has', () => {
    const {columns, structure} = compared(
      table({age: AGES, zip: AGES}),
      table({age: ['31', '42'], size: ['1', '2']}),
    )
    expect(columns.map(({name}) => name)).to.deep.equal(['age'])
    expect(structure.absent).to.deep.equal(['zip'])
    expect(structure.extra).to.deep.equal(['size'])
  })

  it('gives equal ids the same number on every side, and missing ones 0', () => {
    const ids = AGES.map(age => `K-${age}x`)
    const {columns} = compared(
      table({key: ids}),
      table({key: ['K-42x', 'K-99y', '', 'K-99y']}),
      table({key: ids}),
    )
    const {kind, cells, distinct} = columns[0] as ComparedKeys
    expect(kind).to.equal('id')
    expect([...cells.synthetic]).to.deep.equal([cells.real[1], 13, 0, 13])
    expect(cells.holdout).to.deep.equal(cells.real)
    expect(distinct).to.equal(14)
  })

  it('tells how columns are stored, as pandas would read them', () => {
    const {structure} = compared(
      table({a: AGES, b: AGES, c: AGES.map(() => 'True')}),
      table({a: ['1', ''], b: ['1.0', '2.5'], c: ['True', '']}),
    )
    expect(structure.stored.real.map(({storage}) => storage)).to.deep.equal(['integer', 'integer', 'boolean'])
    expect(structure.stored.synthetic.map(({storage}) => storage)).to.deep.equal(['float', 'float', 'text'])
  })
})
