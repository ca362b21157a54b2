// Random words in bulk: xoshiro128** (Blackman & Vigna 2021) with its state in local variables, several times as fast as one call a word.
import type {Random} from '@inferloop/random'

const CHUNK = 4096

/** Gives chunk after chunk of 32-bit words (signed), always in the same array; begins with four words of `random`. */
export function wordsFrom(random: Random): () => Int32Array {
  const chunk = new Int32Array(CHUNK)
  let [a, b, c, d] = [0, 0, 0, 0].map(() => random.below(0x100000000) | 0) as [number, number, number, number]
  // The one state that stays as it is; no stream gives it but by a chance of 2^-128.
  if ((a | b | c | d) === 0) a = 1
  return () => {
    let [s0, s1, s2, s3] = [a, b, c, d]
    for (let i = 0; i < CHUNK; i++) {
      const x = Math.imul(s1, 5)
      chunk[i] = Math.imul((x << 7) | (x >>> 25), 9)
      const t = s1 << 9
      s2 ^= s0
      s3 ^= s1
      s1 ^= s2
      s0 ^= s3
      s2 ^= t
      s3 = (s3 << 11) | (s3 >>> 21)
    }
    ;[a, b, c, d] = [s0, s1, s2, s3]
    return chunk
  }
}
