// Names of files as configurations have them.
import {expect} from 'chai'
import {withSlashes} from '../../src/services/with-slashes.ts'

describe('the name of a file in a configuration', () => {
  it('has slashes on Windows too, and a backslash stays where it parts nothing', () => {
    expect(withSlashes('..\\data\\a.csv', '\\')).to.equal('../data/a.csv')
    expect(withSlashes('data/a\\b.csv', '/')).to.equal('data/a\\b.csv')
  })
})
