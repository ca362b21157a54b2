import {expect} from 'chai'
import type {ComparedNumbers} from '@inferloop/contract'
import {histogramOf} from '../src/histogram.ts'
import {sortedSides} from '../src/sorted-sides.ts'
import {keys, labels, numbers} from './compared.ts'

const of = (column: ComparedNumbers) => histogramOf(column, sortedSides(column))!
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

  it('draws a column of one value, and nothing where there is none', () => {
    expect(of(numbers('x', [7, 7], [7])).real).to.deep.equal([1])
    expect(of(numbers('x', [Number.NaN], [Number.NaN]))).to.equal(null)
    expect(histogramOf(keys('id', 'id', ['a'], ['b']), undefined)).to.equal(null)
  })

  it('has the frequent real labels and one bar for all others', () => {
    const many = Array.from({length: 20}, (_, i) => `label ${i}`)
    const found = histogramOf(labels('x', [...many, 'label 0'], ['label 0', 'new']), undefined)!
    expect('labels' in found && found.labels).to.have.length(15)
    expect('labels' in found && found.labels.at(-1)).to.equal('(other)')
    expect(sum(found.real)).to.be.closeTo(1, 1e-12)
    expect(found.synthetic[0]).to.equal(0.5)
    expect(found.synthetic.at(-1)).to.equal(0.5)
  })
})
