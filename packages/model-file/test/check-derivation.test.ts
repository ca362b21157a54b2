import type {ColumnSchema, Derivation, Formula} from '@inferloop/contract'
import {expect} from 'chai'
import {tableSchema} from '../src/check-schema.ts'
import {everyKind} from './sample-model.ts'

const named = (name: string) => everyKind.find(column => column.name === name)!

/** The columns of every kind, and one more of the kind of `like` that follows from others. */
const withDerived = (
  like: string,
  formula: unknown,
  learnt: Derivation['learnt'] = 'nothing',
): readonly ColumnSchema[] => [
  ...everyKind,
  {...named(like), name: 'new', derived: {formula: formula as Formula, learnt}},
]

function faultOf(columns: readonly ColumnSchema[]): string | undefined {
  try {
    tableSchema({columns}, 'schema')
  } catch (error) {
    return (error as Error).message
  }
  return undefined
}

const sum = (of: string): Formula => ({type: 'sum', terms: [{of, times: 2}], plus: 1})

describe('formulas in a model file', () => {
  it('are taken when they find their columns', () => {
    const sound: [string, Formula][] = [
      ['price', sum('price')],
      ['day', {type: 'sum', terms: [{of: 'day', times: 1}], plus: 5}],
      ['price', {type: 'part', of: 'day', part: 'year', plus: 0}],
      ['town', {type: 'part', of: 'day', part: 'quarter', plus: 0, labels: [0, 0, 1, 1, 0]}],
      ['paid', {type: 'steps', of: 'price', cuts: [5], values: [1, 0]}],
      ['paid', {type: 'lookup', of: 'town', values: [0, 1, 2, 3]}],
      ['price', {type: 'lookup', of: 'town', values: [0.5, null, 1, null]}],
      ['note', {type: 'copy', of: 'note'}],
    ]
    for (const [like, formula] of sound)
      expect(faultOf(withDerived(like, formula)), formula.type).to.equal(undefined)
  })

  it('are refused with what is wrong', () => {
    const unsound: [string, unknown, string][] = [
      ['price', sum('nobody'), 'of columns that follow from no others'],
      ['price', sum('new'), 'of columns that follow from no others'],
      ['price', sum('town'), 'of numbers or instants'],
      ['price', {type: 'shell', of: 'rm'}, 'one of "copy"'],
      ['price', {type: 'part', of: 'price', part: 'year', plus: 0}, 'of instants'],
      ['price', {type: 'part', of: 'day', part: 'constructor', plus: 0}, 'one of "year"'],
      ['town', {type: 'part', of: 'day', part: 'quarter', plus: 0, labels: [4]}, 'of codes from 0 to 3'],
      ['town', sum('price'), 'one that gives labels'],
      ['price', {type: 'steps', of: 'price', cuts: [5], values: [1, 0]}, 'one that gives numbers'],
      ['paid', {type: 'steps', of: 'price', cuts: [5, 5], values: [1, 0, 1]}, 'above 5'],
      ['paid', {type: 'steps', of: 'price', cuts: [5], values: [1]}, 'a list of 2'],
      ['paid', {type: 'lookup', of: 'town', values: [0, 1]}, 'a list of 4'],
      ['paid', {type: 'lookup', of: 'town', values: [0, 1, 2, null]}, 'of codes from 0 to 3'],
      ['number', sum('price'), 'one that gives none'],
      ['note', {type: 'copy', of: 'number'}, 'of the same kind and form'],
      ['price', {type: 'copy', of: 'day'}, 'of numbers'],
    ]
    for (const [like, formula, why] of unsound)
      expect(faultOf(withDerived(like, formula)), JSON.stringify(formula)).to.contain(why)
  })

  it('need a missing token to tell presence by', () => {
    const columns = withDerived('price', sum('price'), 'presence').map(column => ({...column, missing: []}))
    expect(faultOf(columns)).to.contain('derived/learnt: should be nothing, exceptions or hint')
  })
})
