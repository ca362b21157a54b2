// Small real-looking tables for the conformance suite, the same on every run: a linear congruential stream decides.
import {type CategoricalSchema, type DatetimeSchema, type NumericSchema, PLAIN_FORMAT} from '../schema.ts'
import type {CategoricalColumn, Column, NumericColumn, Table} from '../table.ts'

export const DAY = 86_400_000

/** Numbers in [0, 1) from x ← 1664525·x + 1013904223 mod 2^32 (Knuth, after H. W. Lewis). Only for test tables. */
export function dice(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

interface NumberParts {
  readonly decimals?: number
  /** Texts that stand for missing; cells are missing where a value is NaN, with the first token. */
  readonly missing?: readonly string[]
  readonly kind?: 'numeric' | 'datetime'
}

/** A numeric or datetime column with the schema that fits its values. */
export function numbers(name: string, cells: readonly number[], parts: NumberParts = {}): NumericColumn {
  const {decimals = 0, missing = [], kind = 'numeric'} = parts
  const values = Float64Array.from(cells)
  const present = cells.filter(cell => !Number.isNaN(cell))
  const range = {min: Math.min(...present), max: Math.max(...present)}
  const described = {name, evidence: 'made for the conformance suite', missing}
  const schema: NumericSchema | DatetimeSchema =
    kind === 'datetime'
      ? {...described, kind, physical: 'text', format: 'YYYY-MM-DD', step: DAY, offset: 0, ...range}
      : {
          ...described,
          kind,
          physical: 'text',
          decimals,
          step: 10 ** -decimals,
          offset: 0,
          ...range,
          format: PLAIN_FORMAT,
        }
  if (missing.length === 0) return {name, kind, values, schema}
  return {
    name,
    kind,
    values,
    missing: Uint8Array.from(values, value => (Number.isNaN(value) ? 1 : 0)),
    schema,
  }
}

/** A categorical column; a code of `categories.length` or more is a missing token. */
export function labels(
  name: string,
  categories: readonly string[],
  codes: readonly number[],
  missing: readonly string[] = [],
): CategoricalColumn {
  const schema: CategoricalSchema = {
    name,
    kind: 'categorical',
    evidence: 'made for the conformance suite',
    missing,
    physical: 'text',
    categories,
  }
  return {name, kind: 'categorical', codes: Uint32Array.from(codes), schema}
}

export const table = (...columns: readonly Column[]): Table => {
  const [first] = columns
  if (first === undefined) throw new Error('a table needs a column')
  return {rows: 'codes' in first ? first.codes.length : first.values.length, columns}
}

const round = (value: number, decimals: number): number => Number(value.toFixed(decimals))

/**
 * A shop's orders: every kind of column, missing cells of both sorts, a zero-inflated amount, and two strong
 * dependences: `plan` decides most of `seats`, and `seats` most of `price`.
 */
export function orders(rows: number, seed = 7): Table {
  const next = dice(seed)
  const plans = ['free', 'team', 'business', 'campus']
  const draws = Array.from({length: rows}, () => {
    const u = next()
    const plan = u < 0.5 ? 0 : u < 0.8 ? 1 : u < 0.93 ? 2 : 3
    const seats = 1 + Math.floor([2, 10, 60, 200][plan]! * (0.5 + next() * 0.5))
    const price = plan === 0 ? 0 : round(seats * (8 + next()) + next(), 2)
    const day = Math.floor(18_000 + 700 * Math.sqrt(next())) * DAY
    const rating = next() < 0.15 ? Number.NaN : 1 + Math.floor(5 * Math.sqrt(next()))
    const country = next() < 0.05 ? 6 : Math.floor(6 * next() ** 2)
    return {plan, seats, price, day, rating, country, active: next() < (plan === 0 ? 0.3 : 0.8) ? 0 : 1}
  })
  const column = (key: 'seats' | 'price' | 'day' | 'rating'): number[] => draws.map(draw => draw[key])
  return table(
    labels(
      'plan',
      plans,
      draws.map(draw => draw.plan),
    ),
    numbers('seats', column('seats')),
    numbers('price', column('price'), {decimals: 2}),
    numbers('day', column('day'), {kind: 'datetime'}),
    numbers('rating', column('rating'), {missing: ['', 'n/a']}),
    labels(
      'country',
      ['NO', 'DE', 'FR', 'PL', 'IT', 'PT'],
      draws.map(draw => draw.country),
      ['?'],
    ),
    labels(
      'active',
      ['yes', 'no'],
      draws.map(draw => draw.active),
    ),
  )
}

/** Three columns of long distinct numbers: a value found again in a saved model was carried there. */
export function fingerprints(rows: number): Table {
  const next = dice(11)
  const distinct = (): number[] =>
    Array.from({length: rows}, () => Math.floor(next() * 4e9) * 1000 + Math.floor(next() * 1000))
  return table(numbers('a', distinct()), numbers('b', distinct()), numbers('c', distinct()))
}

/** The smallest and oddest tables a generator may be given, by name. */
export function oddTables(): {readonly name: string; readonly table: Table}[] {
  const next = dice(3)
  const hundred = Array.from({length: 100}, (_, row) => row)
  return [
    {name: 'no column', table: {rows: 20, columns: []}},
    {name: 'two rows', table: table(numbers('x', [1, 5]), labels('y', ['a', 'b'], [0, 1]))},
    {name: 'two equal rows', table: table(numbers('x', [3, 3]), labels('y', ['a'], [0, 0]))},
    {
      name: 'one numeric column',
      table: table(
        numbers(
          'x',
          hundred.map(() => Math.floor(next() * 50)),
        ),
      ),
    },
    {
      name: 'one categorical column',
      table: table(
        labels(
          'y',
          ['a', 'b', 'c'],
          hundred.map(row => row % 3),
        ),
      ),
    },
    {
      name: 'a column with one cell that is not missing',
      table: table(
        numbers(
          'x',
          hundred.map(row => (row === 40 ? 12 : Number.NaN)),
          {missing: ['NA']},
        ),
        labels(
          'y',
          ['once'],
          hundred.map(row => (row === 41 ? 0 : 1)),
          ['NA'],
        ),
        numbers('z', hundred),
      ),
    },
    {
      name: 'numbers of three hundred digits',
      table: table(
        numbers(
          'x',
          hundred.map(row => (row % 2 === 0 ? 1 : -1) * (row + 1) * 1e305),
        ),
      ),
    },
    {
      name: 'columns that hardly vary',
      table: table(
        numbers(
          'x',
          hundred.map(row => (row === 9 ? 1e9 : 0)),
        ),
        labels(
          'y',
          ['same', 'other'],
          hundred.map(row => (row === 9 ? 1 : 0)),
        ),
        numbers(
          'z',
          hundred.map(() => -7.5),
          {decimals: 1},
        ),
      ),
    },
    {
      name: 'as many categories as rows',
      table: table(
        labels(
          'y',
          hundred.map(row => `k${row}`),
          hundred,
        ),
        numbers('x', hundred),
      ),
    },
  ]
}
