// Cramér's V: how much two columns of labels have to do with each other.

const MOST_CELLS = 1 << 21

/**
 * V = √(χ² / n / min(r - 1, c - 1)) with χ² = n (Σ O² / (R C) - 1), over the r and c labels that occur, without any correction; 0 nothing,
 * 1 one determines the other. Null when either column has fewer than two labels. `b` codes are below `width`.
 *
 * @see Cramér 1946; scipy.stats.contingency.association
 */
export function cramersV(a: Uint32Array, b: Uint32Array, sizes: readonly [number, number]): number | null {
  const [height, width] = sizes
  const rows = new Float64Array(height)
  const columns = new Float64Array(width)
  for (let i = 0; i < a.length; i++) {
    rows[a[i]!]!++
    columns[b[i]!]!++
  }
  const least = Math.min(present(rows), present(columns))
  if (least < 2) return null
  let sum = 0
  for (const [cell, count] of counts(a, b, sizes))
    sum += (count * count) / (rows[Math.floor(cell / width)]! * columns[cell % width]!)
  return Math.sqrt(Math.max(0, sum - 1) / (least - 1))
}

function present(counted: Float64Array): number {
  let found = 0
  for (const count of counted) if (count > 0) found++
  return found
}

/** Cells of the table that occur, each with its count. */
function* counts(
  a: Uint32Array,
  b: Uint32Array,
  [height, width]: readonly [number, number],
): Generator<readonly [number, number]> {
  if (height * width > MOST_CELLS) {
    const found = new Map<number, number>()
    for (let i = 0; i < a.length; i++) {
      const cell = a[i]! * width + b[i]!
      found.set(cell, (found.get(cell) ?? 0) + 1)
    }
    yield* found
    return
  }
  const table = new Float64Array(height * width)
  for (let i = 0; i < a.length; i++) table[a[i]! * width + b[i]!]!++
  for (let cell = 0; cell < table.length; cell++) if (table[cell]! > 0) yield [cell, table[cell]!]
}
