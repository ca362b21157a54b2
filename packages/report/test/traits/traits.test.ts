// Missing cells, zeros, spikes, tails, the grid: what metrics of distributions overlook.
import {expect} from 'chai'
import type {ComparedNumbers} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {sortedSides} from '../../src/sorted-sides.ts'
import {judgeTraits} from '../../src/traits/judge-traits.ts'
import {labels, numbers} from '../compared.ts'

const traitsOf = (column: ComparedNumbers) =>
  new Map(judgeTraits(column, sortedSides(column)).map(trait => [trait.trait, trait]))

const normal = (count: number, from: string, scale = 1): number[] => {
  const random = createRandom(from)
  return Array.from({length: count}, () => Math.round(1000 * scale * random.normal()))
}

describe('traits', () => {
  it('are none for a good copy of plain numbers', () => {
    expect([...traitsOf(numbers('x', [1, 2, 3], [3, 2, 1])).keys()]).to.deep.equal([])
  })

  it('tell missing cells of numbers and labels', () => {
    const gone = [1, Number.NaN, Number.NaN, 4]
    const found = traitsOf(numbers('x', [1, 2, 3, 4], gone)).get('missing')!
    expect([found.real, found.synthetic, found.score]).to.deep.equal([0, 0.5, 0.5])
    expect(found.said).to.equal('50.0 % of the synthetic cells are missing, 0 % of the real ones.')
    expect(judgeTraits(labels('x', ['a', ''], ['a', 'a']), undefined)[0]?.score).to.equal(0.5)
  })

  it('tell zeros that are too few', () => {
    const found = traitsOf(numbers('x', [0, 0, 0, 5], [0, 1, 2, 5])).get('zeros')!
    expect([found.real, found.synthetic, found.score]).to.deep.equal([0.75, 0.25, 0.5])
    expect(traitsOf(numbers('x', [1, 2, 3], [1, 2, 3])).has('zeros')).to.equal(false)
  })

  it('tell frequent values that were smoothed away', () => {
    const rest = normal(900, 'rest')
    const real = [...rest, ...Array<number>(100).fill(999)]
    const found = traitsOf(numbers('x', real, [...rest, ...normal(100, 'more')])).get('spikes')!
    expect(found.real).to.be.closeTo(0.1, 0.01)
    expect(found.synthetic).to.be.below(0.01)
    expect(found.score).to.be.closeTo(0.9, 0.02)
  })

  it('tell a tail that is cut, and none that chance explains', () => {
    const real = normal(4000, 'real')
    const cut = normal(4000, 'other').map(value => Math.min(value, 2000))
    const found = traitsOf(numbers('x', real, cut))
    expect(found.get('upper-tail')?.score).to.be.below(0.35)
    expect(found.get('lower-tail')?.score ?? 1).to.be.above(0.95)
  })

  it('tell values off the grid, and of instants the unit they should keep to', () => {
    const priced = {
      ...numbers('x', [1, 2.5, 3], [1, 2.25, 3.7, 4]),
      schema: {step: 0.5, offset: 0},
    } as ComparedNumbers
    const found = traitsOf(priced).get('off-grid')!
    expect([found.real, found.synthetic, found.score]).to.deep.equal([0, 0.5, 0.5])
    expect(found.said).to.contain(
      '50.0 % of the synthetic values stand off the grid of 0.5, none of the real ones.',
    )
    const day = 86_400_000
    const dated = {
      ...numbers('d', [0, day], [day, 1.5 * day]),
      kind: 'datetime',
      schema: {step: day, offset: 0},
    } as unknown as ComparedNumbers
    expect(traitsOf(dated).get('off-grid')?.said).to.contain('off the whole day')
  })

  it('tell cells that cannot be read', () => {
    const column = {...numbers('x', [1, 2], [1, Number.NaN]), unreadable: {real: 0, synthetic: 1}}
    expect(traitsOf(column).get('unreadable')?.score).to.equal(0.5)
  })
})
