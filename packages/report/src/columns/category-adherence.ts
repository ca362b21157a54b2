// CategoryAdherence, as SDMetrics publishes it: how many synthetic cells hold a label the real column has.

/**
 * Share of cells whose label stands in the real column, 0 to 1; a missing cell is right where the real column has one too. Codes below
 * `known` are real labels, `missing` is the code of a missing cell. Null without cells.
 *
 * @see SDMetrics CategoryAdherence
 */
export function categoryAdherence(
  real: Uint32Array,
  synthetic: Uint32Array,
  {known, missing}: {readonly known: number; readonly missing: number},
): number | null {
  if (synthetic.length === 0) return null
  const nullable = real.includes(missing)
  let valid = 0
  for (let i = 0; i < synthetic.length; i++) {
    const code = synthetic[i]!
    if (code < known || (nullable && code === missing)) valid++
  }
  return valid / synthetic.length
}
