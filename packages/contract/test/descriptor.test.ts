import {expect} from 'chai'
import {CONTRACT, descriptorFaults} from '../src/index.ts'

const option = {
  name: 'leaf',
  type: 'integer',
  summary: 'rows in a leaf',
  default: 5,
  min: 1,
  source: 'measured',
}
const good = {
  contract: CONTRACT,
  name: 'gaussian-copula',
  summary: 'a model',
  options: [option],
  load: async () => ({}),
}

const faultsOf = (...options: unknown[]): string[] => descriptorFaults({...good, options})

describe('descriptorFaults', () => {
  it('finds none in a good descriptor', () => {
    expect(descriptorFaults(good)).to.deep.equal([])
  })

  it('refuses what is no object', () => {
    expect(descriptorFaults(null)).to.deep.equal(['a descriptor should be an object, was null'])
    expect(descriptorFaults(() => good)).to.deep.equal(['a descriptor should be an object, was a function'])
  })

  it('names every field that is wrong', () => {
    expect(descriptorFaults({...good, name: 'Trees', summary: '', load: './trees.js'})).to.deep.equal([
      'name should be lower-case words joined by hyphens, was "Trees"',
      'summary should be a text, was ""',
      'load should be a function, was "./trees.js"',
    ])
    expect(descriptorFaults({...good, options: undefined})).to.deep.equal([
      'options should be a list, was missing',
    ])
  })

  it('names the option that is wrong', () => {
    expect(faultsOf(option, option)).to.deep.equal(['option "leaf" stands twice'])
    expect(faultsOf({...option, default: 0})).to.deep.equal([
      'option leaf: its default should be at least 1, was 0',
    ])
    expect(faultsOf({...option, type: 'text'})).to.deep.equal([
      'option leaf: type should be one of integer, number, boolean, choice, was "text"',
    ])
    expect(faultsOf({...option, type: 'choice'})).to.deep.equal([
      'option leaf: choices should be a list of words',
    ])
    expect(faultsOf({...option, source: ''})).to.deep.equal(['option leaf: source should be a text'])
    expect(faultsOf({...option, name: 'privacy'})).to.deep.equal([
      'option privacy: every generator has it already',
    ])
    expect(faultsOf('leaf')).to.deep.equal(['an option should be an object, was "leaf"'])
    expect(faultsOf({...option, name: 'a b'})).to.deep.equal([
      'an option\'s name should be a word, was "a b"',
    ])
  })
})
