// SDMetrics' metrics of pairs, by their published formulas.
import {expect} from 'chai'
import fc from 'fast-check'
import {contingencySimilarity} from '../../src/pairs/contingency-similarity.ts'
import {correlated, pearson, spearman} from '../../src/pairs/correlation.ts'
import {cramersV} from '../../src/pairs/cramers-v.ts'
import {judgePairs} from '../../src/pairs/judge-pairs.ts'
import {binCodes, binCodesBySdmetrics} from '../../src/pairs/pair-codes.ts'
import {judgeQuality} from '../../src/quality.ts'
import {aRun, apart, labels, numbers, people, peopleColumns} from '../compared.ts'

const column = (...values: number[]) => correlated(Float64Array.from(values))

describe('correlation', () => {
  it("is Pearson's r over the rows in which both are there", () => {
    expect(pearson(column(1, 2, 3, 4), column(2, 4, 6, 9))).to.be.closeTo(0.994377, 1e-6)
    expect(pearson(column(1, 2, Number.NaN, 4), column(3, 2, 100, 0))).to.be.closeTo(-1, 1e-12)
  })

  it("is Spearman's ρ with the mean rank for ties, ranks taken among the rows that count", () => {
    expect(spearman(column(1, 2, 3, 4, 5), column(1, 8, 27, 64, 125))).to.be.closeTo(1, 1e-12)
    expect(spearman(column(1, 2, 2, 3), column(1, 2, 3, 4))).to.be.closeTo(0.9486833, 1e-6)
    expect(spearman(column(1, 2, 3, 50), column(1, 2, 3, Number.NaN))).to.be.closeTo(1, 1e-12)
  })

  it('cannot be known for constants, single rows and numbers that overflow', () => {
    expect(pearson(column(1, 1, 1), column(1, 2, 3))).to.equal(null)
    expect(pearson(column(1, Number.NaN), column(1, 2))).to.equal(null)
    expect(pearson(column(1e308, -1e308, 0), column(1e308, 0, -1e308))).to.equal(null)
  })

  it('is within -1 and 1 and the same both ways', () => {
    const rows = fc.array(
      fc.tuple(fc.integer({min: -50, max: 50}), fc.option(fc.integer({min: -5, max: 5}))),
      {minLength: 3},
    )
    fc.assert(
      fc.property(rows, pairs => {
        const a = column(...pairs.map(([x]) => x))
        const b = column(...pairs.map(([, y]) => y ?? Number.NaN))
        for (const correlation of [pearson, spearman]) {
          const r = correlation(a, b)
          if (r === null) continue
          expect(r).to.be.within(-1, 1)
          expect(correlation(b, a)).to.be.closeTo(r, 1e-12)
        }
      }),
    )
  })
})

describe('ContingencySimilarity', () => {
  const codes = (real: number[], synthetic: number[], size: number) => ({
    real: Uint32Array.from(real),
    synthetic: Uint32Array.from(synthetic),
    size,
  })

  it('is 1 minus half the sum of differences of the shares of pairs', () => {
    const score = contingencySimilarity()(codes([0, 0, 1, 1], [0, 1], 2), codes([0, 1, 0, 1], [0, 0], 2))
    // Real: a quarter in each of four cells; synthetic: half in (0, 0), half in (1, 0).
    expect(score).to.be.closeTo(0.5, 1e-12)
  })

  it('is the same in a table too large to be kept whole', () => {
    const of = contingencySimilarity()
    const [a, b] = [codes([0, 5, 5, 2], [5, 5, 1, 0], 6), codes([1, 1, 0, 3], [1, 0, 0, 1], 4)]
    const large = of({...a, size: 1_000_000}, {...b, size: 1_000_000})
    expect(large).to.be.closeTo(of(a, b)!, 1e-12)
  })
})

describe("Cramér's V", () => {
  it('is 1 where one determines the other and 0 where they are independent', () => {
    expect(cramersV(Uint32Array.of(0, 0, 1, 1), Uint32Array.of(1, 1, 0, 0), [2, 2])).to.be.closeTo(1, 1e-12)
    expect(cramersV(Uint32Array.of(0, 0, 1, 1), Uint32Array.of(0, 1, 0, 1), [2, 2])).to.be.closeTo(0, 1e-12)
  })

  it('counts only labels that occur, and is unknown below two', () => {
    expect(cramersV(Uint32Array.of(0, 0, 5, 5), Uint32Array.of(9, 9, 3, 3), [6, 10])).to.be.closeTo(1, 1e-12)
    expect(cramersV(Uint32Array.of(0, 0), Uint32Array.of(0, 1), [2, 2])).to.equal(null)
  })
})

describe('bins of numbers', () => {
  it('are ten of the real range, with what lies beyond in the outer ones', () => {
    const {real, synthetic} = binCodes(numbers('x', [0, 5, 10, 100], [-50, 99, 500, Number.NaN]))
    expect([...real]).to.deep.equal([1, 1, 2, 10])
    expect([...synthetic]).to.deep.equal([1, 10, 10, 11])
  })

  it("are each side's own as SDMetrics' report cuts them, the greatest value among the missing cells", () => {
    const {real, synthetic} = binCodesBySdmetrics(numbers('x', [0, 5, 10, 100], [-50, 0, 50, Number.NaN]))
    expect([...real]).to.deep.equal([1, 1, 2, 11])
    expect([...synthetic]).to.deep.equal([1, 6, 11, 11])
  })
})

describe('judgePairs', () => {
  const a = numbers('a', [1, 2, 3, 4], [4, 3, 2, 1])
  const b = numbers('b', [1, 2, 3, 4], [1, 2, 3, 4])
  const c = labels('c', ['x', 'x', 'y', 'y'], ['y', 'y', 'x', 'x'])

  it('correlates numbers and makes tables of all others', async () => {
    const {pairs} = await judgePairs([a, b, c], aRun())
    expect(pairs.map(({columns, metric}) => [...columns, metric])).to.deep.equal([
      ['a', 'b', 'CorrelationSimilarity'],
      ['a', 'c', 'ContingencySimilarity'],
      ['b', 'c', 'ContingencySimilarity'],
    ])
    expect(pairs[0]!.score).to.be.closeTo(0, 1e-12)
    expect(pairs[0]!.spearman?.score).to.be.closeTo(0, 1e-12)
    expect(pairs[1]!.score).to.be.closeTo(1, 1e-12)
    expect(pairs[2]!.score).to.be.closeTo(0, 1e-12)
  })

  it('counts only strong pairs in what SDMetrics says by default', async () => {
    const real = people(500, 'real')
    const coins = (from: string) => people(500, from).ages.map(age => (age % 2 === 0 ? 'heads' : 'tails'))
    const {columns} = peopleColumns(real, apart(real))
    const {trends} = await judgePairs([...columns, labels('coin', coins('x'), coins('y'))], aRun())
    expect(trends.count).to.equal(6)
    expect(trends.pairsOverThresholds).to.equal(3)
    expect(trends.overThresholds).to.be.below(trends.bySdmetrics!)
    const quality = judgeQuality([{shape: {metric: 'KSComplement', score: 1}}], trends)
    expect(quality.score).to.be.closeTo((1 + trends.all!) / 2, 1e-12)
    expect(quality.sdmetricsDefault.pairs).to.equal(trends.pairsOverThresholds)
  })

  it('has nothing to say of one column', async () => {
    const {pairs, trends} = await judgePairs([a], aRun())
    expect(pairs).to.deep.equal([])
    expect(trends.all).to.equal(null)
  })
})
