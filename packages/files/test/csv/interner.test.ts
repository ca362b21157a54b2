import {expect} from 'chai'
import {finishColumn} from '../../src/csv/dictionary.ts'
import {createInterner, hashBytes, intern} from '../../src/csv/interner.ts'

describe('intern', () => {
  const hashOf = (text: string) => hashBytes(Buffer.from(text), 0, Buffer.byteLength(text))

  // Words known to have the same FNV-1a hash: two of one length, two of different lengths.
  for (const [one, other] of [
    ['declinate', 'macallums'],
    ['costarring', 'liquid'],
  ] as const) {
    it(`keeps ${one} and ${other} apart, whose hashes are the same`, () => {
      expect(hashOf(one)).to.equal(hashOf(other))
      const column = createInterner(4)
      const bytes = Buffer.from(one + other)
      const first = () => intern(column, bytes, 0, one.length, hashOf(one))
      const second = () => intern(column, bytes, one.length, bytes.length, hashOf(other))
      expect([first(), second(), first(), second()]).to.deep.equal([0, 1, 0, 1])
      expect(finishColumn(column, 'a', 0).column.dictionary).to.deep.equal([one, other])
    })
  }
})
