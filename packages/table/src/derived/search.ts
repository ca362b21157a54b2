// The search for columns that follow from others: who is still free, and whether a formula holds in every row.
import type {Column, Derivation, Formula} from '@inferloop/contract'
import {type Evaluate, evaluator} from './evaluate.ts'

/** Rows looked at before all are: hardly a wrong formula gets past them. */
const PROBES = 97

/** Share of a column's cells that must follow for the formula to be worth keeping. */
const LEAST_SHARE = 0.5

export interface Found extends Derivation {
  /** Rows in which the formula was seen to hold: all that have the cells for it. */
  readonly rows: number
}

export interface AcceptOptions {
  /** The column is learnt all the same. */
  readonly hint?: boolean
  /** Rows that do not count: their labels are too rare for a formula to know. */
  readonly skip?: (row: number) => boolean
}

export interface Search {
  /** As they stand in the file; labels too rare to be kept have codes beyond those of the missing tokens. */
  readonly columns: readonly Column[]
  readonly rows: number
  /** Cells that must stand behind whatever a formula keeps of the data. */
  readonly support: number
  readonly found: ReadonlyMap<string, Found>
  /** Whether others may follow from this column: it follows from none. */
  isSource(name: string): boolean
  /** Whether this column may follow from others: it does not yet, and none follows from it. */
  isFree(name: string): boolean
  /** Keeps that a column has the very cells of another. */
  copies(target: string, of: string): void
  /** Keeps `formula` for the column when it holds in every row that has the cells for it. */
  accept(target: Column, formula: Formula, options?: AcceptOptions): boolean
}

export function startSearch(columns: readonly Column[], rows: number, support: number): Search {
  const byName = new Map(columns.map(column => [column.name, column]))
  const found = new Map<string, Found>()
  const used = new Set<string>()
  return {
    columns,
    rows,
    support,
    found,
    isSource: name => !found.has(name),
    isFree: name => !found.has(name) && !used.has(name),
    copies(target, of) {
      found.set(target, {formula: {type: 'copy', of}, learnt: 'nothing', rows})
      used.add(of)
    },
    accept(target, formula, {hint = false, skip = () => false} = {}) {
      const valueOf = evaluator(formula, name => byName.get(name)!)
      const probed = compare(target, valueOf, skip, rows, Math.ceil(rows / PROBES))
      const tally = probed && compare(target, valueOf, skip, rows, 1)
      if (tally === undefined || tally.equal < leastRows(support) || tally.changes < LEAST_CHANGES)
        return false
      const learnt = hint ? 'hint' : whatIsLearnt(target, tally, support)
      if (learnt === undefined) return false
      found.set(target.name, {formula, learnt, rows: tally.equal})
      for (const name of namesIn(formula)) used.add(name)
      return true
    },
  }
}

/** That a formula holds in fewer rows than this may be chance. */
const leastRows = (support: number): number => Math.max(20, 2 * support)

/** A column that hardly ever changes is easily followed. */
const LEAST_CHANGES = 10

interface Tally {
  /** Rows where the formula gives the cell. */
  readonly equal: number
  /** Rows with a value that the formula cannot tell. */
  readonly exceptions: number
  /** Rows without a value where the formula gives one. */
  readonly withheld: number
  /** Times the value changed from one equal row to the next. */
  readonly changes: number
}

/** Undefined as soon as a row contradicts. */
function compare(
  target: Column,
  valueOf: Evaluate,
  skip: (row: number) => boolean,
  rows: number,
  step: number,
): Tally | undefined {
  const isSame = sameAs(target)
  const isMissing = missingIn(target)
  let [equal, exceptions, withheld, changes] = [0, 0, 0, 0]
  let last = Number.NaN
  for (let row = 0; row < rows; row += step) {
    if (skip(row)) continue
    const value = valueOf(row)
    if (isMissing(row)) {
      // A lookup may well say that there is no value.
      if (!Number.isNaN(value) && !isSame(row, value)) withheld++
    } else if (Number.isNaN(value)) exceptions++
    else if (isSame(row, value)) {
      equal++
      if (value !== last) changes++
      last = value
    } else return undefined
  }
  return {equal, exceptions, withheld, changes}
}

function missingIn(target: Column): (row: number) => boolean {
  if ('values' in target) return row => Number.isNaN(target.values[row]!)
  const {categories, missing} = target.schema
  const end = categories.length + missing.length
  return row => target.codes[row]! >= categories.length && target.codes[row]! < end
}

/** Numbers agree to half a unit of their last decimal, full doubles to nine digits, instants to half a millisecond. */
function sameAs(target: Column): (row: number, value: number) => boolean {
  if ('codes' in target) return (row, value) => target.codes[row] === value
  const {values, schema} = target
  if (schema.kind === 'datetime') return (row, value) => Math.abs(values[row]! - value) <= 0.5
  if (schema.format.significant !== undefined || schema.single === true) {
    const slack = 1e-9 * Math.max(Math.abs(schema.min), Math.abs(schema.max))
    return (row, value) => Math.abs(values[row]! - value) <= slack
  }
  const half = (0.5 + 1e-6) * 10 ** -schema.decimals
  return (row, value) => Math.abs(values[row]! - value) <= half + 1e-12 * Math.abs(value)
}

function whatIsLearnt(target: Column, tally: Tally, support: number): Derivation['learnt'] | undefined {
  const {equal, exceptions, withheld} = tally
  if (equal < LEAST_SHARE * (equal + exceptions)) return undefined
  const tokens = target.schema.missing.length
  if (exceptions >= support) return 'exceptions'
  if (exceptions > 0 && tokens === 0) return undefined
  return exceptions === 0 && withheld === 0 && tokens <= 1 ? 'nothing' : 'presence'
}

/** The columns a formula looks at. */
export function namesIn(formula: Formula): string[] {
  switch (formula.type) {
    case 'sum':
      return formula.terms.map(({of}) => of)
    case 'product':
      return [...formula.of]
    case 'span':
      return [formula.from, formula.to]
    case 'clock':
      return [formula.start, formula.delay]
    default:
      return [formula.of]
  }
}
