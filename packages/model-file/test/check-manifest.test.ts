import {expect} from 'chai'
import {checkManifest} from '../src/check-manifest.ts'

describe('checkManifest', () => {
  it('believes keys of the object itself and none it inherits', () => {
    const inherited: unknown = Object.create({format: 'infer-model', formatVersion: 1})
    expect(checkManifest(inherited)).to.have.property('is', 'foreign')
  })

  it('calls anything that is no object foreign', () => {
    for (const value of [null, 1, 'infer-model', [], undefined]) {
      expect(checkManifest(value)).to.have.property('is', 'foreign')
    }
  })
})
