// What is said of low scores, and that chance and causes already named are not blamed again.
import {expect} from 'chai'
import type {JudgedColumn, Trait} from '../src/judgement.ts'
import {whyLow} from '../src/why.ts'

const GOOD: JudgedColumn = {
  name: 'price',
  kind: 'numeric',
  shape: {metric: 'KSComplement', score: 0.99},
  coverage: {metric: 'RangeCoverage', score: 0.99},
  validity: {metric: 'BoundaryAdherence', score: 1},
  missing: {metric: 'MissingValueSimilarity', score: 1},
  accuracy: {score: 0.98, reachable: 0.985},
  traits: [],
  histogram: {type: 'numbers', edges: [0, 10, 20], real: [0.5, 0.5], synthetic: [0.8, 0.2]},
}
const BAD_SHAPE = {
  shape: {metric: 'KSComplement', score: 0.7},
  accuracy: {score: 0.7, reachable: 0.985},
} as const
const LABELS = {
  kind: 'categorical',
  shape: {metric: 'TVComplement', score: 0.8},
  accuracy: {score: 0.8, reachable: 0.99},
  coverage: {metric: 'CategoryCoverage', score: 0.5},
  validity: {metric: 'CategoryAdherence', score: 1},
  histogram: {type: 'labels', labels: ['a', '(other)'], real: [0.6, 0.4], synthetic: [0.8, 0.2]},
} as const

const trait = (name: Trait['trait'], score: number, real = 0, synthetic = 0): Trait => ({
  trait: name,
  real,
  synthetic,
  score,
  said: `${name} is off.`,
})
const why = (change: Partial<JudgedColumn>) => whyLow({...GOOD, ...change})

describe('whyLow', () => {
  it('is silent where all is well', () => {
    expect(whyLow(GOOD)).to.deep.equal([])
    expect(why({shape: null, coverage: null, validity: null, accuracy: null, histogram: null})).to.deep.equal(
      [],
    )
  })

  it('says where numbers are furthest apart and what keeps more detail', () => {
    expect(why(BAD_SHAPE)).to.deep.equal([
      'The distribution differs from the real one (KSComplement 0.700). Most apart is 0 to 10: 80.0 % of the synthetic values and 50.0 % of the real ones.',
      '--privacy low follows the distribution in finer detail.',
    ])
  })

  it('names the time of instants', () => {
    const edges = [Date.UTC(2024, 0, 1), Date.UTC(2024, 0, 1, 6, 30), Date.UTC(2024, 0, 2)]
    const [said] = why({
      ...BAD_SHAPE,
      kind: 'datetime',
      histogram: {...GOOD.histogram!, type: 'instants', edges} as never,
    })
    expect(said).to.contain('2024-01-01 to 2024-01-01 06:30: ')
  })

  it('is silent about a small table that is as good as a second sample', () => {
    const shape = {metric: 'KSComplement', score: 0.93} as const
    expect(why({shape, accuracy: {score: 0.9, reachable: 0.92}})).to.deep.equal([])
    expect(why({shape, accuracy: null})).to.have.length(2)
  })

  it('sees what a good KSComplement hides', () => {
    expect(why({accuracy: {score: 0.9, reachable: 0.99}})[0]).to.contain(
      '(accuracy 0.900, 0.990 can be reached)',
    )
  })

  it('blames missing cells for what they do, not the distribution', () => {
    const traits = [trait('missing', 0.96, 0, 0.04)]
    expect(why({traits, accuracy: {score: 0.945, reachable: 0.985}})).to.deep.equal(['missing is off.'])
    expect(why({traits, accuracy: {score: 0.98, reachable: 0.985}})).to.deep.equal([])
  })

  it('has columns of few values learnt as labels', () => {
    const traits = [trait('spikes', 0.99, 0.95, 0.9)]
    expect(why({...BAD_SHAPE, traits})[1]).to.equal(
      '--categorical price learns the values as labels, for few make up most of it.',
    )
    const quoted = why({...BAD_SHAPE, traits, name: "a 'b'"})[1]
    expect(quoted).to.contain(String.raw`--categorical 'a '\''b'\''' learns`)
    // The option parts names at commas.
    expect(why({...BAD_SHAPE, traits, name: 'a,b'})).to.have.length(1)
  })

  it('advises on labels only where some are lost', () => {
    expect(why(LABELS)).to.deep.equal([
      'The distribution differs from the real one (TVComplement 0.800). Most apart is "a": 80.0 % of the synthetic values and 60.0 % of the real ones.',
      '--privacy low learns rarer labels by name.',
      '50.0 % of the real labels occur; labels of few rows are kept back for privacy, and --privacy low keeps more of them.',
    ])
    expect(why({...LABELS, coverage: {metric: 'CategoryCoverage', score: 1}})).to.have.length(1)
  })

  it('names a common label that is lost, which no privacy keeps back', () => {
    const histogram = {type: 'labels', labels: ['a', 'b'], real: [0.6, 0.4], synthetic: [1, 0]} as const
    expect(why({...LABELS, histogram}).join(' '))
      .to.contain('50.0 % of the real labels occur; "b", which 40.0 % of the real values are, does not.')
      .and.not.contain('kept back')
  })

  it('advises on invented labels, not on a shape that they spoil', () => {
    const validity = {metric: 'CategoryAdherence', score: 0.9} as const
    const [said] = why({...LABELS, validity})
    expect(said).to.match(/^10\.0 % of the synthetic cells hold a label that the real column lacks/)
    expect(said).to.contain('infer generate writes neither')
    expect(why({...LABELS, validity}).join(' ')).not.to.contain('--categorical')
    expect(why({...LABELS, validity}).join(' ')).not.to.contain('by name')
    const beyond = why({...BAD_SHAPE, validity: {metric: 'BoundaryAdherence', score: 0.9}})
    expect(beyond.join(' ')).not.to.contain('--privacy')
  })

  it('lets a few values beyond the range pass, and no key that stands twice', () => {
    expect(why({validity: {metric: 'BoundaryAdherence', score: 0.9995}})).to.deep.equal([])
    expect(why({validity: {metric: 'BoundaryAdherence', score: 0.95}})[0]).to.match(/^5\.0 %/)
    const keys = {kind: 'id', shape: null, coverage: null, accuracy: null, histogram: null} as const
    const validity = {metric: 'KeyUniqueness', score: 0.9995} as const
    expect(why({...keys, validity})).to.deep.equal([
      '0.05 % of the synthetic ids are missing or stand twice.',
    ])
    const traits = [trait('missing', 1, 0.5, 0.5)]
    expect(why({...keys, validity, traits})[0]).to.match(/Of the real ones 50\.0 % are missing\.$/)
  })

  it('repeats what low traits say, and advises on tails that are lighter, not on those that are heavier', () => {
    expect(why({traits: [trait('upper-tail', 0.5, 0.01, 0.001)]})).to.deep.equal([
      'upper-tail is off.',
      '--privacy low keeps more of the tails.',
    ])
    expect(why({traits: [trait('upper-tail', 0.5, 0.01, 0.05)]})).to.deep.equal(['upper-tail is off.'])
    expect(why({traits: [trait('off-grid', 0.3, 0, 0.7)]})).to.have.length(2)
    expect(why({traits: [trait('zeros', 0.96, 0.1, 0.14)]})).to.deep.equal([])
  })
})
