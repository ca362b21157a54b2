// Rows as a linear model sees them: one entry for each column, a number or a mark on one of its labels.
import type {Learnable, Part} from '../binned.ts'

/** Row i has the value `value[i * columns + k]` in feature `feature[i * columns + k]`, for each column k; a constant 1 is left to the model. */
export interface DesignMatrix {
  readonly rows: number
  readonly columns: number
  readonly features: number
  readonly feature: Uint32Array
  readonly value: Float32Array
}

/** Features of one column of labels, and what those of many columns share. */
const MOST_LABELS = 40
const ALL_LABELS = 20_000
/** Standard deviations beyond which numbers are pulled in. */
const FAR = 5

/**
 * Numbers are standardised over all rows and pulled in at 5 standard deviations; their missing cells are a feature of their own. The most frequent
 * labels are a feature each, the others share one.
 */
export function designMatrix(columns: readonly Learnable[], parts: readonly Part[]): DesignMatrix {
  const most = Math.min(MOST_LABELS, Math.max(2, Math.floor(ALL_LABELS / columns.length)))
  const rows = parts.reduce((sum, part) => sum + part.rows.length, 0)
  const feature = new Uint32Array(rows * columns.length)
  const value = new Float32Array(rows * columns.length)
  let features = 0
  columns.forEach((column, k) => {
    const write = (row: number, at: number, x: number) => {
      feature[row * columns.length + k] = features + at
      value[row * columns.length + k] = x
    }
    features += 'schema' in column ? ofNumbers(column, parts, write) : ofLabels(column, parts, most, write)
  })
  return {rows, columns: columns.length, features, feature, value}
}

type Write = (row: number, feature: number, value: number) => void

function ofNumbers(column: Learnable & {schema: unknown}, parts: readonly Part[], write: Write): number {
  const cells = column.cells as {[side in Part['side']]?: Float64Array}
  let [n, mean, squares] = [0, 0, 0]
  each(parts, ({side}, row) => {
    const x = cells[side]![row]!
    if (x !== x) return
    n++
    const apart = x - mean
    mean += apart / n
    squares += apart * (x - mean)
  })
  const deviation = Math.sqrt(squares / Math.max(1, n))
  each(parts, ({side}, row, i) => {
    const x = cells[side]![row]!
    if (x !== x) write(i, 1, 1)
    else
      write(
        i,
        0,
        deviation > 0 && Number.isFinite(deviation)
          ? Math.max(-FAR, Math.min(FAR, (x - mean) / deviation))
          : 0,
      )
  })
  return 2
}

function ofLabels(
  column: Learnable & {labels: readonly string[]},
  parts: readonly Part[],
  most: number,
  write: Write,
): number {
  const cells = column.cells as {[side in Part['side']]?: Uint32Array}
  const counts = new Float64Array(column.labels.length + 1)
  each(parts, ({side}, row) => counts[cells[side]![row]!]!++)
  const order = Uint32Array.from(counts, (_, code) => code).sort((a, b) => counts[b]! - counts[a]! || a - b)
  const kept = Math.min(most - 1, order.length)
  const at = new Uint32Array(order.length).fill(kept)
  for (let k = 0; k < kept; k++) at[order[k]!] = k
  each(parts, ({side}, row, i) => write(i, at[cells[side]![row]!]!, 1))
  return kept + 1
}

function each(parts: readonly Part[], visit: (part: Part, row: number, i: number) => void): void {
  let i = 0
  for (const part of parts) for (const row of part.rows) visit(part, row, i++)
}
