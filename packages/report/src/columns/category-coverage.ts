// CategoryCoverage, as SDMetrics publishes it: how many of the real labels the synthetic column has.

/**
 * Labels of both sides / labels of the real one, 0 to 1. Codes from `known` on are labels the real column lacks, or missing cells.
 * Null when the real column has no label.
 *
 * @see SDMetrics CategoryCoverage
 */
export function categoryCoverage(synthetic: Uint32Array, known: number): number | null {
  if (known === 0) return null
  const seen = new Uint8Array(known)
  for (let i = 0; i < synthetic.length; i++) if (synthetic[i]! < known) seen[synthetic[i]!] = 1
  let covered = 0
  for (const one of seen) covered += one
  return covered / known
}
