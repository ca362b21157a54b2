import {expect} from 'chai'
import {philox4x32} from '../src/philox.ts'

// Known answers of the authors' own library, Random123 (file kat_vectors, lines philox4x32 10).
describe('philox4x32', () => {
  it('gives the published words for a zero counter under a zero key', () => {
    expect(philox4x32([0, 0, 0, 0], [0, 0])).to.deep.equal([0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8])
  })

  it('gives the published words when every bit is one', () => {
    const ones = 0xffffffff
    expect(philox4x32([ones, ones, ones, ones], [ones, ones])).to.deep.equal([
      0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd,
    ])
  })

  it('gives the published words for the digits of pi', () => {
    expect(
      philox4x32([0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344], [0xa4093822, 0x299f31d0]),
    ).to.deep.equal([0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1])
  })
})
