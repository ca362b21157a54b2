// Short names of plugins become those of packages.
import {expect} from 'chai'
import {isOurs, packageNamed} from '../../src/registry/known.ts'

describe('packageNamed', () => {
  it('knows ours by their short names, with or without a version', () => {
    expect(packageNamed('ctgan')).to.equal('@inferloop/generator-ctgan')
    expect(packageNamed('ctgan@0.2')).to.equal('@inferloop/generator-ctgan@0.2')
  })

  it('takes what is called like ours for ours', () => {
    expect(packageNamed('provider-azure@next')).to.equal('@inferloop/provider-azure@next')
    expect(packageNamed('generator-')).to.equal('generator-')
  })

  it('leaves packages of others, addresses, options and names of all objects alone', () => {
    for (const word of [
      '@example/pairs',
      'pairs',
      'you/repo',
      'https://a.b/c.git',
      '--force',
      '.',
      'constructor',
    ])
      expect(packageNamed(word)).to.equal(word)
  })
})

describe('isOurs', () => {
  it('goes by the scope, not by how a name looks', () => {
    expect(['@inferloop/x', '@inferloop-evil/x', 'inferloop', 'x@inferloop/'].map(isOurs)).to.deep.equal([
      true,
      false,
      false,
      false,
    ])
  })
})
