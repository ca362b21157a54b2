// Shares as people read them.

/** 0.1234 → `12.3 %`; small shares keep two digits that count. */
export function percent(share: number): string {
  const value = 100 * share
  if (value === 0) return '0 %'
  if (value < 0.01) return `${value.toPrecision(1)} %`
  return value < 1 ? `${value.toFixed(2)} %` : `${value.toFixed(1)} %`
}
