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
    const real = normal(20_000, 'real')
    const cut = normal(20_000, 'other').map(value => Math.min(value, 2000))
    const found = traitsOf(numbers('x', real, cut))
    expect(found.get('upper-tail')?.score).to.be.below(0.35)
    expect(found.get('lower-tail')?.score ?? 1).to.be.above(0.95)
    expect(found.get('upper-tail')?.said).to.match(
      /^0 % of the synthetic values lie at or above 2\d\d\d, where/,
    )
  })

  it('take tails of a second sample for the same in 19 of 20 cases', () => {
    let apart = 0
    for (let i = 0; i < 100; i++) {
      const found = traitsOf(numbers('x', normal(2000, `real ${i}`), normal(2000, `other ${i}`)))
      for (const name of ['upper-tail', 'lower-tail'] as const) if (found.get(name)!.score! < 1) apart++
    }
    expect(apart).to.be.below(20)
  })

  it('tell a tail that goes on too far, of dates as well', () => {
    const day = 86_400_000
    const real = normal(20_000, 'real').map(value => value * day)
    const far = normal(20_000, 'other').map((value, i) => (i % 50 === 0 ? 20_000 : value) * day)
    const column = {...numbers('x', real, far), kind: 'datetime'} as ComparedNumbers
    const found = traitsOf(column).get('upper-tail')!
    expect(found.score).to.equal(0)
    expect(found.said).to.contain('of the synthetic values lie at or above 19')
    expect(found.said).to.contain('They reach 2024-10-04, far beyond the real range.')
    expect(traitsOf(numbers('x', real, far)).get('upper-tail')?.score).to.equal(0)
  })

  it('tell a tail that weighs the same but lies further out, and where', () => {
    const real = normal(20_000, 'real')
    const sorted = real.toSorted((a, b) => a - b)
    const q = sorted[199]!
    const far = real.map(value => (value < q ? q + 2 * (value - q) : value))
    const found = traitsOf(numbers('x', real, far)).get('lower-tail')!
    expect(found.score).to.be.below(0.95)
    expect(found.synthetic - found.real).to.be.above(0.001)
    const edge = Number(/lie at or below (-\d+), where/.exec(found.said)?.[1])
    expect(edge).to.be.below(q)
    // The edge is told roundly: of few people, none is named.
    expect(found.real).to.be.closeTo(real.filter(value => value <= edge).length / real.length, 2e-3)
  })

  it('take frequent values of a second sample for the same', () => {
    const draw = (rows: number, from: string) => {
      const random = createRandom(from)
      return Array.from({length: rows}, () => random.below(60))
    }
    for (const rows of [700, 5000]) {
      const found = traitsOf(numbers('x', draw(rows, 'real'), draw(rows, 'other'))).get('spikes')!
      expect(found.real).to.be.above(0.5)
      expect(found.score).to.be.above(0.95)
    }
    expect(traitsOf(numbers('x', draw(120, 'real'), draw(120, 'other'))).has('spikes')).to.equal(false)
  })

  it('survive sides without values and values of any size', () => {
    const gone = [Number.NaN, Number.NaN]
    for (const column of [
      numbers('x', gone, gone),
      numbers('x', [1], gone),
      numbers('x', gone, [0]),
      numbers('x', [], []),
      numbers('x', normal(2000, 'real'), gone),
      numbers('x', [...normal(2000, 'real'), 1.7e308], [-1.7e308, 1.7e308]),
    ])
      for (const {trait, score, real, synthetic} of traitsOf(column).values())
        for (const number of [score!, real, synthetic]) expect(number, trait).to.be.within(0, 1)
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
