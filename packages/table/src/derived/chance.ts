// How likely a column would follow another by chance.

/** Natural logarithm of one in a billion: thousands of pairs are looked at. */
const SURE = Math.log(1e-9)

/**
 * Whether rows dealt out at random would hardly give every label one value: Σ over labels of log Σ_v p_v^n, n the rows of the
 * label and p the shares of the values, is below log 10⁻⁹.
 */
export function isNoChance(values: readonly (number | null)[], counts: readonly number[]): boolean {
  const shares = sharesOf(values, counts)
  let log = 0
  for (const count of counts) {
    if (count < 2) continue
    let same = 0
    for (const share of shares.values()) same += share ** count
    log += Math.log(Math.max(same, Number.MIN_VALUE))
    if (log < SURE) return true
  }
  return false
}

/** The same for runs of equal labels in order of a number, which may begin anywhere: Σ n log p_v plus the logarithm of the ways to place the cuts. */
export function areNoChance(labels: readonly number[], lengths: readonly number[]): boolean {
  const shares = sharesOf(labels, lengths)
  const rows = lengths.reduce((sum, length) => sum + length, 0)
  const log = labels.reduce((sum, label, i) => sum + lengths[i]! * Math.log(shares.get(label)!), 0)
  return log + (labels.length - 1) * Math.log(rows) < SURE
}

function sharesOf(values: readonly (number | null)[], counts: readonly number[]): Map<number | null, number> {
  const rows = counts.reduce((sum, count) => sum + count, 0)
  const shares = new Map<number | null, number>()
  for (const [i, count] of counts.entries()) {
    const value = values[i] ?? null
    shares.set(value, (shares.get(value) ?? 0) + count / rows)
  }
  return shares
}
