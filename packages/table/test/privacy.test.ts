import {expect} from 'chai'
import {supportedRange, supportOf} from '../src/privacy.ts'

describe('supportOf', () => {
  it('asks for 1, 5 and 10 rows', () => {
    expect([supportOf('low', 1000), supportOf('default', 1000), supportOf('high', 1000)]).to.deep.equal([
      1, 5, 10,
    ])
  })
  it('asks for a twentieth of a small table by default, at least 2', () => {
    expect([supportOf('default', 60), supportOf('default', 4), supportOf('high', 4)]).to.deep.equal([
      3, 2, 10,
    ])
  })
})

describe('supportedRange', () => {
  const values = Float64Array.from({length: 1000}, (_, i) => (i * 7919) % 1000)
  const ones = new Uint32Array(1000).fill(1)

  it('gives the real ends when one cell is enough', () => {
    expect(supportedRange(values, ones, 2)).to.deep.equal({min: 1, max: 998})
    expect(supportedRange(values, ones, 1)).to.deep.equal({min: 0, max: 999})
  })
  it('counts cells, not distinct values', () => {
    const counts = ones.with(0, 7)
    expect(supportedRange(values, counts, 5)).to.deep.equal({min: 0, max: 995})
  })
  it('gives up no more than one cell in a hundred, and the real ends below 20 cells', () => {
    expect(supportedRange(values.subarray(0, 300), ones.subarray(0, 300), 10)).to.deep.equal(
      supportedRange(values.subarray(0, 300), ones.subarray(0, 300), 3),
    )
    expect(supportedRange(Float64Array.of(3, Number.NaN, 1), Uint32Array.of(1, 1, 1), 10)).to.deep.equal({
      min: 1,
      max: 3,
    })
  })
})
