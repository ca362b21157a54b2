// xoshiro128** (Blackman & Vigna, "Scrambled linear pseudorandom number generators", 2021), period 2^128 - 1.
// The state is an array, so that drawing allocates nothing.

/** Next 32 bits, as a signed number (small integers stay unboxed). Changes `s`, four words not all zero. */
export function nextWord(s: Int32Array): number {
  const s1 = s[1]!
  const x = Math.imul(s1, 5)
  const result = Math.imul((x << 7) | (x >>> 25), 9)
  const s2 = s[2]! ^ s[0]!
  const s3 = s[3]! ^ s1
  s[1] = s1 ^ s2
  s[0] = s[0]! ^ s3
  s[2] = s2 ^ (s1 << 9)
  s[3] = (s3 << 11) | (s3 >>> 21)
  return result
}

/** 27 bits of one word above 26 of the next. */
export function nextFraction(s: Int32Array): number {
  const high = nextWord(s) >>> 5
  return (high * 0x4000000 + (nextWord(s) >>> 6)) / 0x20000000000000
}
