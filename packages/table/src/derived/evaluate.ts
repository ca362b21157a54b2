// The value a formula gives in a row.
import type {Column, Formula} from '@inferloop/contract'
import {DAY_MS} from '../dates/calendar.ts'
import {datePart} from './date-part.ts'
import {clockMs, hhmmOf} from './hhmm.ts'

/** A number, an instant or the code of a label; NaN where a cell it follows from is missing, or the result is beyond all numbers. */
export type Evaluate = (row: number) => number

/** `columnOf` gives the typed columns a formula names; those of numbers and instants have NaN in missing cells. */
export function evaluator(formula: Formula, columnOf: (name: string) => Column): Evaluate {
  const valueOf = anyEvaluator(formula, columnOf)
  return row => {
    const value = valueOf(row)
    return Number.isFinite(value) ? value : Number.NaN
  }
}

function anyEvaluator(formula: Formula, columnOf: (name: string) => Column): Evaluate {
  const numbers = (name: string): Float64Array => {
    const column = columnOf(name)
    if ('codes' in column) throw new Error(`Column "${name}" holds labels, where a formula asks for numbers`)
    return column.values
  }
  switch (formula.type) {
    case 'copy': {
      const column = columnOf(formula.of)
      return 'codes' in column ? row => column.codes[row]! : row => column.values[row]!
    }
    case 'sum':
      return sum(
        formula.terms.map(({of, times}) => ({values: numbers(of), times})),
        formula.plus,
      )
    case 'product': {
      const [a, b] = [numbers(formula.of[0]), numbers(formula.of[1])]
      return row => a[row]! * b[row]! * formula.times
    }
    case 'division': {
      const values = numbers(formula.of)
      const {by, take} = formula
      return take === 'quotient'
        ? row => Math.floor(values[row]! / by)
        : row => values[row]! - by * Math.floor(values[row]! / by)
    }
    case 'span': {
      const [from, to] = [numbers(formula.from), numbers(formula.to)]
      const {unit, rounding} = formula
      return rounding === 'down'
        ? row => Math.floor((to[row]! - from[row]!) / unit)
        : row => (to[row]! - from[row]!) / unit
    }
    case 'clock':
      return onClock(formula, numbers(formula.start), numbers(formula.delay))
    case 'part': {
      const column = columnOf(formula.of)
      if (column.kind !== 'datetime') throw new Error(`Column "${formula.of}" holds no instants`)
      const values = numbers(formula.of)
      const partOf = datePart(formula.part, 'zoneMinutes' in column.schema ? column.schema.zoneMinutes : 0)
      const {plus, labels} = formula
      if (labels === undefined) return row => partOf(values[row]!) + plus
      return row => labels[partOf(values[row]!)] ?? Number.NaN
    }
    case 'steps': {
      const values = numbers(formula.of)
      const {cuts, values: results} = formula
      return row => {
        const value = values[row]!
        return Number.isNaN(value) ? Number.NaN : results[stepsBelow(cuts, value)]!
      }
    }
    case 'lookup': {
      const column = columnOf(formula.of)
      if (!('codes' in column))
        throw new Error(`Column "${formula.of}" holds numbers, where a formula asks for labels`)
      const {codes} = column
      const {values} = formula
      return row => values[codes[row]!] ?? Number.NaN
    }
  }
}

function sum(terms: readonly {values: Float64Array; times: number}[], plus: number): Evaluate {
  return row => {
    let total = plus
    for (const {values, times} of terms) total += times * values[row]!
    return total
  }
}

function onClock(
  {unit, hhmm, midnight}: Extract<Formula, {type: 'clock'}>,
  start: Float64Array,
  delay: Float64Array,
): Evaluate {
  const read = hhmm ? clockMs : (value: number) => value
  return row => {
    const ms = read(start[row]!) + delay[row]! * unit
    const wrapped = ms - DAY_MS * Math.floor(ms / DAY_MS)
    if (!hhmm) return wrapped
    return wrapped === 0 ? midnight : hhmmOf(wrapped)
  }
}

/** How many of the ascending cuts are at most `value`. */
export function stepsBelow(cuts: readonly number[], value: number): number {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cuts[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
