// Row numbers.

/** 0, 1, … count - 1. */
export function allRows(count: number): Uint32Array {
  const rows = new Uint32Array(count)
  fillRows(rows)
  return rows
}

export function fillRows(rows: Uint32Array): void {
  for (let i = 0; i < rows.length; i++) rows[i] = i
}
