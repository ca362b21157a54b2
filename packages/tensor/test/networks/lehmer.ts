// Numbers that test/fixtures/networks.py makes the same way (Lehmer's generator, Park & Miller 1988), so that fixtures need not hold them.

/** `count` numbers in (-1, 1). */
export function lehmer(seed: number, count: number): Float32Array {
  let state = seed * 7919 + 1
  return Float32Array.from({length: count}, () => {
    state = (state * 48_271) % 2_147_483_647
    return Math.fround((state / 2_147_483_647) * 2 - 1)
  })
}
