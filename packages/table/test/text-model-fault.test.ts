import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {textModelFault} from '../src/index.ts'
import type {TextModel} from '../src/text/text-model.ts'
import {textWriter} from '../src/text/write-text.ts'
import {verdict} from './source.ts'

const WORDS = ['red', 'big', 'old', 'fox', 'hen', 'dog', 'runs', 'sits', 'eats', 'now']
const cells = Array.from({length: 300}, (_, i) =>
  [i, i >> 2, i >> 4, i >> 6]
    .map(n => WORDS[n % WORDS.length]!)
    .concat(`no${i}`)
    .join(' '),
)
const schema = verdict(cells)
const model = (schema.kind === 'text' ? schema.model : undefined) as TextModel

describe('textModelFault', () => {
  it('finds nothing wrong with a model that was learnt', () => {
    expect(schema.kind).to.equal('text')
    expect(textModelFault(model)).to.equal(undefined)
    expect(textModelFault(JSON.parse(JSON.stringify(model)))).to.equal(undefined)
  })

  const broken: [string, unknown][] = [
    ['nothing', {}],
    ['a list', []],
    ['words that are numbers', {...model, words: [1]}],
    [
      'a follower beyond the tokens',
      {...model, followers: model.followers.map(f => ({...f, tokens: f.tokens.map(() => 1e6)}))},
    ],
    ['fewer followers', {...model, followers: model.followers.slice(1)}],
    ['endless texts', {...model, longest: 1e12}],
    ['letters without counts', {...model, letters: {'': {next: 'ab', counts: [1]}}}],
    ['a filter without bits', {...model, seen: {bits: '', hashes: 3}}],
    ['a filter of a million hashes', {...model, seen: {...model.seen, hashes: 1e6}}],
  ]
  for (const [what, value] of broken) {
    it(`refuses ${what}`, () => {
      expect(textModelFault(value)).to.be.a('string')
    })
  }

  it('lets a filter through that calls every text seen, from which texts still end', () => {
    const full = {...model, seen: {bits: '/'.repeat(64), hashes: 1}}
    expect(textModelFault(full)).to.equal(undefined)
    expect(textWriter(full)(createRandom(1))).to.be.a('string')
  })
})
