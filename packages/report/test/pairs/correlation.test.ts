import {expect} from 'chai'
import * as fc from 'fast-check'
import {correlated, pearson, spearman} from '../../src/pairs/correlation.ts'
import {correlationSimilarity} from '../../src/pairs/correlation-similarity.ts'

const {NaN: none} = Number
const column = (...values: number[]) => correlated(Float64Array.from(values))

describe('pearson', () => {
  it("gives Anscombe's 0.81642 for his first quartet", () => {
    const x = column(10, 8, 13, 9, 11, 14, 6, 4, 12, 7, 5)
    const y = column(8.04, 6.95, 7.58, 8.81, 8.33, 9.96, 7.24, 4.26, 10.84, 4.82, 5.68)
    expect(pearson(x, y)).to.be.closeTo(0.81642051634484, 1e-13)
  })

  it('looks only at rows in which both are there', () => {
    expect(pearson(column(1, 2, 3, none, 9), column(2, 4, 6, 1, none))).to.be.closeTo(1, 1e-15)
    expect(pearson(column(1, none), column(none, 1))).to.equal(null)
    expect(pearson(column(1, 2, none), column(5, none, 6))).to.equal(null)
  })

  it('has nothing to say of constants and of what overflows', () => {
    expect(pearson(column(5, 5, 5), column(1, 2, 3))).to.equal(null)
    expect(pearson(column(1e308, -1e308, 1e308), column(1, 2, 3))).to.equal(null)
    expect(pearson(column(), column())).to.equal(null)
  })
})

describe('spearman', () => {
  it('gives the value worked out by hand, ties at their mean rank', () => {
    // Ranks 1, 2.5, 2.5, 4 and 1, 3, 2, 4: Σ products of deviations 4.5, Σ squares 4.5 and 5.
    expect(spearman(column(10, 20, 20, 30), column(1, 5, 4, 9))).to.be.closeTo(
      4.5 / Math.sqrt(4.5 * 5),
      1e-15,
    )
  })

  it('ranks anew among the rows in which both are there', () => {
    const whole = spearman(column(1, 3, 2, 5), column(2, 1, 4, 9))
    const holed = spearman(column(1, 100, 3, none, 2, 5), column(2, none, 1, -7, 4, 9))
    expect(holed).to.equal(whole)
  })

  it('is 1 for whatever rises together, huge numbers too', () => {
    expect(spearman(column(-1e308, 0, 1e308), column(1, 2, 2.5))).to.be.closeTo(1, 1e-15)
    expect(spearman(column(3, 3), column(1, 2))).to.equal(null)
  })

  it('is the Pearson correlation of ranks looked up one by one', () => {
    const cell = fc.oneof(fc.integer({min: -3, max: 3}), fc.constant(0.5), fc.constant(none))
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), {maxLength: 25}), rows => {
        const [a, b] = [rows.map(row => row[0]), rows.map(row => row[1])]
        const found = spearman(column(...a), column(...b))
        const both = rows.filter(([x, y]) => !Number.isNaN(x + y))
        const expected = pearson(
          column(...meanRanks(both.map(row => row[0]))),
          column(...meanRanks(both.map(row => row[1]))),
        )
        if (expected === null) expect(found).to.equal(null)
        else expect(found).to.be.closeTo(expected, 1e-12)
      }),
    )
  })
})

describe('both correlations', () => {
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

describe('correlationSimilarity', () => {
  const [up, down, flat] = [column(1, 2, 3), column(3, 2, 1), column(4, 4, 4)]

  it('is 1 for equal correlations, 0 for opposite ones', () => {
    expect(correlationSimilarity([up, up], [down, down], 'pearson').score).to.be.closeTo(1, 1e-15)
    const {score, real, synthetic} = correlationSimilarity([up, up], [up, down], 'spearman')
    expect(score).to.be.closeTo(0, 1e-15)
    expect(real).to.be.closeTo(1, 1e-15)
    expect(synthetic).to.be.closeTo(-1, 1e-15)
  })

  it('has nothing to say when a column of either side is constant', () => {
    const unknown = {score: null, real: null, synthetic: null}
    expect(correlationSimilarity([up, up], [up, flat], 'pearson')).to.deep.equal(unknown)
    expect(correlationSimilarity([flat, up], [up, down], 'spearman')).to.deep.equal(unknown)
  })
})

function meanRanks(values: readonly number[]): number[] {
  return values.map(value => {
    const below = values.filter(other => other < value).length
    return below + (values.filter(other => other === value).length + 1) / 2
  })
}
