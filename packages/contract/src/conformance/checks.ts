// What the conformance cases measure and compare; each check throws a plain Error that says what was expected.
import type {Column, NumericColumn, Table} from '../table.ts'

export function check(holds: boolean, says: string): asserts holds {
  if (!holds) throw new Error(says)
}

const names = (table: Table): string =>
  table.columns.map(column => `${column.name}:${column.kind}`).join(', ')

/** Throws unless `batch` has the columns of `fitted`, in order, with cells a writer can put down. */
export function checkBatch(batch: Table, fitted: Table): void {
  check(names(batch) === names(fitted), `columns should be [${names(fitted)}], were [${names(batch)}]`)
  batch.columns.forEach((column, index) => checkColumn(column, fitted.columns[index]!, batch.rows))
}

function checkColumn(column: Column, fitted: Column, rows: number): void {
  const {name} = column
  check(
    JSON.stringify(column.schema) === JSON.stringify(fitted.schema),
    `${name}: the schema should be the one fit saw, was ${JSON.stringify(column.schema)}`,
  )
  if ('codes' in column) {
    check(column.codes instanceof Uint32Array, `${name}: codes should be a Uint32Array`)
    check(column.codes.length === rows, `${name}: ${rows} codes expected, ${column.codes.length} given`)
    const limit = column.schema.categories.length + column.schema.missing.length
    const stranger = column.codes.findIndex(code => code >= limit)
    check(stranger === -1, `${name}: code ${column.codes[stranger]} in row ${stranger}, only ${limit} exist`)
    return
  }
  check(column.values instanceof Float64Array, `${name}: values should be a Float64Array`)
  check(column.values.length === rows, `${name}: ${rows} values expected, ${column.values.length} given`)
  check(
    column.missing === undefined || (column.missing instanceof Uint8Array && column.missing.length === rows),
    `${name}: missing should be a Uint8Array of ${rows}, or absent`,
  )
  for (let row = 0; row < rows; row++) checkNumber(column, row)
}

function checkNumber(column: NumericColumn, row: number): void {
  const value = column.values[row]!
  const missing = column.missing?.[row] ?? 0
  const {schema} = column
  const where = `${column.name}: row ${row} has ${value}`
  if (missing > 0 || Number.isNaN(value)) {
    check(
      Number.isNaN(value) && missing > 0,
      `${where} with missing ${missing}: NaN goes with missing above 0, nothing else`,
    )
    check(missing <= schema.missing.length, `${where}: missing token ${missing} of ${schema.missing.length}`)
    return
  }
  check(Number.isFinite(value), `${where}, which is not finite`)
  const slack = Math.max(0.1 * (schema.max - schema.min), schema.step)
  check(
    value >= schema.min - slack && value <= schema.max + slack,
    `${where}, far outside the ${schema.min} to ${schema.max} of the table`,
  )
  const steps = (value - schema.offset) / schema.step
  check(
    Math.abs(steps - Math.round(steps)) < 1e-6 * Math.max(1, Math.abs(steps) / 1e6),
    `${where}, which is not a multiple of ${schema.step}`,
  )
}

/** All batches as one table; for tables of a size that suits a test. */
export function joined(batches: readonly Table[], fitted: Table): Table {
  const rows = batches.reduce((sum, batch) => sum + batch.rows, 0)
  const columns = fitted.columns.map((column, index): Column => {
    const parts = batches.map(batch => batch.columns[index]!)
    if ('codes' in column) {
      const codes = new Uint32Array(rows)
      fill(parts, (part, at) => codes.set((part as typeof column).codes, at))
      return {...column, codes}
    }
    const values = new Float64Array(rows)
    const missing = new Uint8Array(rows)
    fill(parts, (part, at) => {
      values.set((part as NumericColumn).values, at)
      missing.set((part as NumericColumn).missing ?? [], at)
    })
    return {...column, values, missing}
  })
  return {rows, columns}
}

function fill(parts: readonly Column[], put: (part: Column, at: number) => void): void {
  let at = 0
  for (const part of parts) {
    put(part, at)
    at += 'codes' in part ? part.codes.length : part.values.length
  }
}

const lists = (column: Column): ArrayLike<number>[] =>
  'codes' in column ? [column.codes] : [column.values, column.missing ?? new Uint8Array(column.values.length)]

/** Where two tables of the same columns first differ, as "column, row"; undefined when every cell is the same. */
export function firstDifference(a: Table, b: Table): string | undefined {
  if (a.rows !== b.rows) return `${a.rows} rows against ${b.rows}`
  for (const [index, column] of a.columns.entries()) {
    const other = b.columns[index]!
    for (const [part, list] of lists(column).entries()) {
      const against = lists(other)[part]!
      for (let row = 0; row < a.rows; row++) {
        if (!Object.is(list[row], against[row]))
          return `${column.name}, row ${row}: ${list[row]} against ${against[row]}`
      }
    }
  }
  return undefined
}

const sorted = (column: NumericColumn): Float64Array =>
  column.values.filter(value => !Number.isNaN(value)).toSorted()

/** Kolmogorov–Smirnov distance, 0 to 1, between the cells of two columns that are not missing. */
export function ksDistance(a: NumericColumn, b: NumericColumn): number {
  const [x, y] = [sorted(a), sorted(b)]
  let worst = 0
  let i = 0
  let j = 0
  while (i < x.length && j < y.length) {
    const value = Math.min(x[i]!, y[j]!)
    while (i < x.length && x[i]! <= value) i++
    while (j < y.length && y[j]! <= value) j++
    worst = Math.max(worst, Math.abs(i / x.length - j / y.length))
  }
  return worst
}

/** Total variation, 0 to 1, between two lists of labels. */
export function tvDistance(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const counts = new Map<number, number>()
  for (let i = 0; i < a.length; i++) counts.set(a[i]!, (counts.get(a[i]!) ?? 0) + 1 / a.length)
  for (let i = 0; i < b.length; i++) counts.set(b[i]!, (counts.get(b[i]!) ?? 0) - 1 / b.length)
  return [...counts.values()].reduce((sum, difference) => sum + Math.abs(difference), 0) / 2
}

/** Pearson's correlation of two columns over rows where both are present. */
export function correlation(a: NumericColumn, b: NumericColumn): number {
  const pairs = [...a.values]
    .map((x, row) => [x, b.values[row]!] as const)
    .filter(([x, y]) => !Number.isNaN(x + y))
  const mean = (of: 0 | 1): number => pairs.reduce((sum, pair) => sum + pair[of], 0) / pairs.length
  const [mx, my] = [mean(0), mean(1)]
  let [xy, xx, yy] = [0, 0, 0]
  for (const [x, y] of pairs) {
    xy += (x - mx) * (y - my)
    xx += (x - mx) ** 2
    yy += (y - my) ** 2
  }
  return xy / Math.sqrt(xx * yy)
}
