// Gates: which limits are kept, what is said of those that are not, and what no limit can be held against.
import {expect} from 'chai'
import {gatesOf, type Judged} from '../../src/services/gates.ts'
import type {Limits} from '../../src/services/validate-options.ts'
import {checkLimits, parseLimit} from '../../src/services/check-limits.ts'
import {aJudgement} from './a-report.ts'

const STRUCTURE = {stored: {real: [], synthetic: []}, absent: [], extra: [], otherKind: [], strange: []}

function judged(changed: Partial<Judged> = {}): Judged {
  return {
    judgement: aJudgement(),
    structure: STRUCTURE,
    rows: {real: 1000, synthetic: 1000, holdout: 1000},
    changes: undefined,
    card: undefined,
    ...changed,
  }
}

const gate = (name: string, what: Judged, limits: Limits = {}) =>
  gatesOf(what, limits).find(found => found.name === name)!

describe('the gates', () => {
  it('are structure and identical rows when no limit is given', () => {
    expect(gatesOf(judged(), {}).map(({name, passed}) => [name, passed])).to.deep.equal([
      ['structure', true],
      ['identical-rows', true],
    ])
  })

  it('name the columns that are not those of the real table', () => {
    const structure = {
      ...STRUCTURE,
      absent: ['zip'],
      otherKind: [{name: 'age', real: 'numeric', example: 'old'}],
      strange: [{name: 'sex', example: '0.5'}],
    }
    const {passed, value, said} = gate('structure', judged({structure}))
    expect([passed, value]).to.deep.equal([false, 3])
    expect(said).to.contain('"zip" is missing').and.contain('"age" is not numeric, a cell reads "old"')
    expect(said).to.contain('"sex" has no label of the real one, a cell reads "0.5"')
  })

  it('allow identical rows that are natural, with room for chance, and no one percent of copies', () => {
    const {identical, ...privacy} = aJudgement().privacy
    const withShare = (share: number) =>
      judged({judgement: {...aJudgement(), privacy: {...privacy, identical: {...identical, share}}}})
    expect(gate('identical-rows', withShare(0.004)).passed).to.equal(true)
    const copied = gate('identical-rows', withShare(0.011))
    expect(copied.passed).to.equal(false)
    expect(copied.said).to.contain('1.10 %').and.contain('0.10 % would be natural').and.contain('too many')
  })

  const identicalIn = (natural: number, share: number, rows: number) => {
    const {identical, ...privacy} = aJudgement().privacy
    const judgement = {...aJudgement(), privacy: {...privacy, identical: {...identical, natural, share}}}
    return gate('identical-rows', judged({judgement, rows: {real: rows, synthetic: rows}})).passed
  }

  it('take whole copies of small tables for copies, however much chance there is', () => {
    expect(identicalIn(0, 1, 10)).to.equal(false)
    expect(identicalIn(0.3, 1, 10)).to.equal(false)
    expect(identicalIn(0.1, 0.3, 10)).to.equal(true)
  })

  it('let tables repeat themselves that do so by nature', () => {
    expect(identicalIn(0.9, 0.99, 50)).to.equal(true)
    expect(identicalIn(0.9, 0.91, 5000)).to.equal(true)
    expect(identicalIn(0.9, 0.99, 5000)).to.equal(false)
  })

  it('judge free texts that are real ones, and no ids', () => {
    const {privacy, ...rest} = aJudgement()
    const withCells = (kind: 'id' | 'text', share: number) =>
      judged({
        judgement: {
          ...rest,
          privacy: {...privacy, copiedCells: [{column: 'note', kind, share, natural: 0.1}]},
        },
      })
    expect(gate('copied-text', withCells('text', 0.12)).passed).to.equal(true)
    const {passed, said} = gate('copied-text', withCells('text', 0.5))
    expect(passed).to.equal(false)
    expect(said).to.contain('50.00 % of the texts of "note"').and.contain('too many')
    expect(gate('copied-text', withCells('id', 1))).to.equal(undefined)
  })

  it('take a classifier that is misled for one that tells', () => {
    const {detection, ...rest} = aJudgement()
    const judgement = {...rest, detection: detection.map(one => ({...one, boosted: 0.115}))}
    const {passed, said} = gate('detection', judged({judgement}), {maxDetection: 0.6})
    expect(passed).to.equal(false)
    expect(said).to.contain('is 0.1150').and.contain('0.2850 over the limit of 0.6')
  })

  it('fail a copy index over the limit, and hold nothing against a table where none can be told', () => {
    const {privacy, ...rest} = aJudgement()
    const withIndex = (copyIndex: number | null) =>
      judged({judgement: {...rest, privacy: {...privacy, holdout: {...privacy.holdout!, copyIndex}}}})
    const over = gate('copy-index', withIndex(0.6), {maxCopyIndex: 0.4})
    expect([over.passed, over.said]).to.deep.equal([
      false,
      'The copy index is 0.6000, 0.2000 over the limit of 0.4.',
    ])
    const untold = gate('copy-index', withIndex(null), {maxCopyIndex: 0.4})
    expect([untold.passed, untold.value]).to.deep.equal([true, null])
    expect(untold.said).to.contain('cannot be told in this table')
  })

  it('say by how much a limit is missed', () => {
    expect(gate('quality', judged(), {minQuality: 0.99}).said).to.equal(
      'The quality score is 0.9800, 0.0100 short of the limit of 0.99.',
    )
    expect(gate('detection', judged(), {maxDetection: 0.5}).said).to.contain('0.0300 over the limit of 0.5')
    expect(gate('copy-index', judged(), {maxCopyIndex: 0.4}).passed).to.equal(true)
    expect(gate('identical-rows', judged(), {maxIdentical: 0.0005}).passed).to.equal(false)
  })

  it('fail what could not be computed', () => {
    const judgement = {...aJudgement(), quality: {...aJudgement().quality, score: null}}
    expect(gate('quality', judged({judgement}), {minQuality: 0}).passed).to.equal(false)
  })

  it('fail a drift beyond the limit and name the worst', () => {
    const changes = [
      {name: 'quality', before: 0.9, now: 0.89, worse: 0.01},
      {name: 'age: shape', before: 0.9, now: 0.8, worse: 0.1},
    ]
    const drift = gate('drift', judged({changes}))
    expect([drift.passed, drift.value, drift.limit]).to.deep.equal([false, 0.1, 0.02])
    expect(drift.said).to.contain('1 of 2').and.contain('age: shape 0.9000 → 0.8000')
    expect(gate('drift', judged({changes}), {maxDrift: 0.2}).passed).to.equal(true)
  })
})

