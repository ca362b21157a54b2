// Many words of xoshiro128** at once: the state stays in variables until the last.

/** Fills `words` with the next words of the stream whose state is `s`, four words not all zero, and moves that on. */
export function fillWords(s: Int32Array, words: Uint32Array): void {
  let s0 = s[0]!
  let s1 = s[1]!
  let s2 = s[2]!
  let s3 = s[3]!
  for (let i = 0; i < words.length; i++) {
    const x = Math.imul(s1, 5)
    words[i] = Math.imul((x << 7) | (x >>> 25), 9)
    const carried = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= carried
    s3 = (s3 << 11) | (s3 >>> 21)
  }
  s[0] = s0
  s[1] = s1
  s[2] = s2
  s[3] = s3
}
