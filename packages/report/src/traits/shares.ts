// Shares of cells, counted and said.

/** Share of the cells that `holds` is true of; 0 without cells. */
export function shareOf(cells: Float64Array | Uint32Array, holds: (cell: number) => boolean): number {
  let count = 0
  for (let i = 0; i < cells.length; i++) if (holds(cells[i]!)) count++
  return cells.length === 0 ? 0 : count / cells.length
}

/** 0.1234 → `12.3 %`; small shares keep two digits that count. */
export function percent(share: number): string {
  const value = 100 * share
  if (value === 0) return '0 %'
  if (value < 0.01) return `${value.toPrecision(1)} %`
  return value < 1 ? `${value.toFixed(2)} %` : `${value.toFixed(1)} %`
}
