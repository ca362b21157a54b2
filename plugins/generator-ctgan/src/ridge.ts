// Ridge regressions of every group of 0/1 columns on all the others, from tables of counts alone (Hoerl & Kennard 1970).

/** Rows as parts: of each column a row falls to one of `sizes[column]`. */
export interface Parts {
  readonly sizes: readonly number[]
  /** By column, a part for each row. */
  readonly parts: readonly Uint8Array[]
}

/** Added to the diagonal, of shares of rows: a part in fewer tells little. */
const RIDGE = 1e-3

/** Shares of rows that have both parts: (D, D), row by row, D the sum of `sizes`. */
export function sharesOfPairs({sizes, parts}: Parts): Float64Array {
  const starts = startsOf(sizes)
  const total = starts.at(-1)!
  const rows = parts[0]!.length
  const shares = new Float64Array(total * total)
  for (let row = 0; row < rows; row++)
    for (let a = 0; a < sizes.length; a++) {
      const line = (starts[a]! + parts[a]![row]!) * total
      for (let b = 0; b < sizes.length; b++) shares[line + starts[b]! + parts[b]![row]!]! += 1 / rows
    }
  return shares
}

/**
 * How badly regressions learnt where pairs have the shares `learnt` tell the parts of rows where they have `held`: for each column the
 * mean squared error over that of the column's own mean, from 0; 1 is as bad as knowing nothing. NaN for a column of one part.
 *
 * The coefficients of group J on the others O follow from the inverse P of learnt + ridge: -P[O,J] · P[J,J]⁻¹.
 */
export function errorsOfRegressions(
  learnt: Float64Array,
  held: Float64Array,
  sizes: readonly number[],
): Float64Array {
  const starts = startsOf(sizes)
  const total = starts.at(-1)!
  const precision = inverse(
    learnt.map((share, at) => (at % (total + 1) === 0 ? share + RIDGE : share)),
    total,
  )
  return Float64Array.from(sizes, (size, j) => {
    const first = starts[j]!
    const own = new Float64Array(size * size)
    for (let a = 0; a < size; a++)
      for (let b = 0; b < size; b++) own[a * size + b] = precision[(first + a) * total + first + b]!
    const scale = inverse(own, size)
    // Minus the coefficients, with 1 for the group itself: what is left of a row is its product with them.
    const left = new Float64Array(total * size)
    for (let i = 0; i < total; i++)
      for (let b = 0; b < size; b++) {
        let sum = 0
        for (let a = 0; a < size; a++) sum += precision[i * total + first + a]! * scale[a * size + b]!
        left[i * size + b] = sum
      }
    let [error, variance] = [0, 0]
    for (let b = 0; b < size; b++) {
      for (let i = 0; i < total; i++) {
        let sum = 0
        for (let k = 0; k < total; k++) sum += held[i * total + k]! * left[k * size + b]!
        error += left[i * size + b]! * sum
      }
      const share = held[(first + b) * total + first + b]!
      variance += share * (1 - share)
    }
    return variance > 1e-9 ? error / variance : Number.NaN
  })
}

function startsOf(sizes: readonly number[]): readonly number[] {
  let total = 0
  return [0, ...sizes.map(size => (total += size))]
}

/** Of a symmetric positive definite matrix (n, n), by Gauss-Jordan elimination, which needs no exchange of rows here. */
function inverse(matrix: Float64Array, n: number): Float64Array {
  const m = matrix.slice()
  for (let p = 0; p < n; p++) {
    const pivot = 1 / m[p * n + p]!
    m[p * n + p] = 1
    for (let j = 0; j < n; j++) m[p * n + j]! *= pivot
    for (let i = 0; i < n; i++) {
      if (i === p) continue
      const factor = m[i * n + p]!
      if (factor === 0) continue
      m[i * n + p] = 0
      for (let j = 0; j < n; j++) m[i * n + j]! -= factor * m[p * n + j]!
    }
  }
  return m
}