describe('limits', () => {
  const refused = (limits: Limits, rest: object = {}) => {
    try {
      checkLimits({real: 'a', synthetic: 'b', limits, ...rest})
    } catch (error) {
      return (error as Error).message
    }
    return ''
  }

  it('are refused beyond their range', () => {
    expect(refused({minQuality: 1.5})).to.equal('--min-quality should be a number from 0 to 1, was 1.5.')
    expect(refused({maxDetection: 0.4})).to.contain('--max-detection should be a number from 0.5 to 1')
    expect(refused({maxIdentical: Number.NaN})).to.contain('was NaN')
  })

  it('are refused where nothing can be held against them', () => {
    expect(refused({maxCopyIndex: 0.4})).to.contain('--max-copy-index needs --holdout')
    expect(refused({maxDrift: 0.4})).to.contain('--max-drift needs --baseline')
    expect(refused({maxCopyIndex: 0.4, maxDrift: 0.1}, {holdout: 'c', baseline: 'd'})).to.equal('')
  })

  it('are read from text', () => {
    expect(parseLimit('--min-quality', '0.9')).to.equal(0.9)
    expect(() => parseLimit('--min-quality', 'high')).to.throw('--min-quality should be a number, was "high"')
    expect(() => parseLimit('--min-quality', '')).to.throw('was ""')
  })
})
