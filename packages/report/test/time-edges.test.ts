import {expect} from 'chai'
import fc from 'fast-check'
import {timeEdges} from '../src/time-edges.ts'

const DAY = 86_400_000
const days = (edges: readonly number[]) => edges.map(edge => new Date(edge).toISOString().slice(0, 10))
const at = (...parts: [number, number, number?]) => Date.UTC(...parts)

describe('timeEdges', () => {
  it('are days, weeks from Monday, months and years', () => {
    expect(days(timeEdges(at(2024, 0, 3), at(2024, 0, 5), {step: DAY, most: 30}))).to.deep.equal([
      '2024-01-03',
      '2024-01-04',
      '2024-01-05',
      '2024-01-06',
    ])
    const weeks = timeEdges(at(2024, 0, 3), at(2024, 1, 1), {step: DAY, most: 5})
    expect(days(weeks).slice(0, 2)).to.deep.equal(['2024-01-01', '2024-01-08'])
    expect(days(timeEdges(at(2023, 10, 5), at(2024, 2, 1), {step: DAY, most: 6}))).to.deep.equal([
      '2023-11-01',
      '2023-12-01',
      '2024-01-01',
      '2024-02-01',
      '2024-03-01',
      '2024-04-01',
    ])
    expect(days(timeEdges(at(1995, 5), at(2024, 1), {step: DAY, most: 8}))).to.deep.equal([
      '1995-01-01',
      '2000-01-01',
      '2005-01-01',
      '2010-01-01',
      '2015-01-01',
      '2020-01-01',
      '2025-01-01',
    ])
  })

  it('are whole steps of the grid', () => {
    // Of ten weeks of Mondays; bins of two days would be empty but every fourth.
    const edges = timeEdges(at(2024, 0, 1), at(2024, 2, 11), {step: 7 * DAY, most: 30})
    expect(edges).to.have.length(12)
    expect(edges[1]! - edges[0]!).to.equal(7 * DAY)
  })

  it('ascend, hold what they should and are not too many', () => {
    const instant = fc.integer({min: -8e15, max: 8e15})
    const span = fc.integer({min: 0, max: 470}).map(power => Math.ceil(2 ** (power / 10)))
    fc.assert(
      fc.property(instant, span, (low, width) => {
        const edges = timeEdges(low, low + width, {step: 1, most: 30})
        expect(edges[0]).to.be.at.most(low)
        expect(edges.at(-1)).to.be.above(low + width)
        for (let i = 1; i < edges.length; i++) expect(edges[i]).to.be.above(edges[i - 1]!)
        expect(edges.length).to.be.at.most(34)
      }),
    )
  })
})
