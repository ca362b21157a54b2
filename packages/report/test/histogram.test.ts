import {expect} from 'chai'
import fc from 'fast-check'
import type {ComparedNumbers} from '@inferloop/contract'
import {histogramOf} from '../src/histogram.ts'
import {sortedSides} from '../src/sorted-sides.ts'
import {keys, labels, numbers} from './compared.ts'

const of = (column: ComparedNumbers) => histogramOf(column, sortedSides(column))!
const ascends = (histogram: ReturnType<typeof of>) =>
  'edges' in histogram && histogram.edges.every((edge, i) => i === 0 || edge > histogram.edges[i - 1]!)
const sum = (shares: readonly number[]) => shares.reduce((total, share) => total + share, 0)

describe('histogramOf', () => {
  it('has a bar around each value of whole numbers that are few', () => {
    const {type, real, synthetic, ...rest} = of(numbers('x', [1, 1, 2, 3], [3, 3, 3, 1]))
    expect(type).to.equal('numbers')
    expect('edges' in rest && rest.edges).to.deep.equal([0.5, 1.5, 2.5, 3.5])
    expect(real).to.deep.equal([0.5, 0.25, 0.25])
    expect(synthetic).to.deep.equal([0.25, 0, 0.75])
  })

  it('counts every value once, those far out in the outer bins', () => {
    const values = Array.from({length: 1000}, (_, i) => i)
    const {real, synthetic} = of(numbers('x', [...values, 1e9], [...values, -1e300, 1e300]))
    expect(sum(real)).to.be.closeTo(1, 1e-9)
    expect(sum(synthetic)).to.be.closeTo(1, 1e-9)
    expect(real.length).to.be.within(10, 121)
  })

  it('has edges that ascend for numbers of any size', () => {
    const wide = of(numbers('x', [-1.7e308, 0, 1.7e308], [0]))
    expect(ascends(wide)).to.equal(true)
    expect(sum(wide.real)).to.be.closeTo(1, 1e-9)
    // Fifteen digits; the bins are of single ones.
    const long = of(numbers('x', [100_000_000_000_001, 100_000_000_000_004], [100_000_000_000_003]))
    expect(long.real).to.deep.equal([0.5, 0, 0, 0.5])
    // Neighbours among doubles: there is no room between them.
    expect(of(numbers('x', [2 ** 60, 2 ** 60 + 256], [2 ** 60])).real).to.deep.equal([1])
    const value = fc.double({noNaN: true, noDefaultInfinity: true})
    fc.assert(
      fc.property(fc.array(value, {minLength: 1, maxLength: 30}), fc.array(value), (real, synthetic) => {
        const found = of(numbers('x', real, synthetic))
        expect(ascends(found)).to.equal(true)
        expect(sum(found.real)).to.be.closeTo(1, 1e-9)
        expect(found.real).to.have.length.within(1, 121)
      }),
    )
  })

  it('has bins of weeks, months or years for instants', () => {
    const day = 86_400_000
    const values = Array.from({length: 500}, (_, i) => Date.UTC(2023, 0, 1) + i * day)
    const dates = {...numbers('x', values, values), kind: 'datetime'} as ComparedNumbers
    const found = of({...dates, schema: {...dates.schema, step: day} as ComparedNumbers['schema']})
    expect(found.type).to.equal('instants')
    const edges = 'edges' in found ? found.edges : []
    expect(new Date(edges[0]!).toISOString()).to.equal('2023-01-01T00:00:00.000Z')
    expect(new Date(edges[1]!).toISOString()).to.equal('2023-02-01T00:00:00.000Z')
    const one = of({...dates, cells: {real: Float64Array.of(day), synthetic: Float64Array.of(day)}})
    expect(one.real).to.deep.equal([1])
  })

  it('draws a column of one value, and nothing where there is none', () => {
    expect(of(numbers('x', [7, 7], [7])).real).to.deep.equal([1])
    expect(of(numbers('x', [Number.NaN], [Number.NaN]))).to.equal(null)
    expect(histogramOf(keys('id', 'id', ['a'], ['b']), undefined)).to.equal(null)
  })

  it('has labels that have an order in it, others after them', () => {
    const column = labels('x', [...'hhhhhhhhmmmmmmmlllllz', ...'zzzz'], [...'hml'])
    const found = histogramOf({...column, scale: ['l', 'm', 'h']}, undefined)!
    expect('labels' in found && found.labels).to.deep.equal(['l', 'm', 'h', 'z'])
    expect(found.real).to.deep.equal([0.2, 0.28, 0.32, 0.2])
  })

  it('has the frequent real labels and one bar for all others', () => {
    const many = Array.from({length: 100}, (_, i) => `label ${i % 20}`)
    const found = histogramOf(labels('x', [...many, 'label 0'], ['label 0', 'new']), undefined)!
    expect('labels' in found && found.labels).to.have.length(15)
    expect('labels' in found && found.labels.at(-1)).to.equal('(other)')
    expect(sum(found.real)).to.be.closeTo(1, 1e-12)
    expect(found.synthetic[0]).to.equal(0.5)
    expect(found.synthetic.at(-1)).to.equal(0.5)
  })

  it('names no label that fewer than five real cells hold', () => {
    const real = [...Array<string>(20).fill('common'), 'one of a kind', 'rare', 'rare']
    const found = histogramOf(labels('x', real, real), undefined)!
    expect('labels' in found && found.labels).to.deep.equal(['common', '(other)'])
  })
})
