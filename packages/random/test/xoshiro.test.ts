import {expect} from 'chai'
import {nextWord} from '../src/xoshiro.ts'

/** The recurrence as the paper writes it, in whole numbers without limit. */
function* reference(state: bigint[]) {
  const mask = 0xffffffffn
  const rotate = (x: bigint, k: bigint) => ((x << k) | (x >> (32n - k))) & mask
  let [s0, s1, s2, s3] = state as [bigint, bigint, bigint, bigint]
  for (;;) {
    yield (rotate((s1 * 5n) & mask, 7n) * 9n) & mask
    const t = (s1 << 9n) & mask
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotate(s3, 11n)
  }
}

describe('xoshiro128**', () => {
  it('follows the recurrence of the paper for a thousand words', () => {
    const start = [0x243f6a88, 0x85a308d3, 0x13198a2e, 0xf3707344]
    const words = Int32Array.from(start)
    const expected = reference(start.map(BigInt))
    for (let i = 0; i < 1_000; i++) expect(nextWord(words) >>> 0).to.equal(Number(expected.next().value))
  })
})
