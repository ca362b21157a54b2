// SDMetrics' metrics of single columns, by their published formulas.
import {expect} from 'chai'
import fc from 'fast-check'
import {judgeColumns} from '../../src/columns/judge-columns.ts'
import {judgeDiagnostic} from '../../src/diagnostic.ts'
import {tableStructure} from '../../src/table-structure.ts'
import {keys, labels, numbers} from '../compared.ts'

const of = (column: Parameters<typeof judgeColumns>[0][number]) => judgeColumns([column])[0]!

describe('metrics of a column of numbers', () => {
  it('score shape, coverage of the range, values within it and missing cells', () => {
    const found = of(numbers('x', [0, 10, 20, 40], [10, 20, 50, Number.NaN]))
    expect(found.shape?.metric).to.equal('KSComplement')
    expect(found.shape?.score).to.be.closeTo(1 - 1 / 3, 1e-12)
    expect(found.coverage).to.deep.equal({metric: 'RangeCoverage', score: 1 - 10 / 40})
    // A missing cell is out of bounds where the real column has none.
    expect(found.validity).to.deep.equal({metric: 'BoundaryAdherence', score: 2 / 4})
    expect(found.missing).to.deep.equal({metric: 'MissingValueSimilarity', score: 0.75})
  })

  it('leave missing cells out of bounds where the real column has some', () => {
    const found = of(numbers('x', [0, 10, Number.NaN], [5, 20, Number.NaN, Number.NaN]))
    expect(found.validity?.score).to.equal(0.5)
  })

  it('know nothing of a range without width or without values', () => {
    expect(of(numbers('x', [3, 3], [3, 4])).coverage?.score).to.equal(null)
    expect(of(numbers('x', [3, 4], [Number.NaN])).coverage?.score).to.equal(null)
    expect(of(numbers('x', [Number.NaN], [1])).shape?.score).to.equal(null)
  })

  it('do not reward values far beyond the range, nor let anything be inside of no range', () => {
    expect(of(numbers('x', [0, 100], [-500, 500])).coverage?.score).to.equal(1)
    expect(of(numbers('x', [0, 100], [900, 901])).coverage?.score).to.equal(0)
    expect(of(numbers('x', [Number.NaN], [1])).validity?.score).to.equal(0)
  })

  it('keep their head where a range is wider than numbers go', () => {
    const far = Number.MAX_VALUE
    expect(of(numbers('x', [-far, far], [0, far])).coverage?.score).to.equal(0.5)
    expect(of(numbers('x', [-far, far], [far, far])).coverage?.score).to.equal(0)
  })

  it('know nothing without rows', () => {
    const found = of(numbers('x', [1], []))
    expect([found.shape?.score, found.validity?.score, found.missing.score]).to.deep.equal([null, null, null])
  })

  it('are all 1 for the same values in any order', () => {
    const values = fc.array(fc.double({noNaN: true, noDefaultInfinity: true}), {minLength: 2, maxLength: 50})
    fc.assert(
      fc.property(values, list => {
        const {shape, coverage, validity, missing} = of(numbers('x', list, list.toReversed()))
        expect([shape?.score, validity?.score, missing.score]).to.deep.equal([1, 1, 1])
        expect(coverage?.score ?? 1).to.equal(1)
      }),
    )
  })
})

describe('metrics of a column of labels', () => {
  it('score shape, labels reached, labels known and missing cells', () => {
    const found = of(labels('x', ['a', 'a', 'b', 'c'], ['a', 'b', 'z', '']))
    expect(found.shape?.metric).to.equal('TVComplement')
    expect(found.shape?.score).to.be.closeTo(
      1 - (Math.abs(1 / 2 - 1 / 3) + Math.abs(1 / 4 - 1 / 3) + 1 / 4 + 1 / 3) / 2,
      1e-12,
    )
    expect(found.coverage).to.deep.equal({metric: 'CategoryCoverage', score: 2 / 3})
    expect(found.validity).to.deep.equal({metric: 'CategoryAdherence', score: 2 / 4})
  })

  it('take a missing cell for valid where the real column has one', () => {
    expect(of(labels('x', ['a', ''], ['a', ''])).validity?.score).to.equal(1)
  })
})

describe('metrics of ids', () => {
  it('count those that are there and stand for the first time', () => {
    const found = of(keys('id', 'id', ['a', 'b'], ['c', 'c', '', 'd']))
    expect(found.validity).to.deep.equal({metric: 'KeyUniqueness', score: 0.5})
    expect([found.shape, found.coverage]).to.deep.equal([null, null])
  })

  it('leave free text alone', () => {
    expect(of(keys('note', 'text', ['a'], ['a', 'a'])).validity).to.equal(null)
  })
})

describe('the diagnostic', () => {
  const stored = (...columns: [string, 'integer' | 'text'][]) =>
    columns.map(([name, storage]) => ({name, storage}))

  it('scores structure by columns of the same name and storage', () => {
    const real = stored(['a', 'integer'], ['b', 'text'])
    expect(tableStructure({real, synthetic: real.toReversed()})).to.equal(1)
    expect(tableStructure({real, synthetic: stored(['a', 'text'], ['b', 'text'])})).to.equal(1 / 3)
    expect(tableStructure({real, synthetic: stored(['a', 'integer'])})).to.equal(1 / 2)
  })

  it('is the mean of validity and structure, free text left out', () => {
    const columns = judgeColumns([
      numbers('x', [0, 10], [5, 20]),
      keys('id', 'id', ['a'], ['b', 'c']),
      keys('note', 'text', ['a'], ['a', 'a']),
    ])
    const real = stored(['x', 'integer'])
    const found = judgeDiagnostic(columns, {
      stored: {real, synthetic: real},
      absent: [],
      extra: [],
      strange: [],
      otherKind: [],
    })
    expect(found).to.deep.equal({score: 0.875, dataValidity: 0.75, dataStructure: 1})
  })
})
