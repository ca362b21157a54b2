// The share of cells that something is true of.

/** Share of the cells that `holds` is true of; 0 without cells. */
export function shareOf(cells: Float64Array | Uint32Array, holds: (cell: number) => boolean): number {
  let count = 0
  for (let i = 0; i < cells.length; i++) if (holds(cells[i]!)) count++
  return cells.length === 0 ? 0 : count / cells.length
}
