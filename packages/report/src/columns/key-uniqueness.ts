// KeyUniqueness, as SDMetrics publishes it: how many keys are there and stand for the first time.

/**
 * 1 - share of cells that are missing or were seen further up, 0 to 1. Code 0 is a missing cell; codes are below `distinct`. Null
 * without cells.
 *
 * @see SDMetrics KeyUniqueness
 */
export function keyUniqueness(synthetic: Uint32Array, distinct: number): number | null {
  if (synthetic.length === 0) return null
  const seen = new Uint8Array(distinct)
  let unique = 0
  for (let i = 0; i < synthetic.length; i++) {
    const code = synthetic[i]!
    if (code === 0 || seen[code] === 1) continue
    seen[code] = 1
    unique++
  }
  return unique / synthetic.length
}
