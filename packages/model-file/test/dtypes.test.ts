import {expect} from 'chai'
import * as fc from 'fast-check'
import {DTYPES, dtypeOf, elementBytes, fromBytes, toBytes} from '../src/dtypes.ts'

describe('arrays as bytes', () => {
  it('put the least significant byte first', () => {
    expect([...toBytes(Uint32Array.of(0x01020304))]).to.deep.equal([4, 3, 2, 1])
    expect([...toBytes(Float64Array.of(1))]).to.deep.equal([0, 0, 0, 0, 0, 0, 0xf0, 0x3f])
  })

  it('are turned round on a host that puts the most significant byte first', () => {
    // What such a host has in memory for 0x0102 and 0x0304.
    const memory = new Uint16Array(Uint8Array.of(1, 2, 3, 4).buffer)
    const bytes = toBytes(memory, false)
    expect([...bytes]).to.deep.equal([2, 1, 4, 3])
    expect(fromBytes(bytes, 'uint16', false)).to.deep.equal(memory)
  })

  it('come back for every type, from bytes that begin anywhere in a buffer', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...DTYPES),
        fc.uint8Array({maxLength: 40}),
        fc.nat(8),
        (dtype, noise, shift) => {
          const whole = noise.subarray(0, noise.length - (noise.length % elementBytes(dtype)))
          const moved = new Uint8Array([...new Uint8Array(shift), ...whole]).subarray(shift)
          const array = fromBytes(moved, dtype)
          expect(dtypeOf(array)).to.equal(dtype)
          expect(array).to.have.lengthOf(whole.length / elementBytes(dtype))
          expect(toBytes(array)).to.deep.equal(new Uint8Array(whole))
          expect(moved).to.deep.equal(new Uint8Array(whole))
        },
      ),
    )
  })
})
