// What users say of columns: put together by name, read from text, contradictions refused.
import {expect} from 'chai'
import type {SourceTable} from '@inferloop/contract'
import {askedTypes, parseType, withoutColumns} from '../../src/services/column-types.ts'

const column = (name: string) =>
  ({type: 'number', name, values: new Float64Array(2), physical: 'float'}) as const
const table: SourceTable = {rows: 2, columns: [column('age'), column('zip')], source: {format: 'csv'}}

describe('types of columns', () => {
  it('are put together from labels and kinds', () => {
    expect(askedTypes({categorical: ['zip'], types: {age: {kind: 'numeric'}}})).to.deep.equal({
      zip: {kind: 'categorical'},
      age: {kind: 'numeric'},
    })
  })

  it('are refused when a column is said to be two things', () => {
    expect(() => askedTypes({categorical: ['a'], types: {a: {kind: 'id'}}})).to.throw(
      '"a" is said to be categorical and id',
    )
    expect(() => askedTypes({categorical: ['a'], drop: ['a']})).to.throw('categorical and to be left out')
    expect(() => askedTypes({types: {a: {kind: 'date' as 'id'}}})).to.throw('--type a=date')
  })

  it('are read from text, names with signs of equality too', () => {
    expect(parseType('born=datetime:%H:%M')).to.deep.equal(['born', {kind: 'datetime', format: '%H:%M'}])
    expect(parseType('a=b=id')).to.deep.equal(['a=b', {kind: 'id'}])
    for (const text of ['born', '=id', 'born=ID']) expect(() => parseType(text), text).to.throw('--type')
    expect(() => parseType('a=numeric:x')).to.throw('only a datetime has a format, a list')
  })
})

describe('columns that are left out', () => {
  it('are gone', () => {
    expect(withoutColumns(table, ['zip']).columns.map(({name}) => name)).to.deep.equal(['age'])
    expect(withoutColumns(table)).to.equal(table)
  })

  it('are refused when there are none of that name, or none stays', () => {
    expect(() => withoutColumns(table, ['zap'])).to.throw('--drop names a column "zap"')
    expect(() => withoutColumns(table, ['zip', 'age'])).to.throw('leaves no column')
  })
})
