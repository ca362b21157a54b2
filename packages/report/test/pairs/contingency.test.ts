import {expect} from 'chai'
import * as fc from 'fast-check'
import {contingencySimilarity} from '../../src/pairs/contingency-similarity.ts'
import {cramersV} from '../../src/pairs/cramers-v.ts'
import {binCodes, binCodesBySdmetrics, type PairCodes} from '../../src/pairs/pair-codes.ts'
import {ranked} from '../../src/pairs/ranked.ts'

const {NaN: none} = Number
const pair = (real: number[], synthetic: number[], size: number): PairCodes => ({
  real: Uint32Array.from(real),
  synthetic: Uint32Array.from(synthetic),
  size,
})
const column = (...codes: number[]) => ({codes: Uint32Array.from(codes), size: 1 + Math.max(...codes)})

describe('contingencySimilarity', () => {
  it('gives the value worked out by hand, whatever the number of rows', () => {
    // Real: (0, 0) and (1, 1) half each; synthetic: (0, 0), (0, 1), (1, 0) and (1, 1) a quarter each.
    const score = contingencySimilarity()
    expect(score(pair([0, 1], [0, 0, 1, 1], 2), pair([0, 1], [0, 1, 0, 1], 2))).to.equal(0.5)
  })

  it('is 1 for equal tables and 0 for labels that never meet', () => {
    const score = contingencySimilarity()
    expect(score(pair([0, 1, 1], [1, 0, 1], 3), pair([2, 0, 0], [0, 2, 0], 3))).to.equal(1)
    expect(score(pair([0, 0], [1], 2), pair([0, 1], [1], 2))).to.equal(0)
  })

  it('has nothing to say without rows', () => {
    expect(contingencySimilarity()(pair([], [0], 2), pair([], [0], 2))).to.equal(null)
    expect(contingencySimilarity()(pair([0], [], 2), pair([0], [], 2))).to.equal(null)
  })

  it('keeps no table of 100,000 × 100,000 labels, and gives the same', () => {
    const score = contingencySimilarity()
    const random = (seed: number) => Array.from({length: 500}, (_, i) => (i * i * seed + i * 7) % 11)
    const small = [pair(random(3), random(4), 11), pair(random(5), random(8), 11)] as const
    const wide = small.map(codes => ({...codes, size: 100_000})) as [PairCodes, PairCodes]
    expect(score(wide[0], wide[1])).to.equal(score(small[0], small[1]))
    // Nothing of one pair is left to the next.
    expect(score(wide[0], wide[1])).to.equal(score(small[0], small[1]))
  })

  it('is the overlap of both tables, the same from either side and for any order of rows', () => {
    const code = fc.nat(4)
    const rows = fc.array(fc.tuple(code, code), {minLength: 1, maxLength: 30})
    fc.assert(
      fc.property(rows, rows, fc.constantFrom(5, 3000), (real, synthetic, size) => {
        const sides = (x: [number, number][], y: [number, number][], at: 0 | 1) =>
          pair(
            x.map(row => row[at]),
            y.map(row => row[at]),
            size,
          )
        const score = contingencySimilarity()
        const found = score(sides(real, synthetic, 0), sides(real, synthetic, 1))
        const share = (side: [number, number][], a: number, b: number) =>
          side.filter(row => row[0] === a && row[1] === b).length / side.length
        let overlap = 0
        for (let a = 0; a < 5; a++)
          for (let b = 0; b < 5; b++) overlap += Math.min(share(real, a, b), share(synthetic, a, b))
        expect(found).to.be.closeTo(overlap, 1e-12)
        const turned = score(sides(synthetic, real.toReversed(), 1), sides(synthetic, real.toReversed(), 0))
        expect(turned).to.be.closeTo(overlap, 1e-12)
      }),
    )
  })
})

describe('cramersV', () => {
  it('gives the value worked out by hand', () => {
    // 30, 10 over 10, 30: χ² = 80 (30·30 - 10·10)² / 40⁴ = 20, V = √(20 / 80).
    const rows = [...times(30, 0, 0), ...times(10, 0, 1), ...times(10, 1, 0), ...times(30, 1, 1)]
    const [a, b] = [column(...rows.map(row => row[0]!)), column(...rows.map(row => row[1]!))]
    expect(cramersV(a, b)).to.be.closeTo(0.5, 1e-15)
    const wide = {...a, size: 100_000}
    expect(cramersV(wide, {...b, size: 100_000})).to.be.closeTo(0.5, 1e-15)
  })

  it('is 1 when one label gives away the other, 0 when it says nothing', () => {
    expect(cramersV(column(0, 1, 2, 0), column(2, 0, 1, 2))).to.be.closeTo(1, 1e-15)
    expect(cramersV(column(0, 0, 1, 1), column(0, 1, 0, 1))).to.equal(0)
  })

  it('has nothing to say of a column with one label', () => {
    expect(cramersV(column(0, 0), column(0, 1))).to.equal(null)
    expect(cramersV(column(3, 1), column(2, 2))).to.equal(null)
    expect(cramersV({codes: new Uint32Array(0), size: 3}, {codes: new Uint32Array(0), size: 3})).to.equal(
      null,
    )
  })
})

describe('bins of numbers in mixed pairs', () => {
  const sides = {
    real: ranked(Float64Array.of(0, 10, 20, 99, 100, none)),
    synthetic: ranked(Float64Array.of(-5, 0, 95, 195, none)),
  }

  it('are cut at the real edges; what lies beyond goes into the outermost', () => {
    const {real, synthetic, size} = binCodes(sides)
    expect([...real]).to.deep.equal([1, 2, 3, 10, 10, 11])
    expect([...synthetic]).to.deep.equal([1, 1, 10, 10, 11])
    expect(size).to.equal(12)
  })

  it('are cut on each side apart for SDMetrics: the greatest value stands with the missing cells', () => {
    const {real, synthetic} = binCodesBySdmetrics(sides)
    expect([...real]).to.deep.equal([1, 2, 3, 10, 11, 11])
    expect([...synthetic]).to.deep.equal([1, 1, 6, 11, 11])
  })

  it('stand half around a constant, and need no value at all', () => {
    const constant = ranked(Float64Array.of(7, 7))
    expect([...binCodes({real: constant, synthetic: ranked(Float64Array.of(7, 8))}).synthetic]).to.deep.equal(
      [6, 10],
    )
    const nothing = ranked(Float64Array.of(none))
    expect([...binCodes({real: nothing, synthetic: nothing}).real]).to.deep.equal([11])
    const far = ranked(Float64Array.of(-Number.MAX_VALUE, 0, Number.MAX_VALUE))
    expect([...binCodes({real: far, synthetic: far}).real]).to.deep.equal([1, 6, 10])
  })
})

const times = (count: number, a: number, b: number) => Array.from({length: count}, () => [a, b])
