import {expect} from 'chai'
import {areaUnderRoc} from '../src/area-under-roc.ts'

describe('areaUnderRoc', () => {
  it('is the share of pairs in the right order, ties half', () => {
    const scores = Float64Array.of(1, 2, 2, 3, 0)
    expect(areaUnderRoc(scores, Uint8Array.of(0, 1, 0, 1, 0))).to.be.closeTo(5.5 / 6, 1e-12)
  })

  it('is one half when nothing is told apart', () => {
    expect(areaUnderRoc(new Float64Array(4), Uint8Array.of(0, 1, 0, 1))).to.equal(0.5)
  })
})
