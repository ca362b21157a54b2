// Columns that are sums and differences of others, by elimination (Gram and Schmidt) over rows that have them all.
import type {NumericColumn, Term} from '@inferloop/contract'
import {measuresOf} from './measures.ts'
import type {Search} from './search.ts'

const MOST_ROWS = 600
/** What is left of a column, as a share of its deviation, when others say all of it. */
const NOTHING_LEFT = 1e-7
/** A column without a value in more rows than this would leave too few complete ones. */
const MOST_MISSING = 0.5
const MOST_TERMS = 8

/** One relation after the other, until none is left that holds. The column that varies most follows: of a total and its parts the total. */
export function findSums(search: Search): void {
  const passed = new Set<string>()
  for (;;) {
    const columns = measuresOf(search).filter(
      column => !passed.has(column.name) && deviates(column) && isMostlyThere(column),
    )
    const relation = firstRelation(columns)
    if (relation === undefined) return
    const tried = relation
      .toSorted((a, b) => b.weight - a.weight || b.order - a.order)
      .some(target => search.isFree(target.column.name) && follows(search, relation, target))
    if (!tried) passed.add(relation[0]!.column.name)
  }
}

const deviates = ({schema}: NumericColumn) => schema.max > schema.min

const isMostlyThere = ({values}: NumericColumn): boolean => {
  let missing = 0
  for (const value of values) if (Number.isNaN(value)) missing++
  return missing <= MOST_MISSING * values.length
}

interface Part {
  readonly column: NumericColumn
  readonly order: number
  /** Σ coefficient · column is the same in all rows. */
  readonly coefficient: number
  /** |coefficient| · deviation, in steps of a twentieth, so that near ties go to the later column. */
  readonly weight: number
}

function follows(search: Search, relation: readonly Part[], target: Part): boolean {
  const others = relation.filter(part => part !== target).toSorted((a, b) => a.order - b.order)
  if (others.some(({column}) => !search.isSource(column.name))) return false
  const terms = others.map(
    ({column, coefficient}): Term => ({of: column.name, times: plain(-coefficient / target.coefficient)}),
  )
  const plus = constantOf(target.column, others, terms)
  return search.accept(target.column, {type: 'sum', terms, plus})
}

/** The median of what the terms leave: one row may be the odd one out. */
function constantOf({values}: NumericColumn, others: readonly Part[], terms: readonly Term[]): number {
  const rest: number[] = []
  for (let row = 0; row < values.length && rest.length < MOST_ROWS; row++) {
    let left = values[row]!
    for (const [i, {column}] of others.entries()) left -= terms[i]!.times * column.values[row]!
    if (!Number.isNaN(left)) rest.push(left)
  }
  const size = Math.max(
    ...values
      .subarray(0, MOST_ROWS)
      .filter(value => !Number.isNaN(value))
      .map(Math.abs),
  )
  return plain(rest.toSorted((a, b) => a - b)[rest.length >> 1] ?? 0, size)
}

/** The number of few digits that rounding errors have moved, as in 1.0000000002; `size` is that of the numbers it is added to. */
function plain(value: number, size = 0): number {
  const slack = 1e-9 * Math.max(size, Math.abs(value))
  for (let digits = 1; digits <= 12; digits++) {
    const rounded = Number(value.toPrecision(digits))
    if (Math.abs(rounded - value) <= slack) return Math.abs(value) <= slack ? 0 : rounded
  }
  return value
}

/** Columns and coefficients of the first that those before it determine; undefined when none is. */
function firstRelation(columns: readonly NumericColumn[]): Part[] | undefined {
  const rows = completeRows(columns)
  const basis: Basis[] = []
  for (const [order, column] of columns.entries()) {
    // Five rows for each column, lest they fit by chance.
    if (rows.length < 5 * (basis.length + 2)) return undefined
    const next = reduced(column, order, rows, basis)
    if (next.deviation === 0) continue
    if (next.left > NOTHING_LEFT) {
      basis.push(next)
      continue
    }
    const parts = [...next.mix.entries()].flatMap(([at, coefficient]): Part[] => {
      const share = (Math.abs(coefficient) * deviationOf(columns[at]!, rows)) / next.deviation
      if (share < 1e-6) return []
      return [{column: columns[at]!, order: at, coefficient, weight: Math.round(20 * share)}]
    })
    if (parts.length > 1 && parts.length <= MOST_TERMS) return parts
  }
  return undefined
}

interface Basis {
  /** Unit vector over the rows, at right angles to those before. */
  readonly direction: Float64Array
  /** The direction as a combination of columns, by their order. */
  readonly mix: Map<number, number>
  readonly deviation: number
  /** Length of what the basis does not say, as a share of the deviation. */
  readonly left: number
}

function reduced(
  {values}: NumericColumn,
  order: number,
  rows: readonly number[],
  basis: readonly Basis[],
): Basis {
  const direction = centred(values, rows)
  const deviation = Math.sqrt(dot(direction, direction))
  const mix = new Map([[order, 1]])
  // Twice is enough (Parlett 1980).
  for (let pass = 0; pass < 2; pass++)
    for (const other of basis) {
      const along = dot(direction, other.direction)
      for (let i = 0; i < direction.length; i++) direction[i]! -= along * other.direction[i]!
      for (const [at, coefficient] of other.mix) mix.set(at, (mix.get(at) ?? 0) - along * coefficient)
    }
  const length = Math.sqrt(dot(direction, direction))
  const left = deviation === 0 ? 0 : length / deviation
  if (left > NOTHING_LEFT) {
    for (let i = 0; i < direction.length; i++) direction[i]! /= length
    for (const [at, coefficient] of mix) mix.set(at, coefficient / length)
  }
  return {direction, mix, deviation, left}
}

function centred(values: Float64Array, rows: readonly number[]): Float64Array {
  const result = Float64Array.from(rows, row => values[row]!)
  const mean = result.reduce((sum, value) => sum + value, 0) / result.length
  return result.map(value => value - mean)
}

const deviationOf = ({values}: NumericColumn, rows: readonly number[]): number => {
  const vector = centred(values, rows)
  return Math.sqrt(dot(vector, vector))
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!
  return sum
}

/** Rows with a value in every column, spread over the table. */
function completeRows(columns: readonly NumericColumn[]): number[] {
  const rows: number[] = []
  const length = columns[0]?.values.length ?? 0
  for (let row = 0; row < length; row++)
    if (columns.every(({values}) => !Number.isNaN(values[row]!))) rows.push(row)
  const step = Math.max(1, rows.length / MOST_ROWS)
  return Array.from({length: Math.min(rows.length, MOST_ROWS)}, (_, i) => rows[Math.floor(i * step)]!)
}
