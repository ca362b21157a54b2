import {expect} from 'chai'
import type {Column, NumericSchema} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {encodeNumbers, fitAxis} from '@inferloop/forest'
import {findRepeats} from '../src/find-repeats.ts'

const ROWS = 3000
const random = createRandom('find repeats')
const numbers = (name: string, value: (row: number) => number): Column => ({
  name,
  kind: 'numeric',
  values: Float64Array.from({length: ROWS}, (_, row) => value(row)),
  missing: undefined,
  schema: {kind: 'numeric', name} as NumericSchema,
})
const amount = (): number => Math.round(random.next() * 1e5)
const price = numbers('price', amount)
const valuesOf = (column: Column): Float64Array => ('values' in column ? column.values : new Float64Array())

const find = (columns: readonly Column[], column: number, predictors: readonly number[]) => {
  const encoded = columns.map(c => {
    const axis = fitAxis(valuesOf(c).slice().sort(), 0, {minAtomRows: 5, rowsPerKnot: 8})
    return encodeNumbers(axis, valuesOf(c), undefined)
  })
  return findRepeats(columns, encoded, column, predictors)
}

describe('findRepeats', () => {
  it('finds the rows that hold the same in an earlier column', () => {
    const total = numbers('total', row => (row % 4 === 0 ? valuesOf(price)[row]! : amount()))
    const found = find([numbers('other', amount), price, total], 2, [0, 1])!
    expect(found.columns).to.deep.equal([1])
    const same = [...valuesOf(total)].map((v, i) => (v === valuesOf(price)[i] ? 1 : 0))
    expect([...found.of]).to.deep.equal(same)
  })

  it('takes the column that is repeated most first, and the next for the rows that remain', () => {
    const second = numbers('second', amount)
    const total = numbers('total', row => valuesOf(row % 3 === 0 ? second : price)[row]!)
    const found = find([second, price, total], 2, [0, 1])!
    expect(found.columns).to.deep.equal([1, 0])
    expect(new Set(found.of)).to.deep.equal(new Set([1, 2]))
  })

  it('takes no agreement for a repeat that chance brings about', () => {
    const dice = (): Column => numbers('dice', () => random.below(90))
    expect(find([dice(), dice()], 1, [0])).to.equal(undefined)
  })

  it('leaves common values to the splits', () => {
    const flag = numbers('flag', row => (row % 2 === 0 ? 0 : valuesOf(price)[row]!))
    const copy = numbers('copy', row => (row % 2 === 0 ? 0 : amount()))
    expect(find([flag, copy], 1, [0])).to.equal(undefined)
  })

  it('compares numbers with numbers and never with dates', () => {
    const date: Column = {...price, kind: 'datetime'} as Column
    expect(find([date, price], 1, [0])).to.equal(undefined)
  })
})
