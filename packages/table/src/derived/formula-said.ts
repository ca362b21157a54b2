// A formula in the words of the evidence.
import type {ColumnSchema, DatePart, Formula} from '@inferloop/contract'
import {count, quoted} from '../counts-said.ts'

/** `It is sched_dep_time + dep_delay on the clock, in all 328,521 rows that have both.` */
export function formulaSaid(column: ColumnSchema, formula: Formula, rows: number, ofRows: number): string {
  const where =
    rows === ofRows ? `all ${count(rows)} rows` : `all ${count(rows)} rows that have the cells for it`
  return `It ${said(column, formula)}, in ${where}.`
}

function said(column: ColumnSchema, formula: Formula): string {
  switch (formula.type) {
    case 'copy':
      return `has the cells of ${quoted(formula.of)}`
    case 'sum':
      return `is ${sumSaid(column, formula)}`
    case 'product':
      return `is ${formula.times === 1 ? '' : `${formula.times} × `}${formula.of.map(quoted).join(' × ')}`
    case 'division':
      return formula.take === 'quotient'
        ? `is ${quoted(formula.of)} divided by ${formula.by}, rounded down`
        : `is what is left of ${quoted(formula.of)} when divided by ${formula.by}`
    case 'span':
      return `is the time from ${quoted(formula.from)} to ${quoted(formula.to)} in ${unitSaid(formula.unit)}${formula.rounding === 'down' ? ', rounded down' : ''}`
    case 'clock':
      return `is ${quoted(formula.start)} plus ${quoted(formula.delay)} ${unitSaid(formula.unit)} on the clock`
    case 'part':
      return `is the ${PARTS[formula.part]} of ${quoted(formula.of)}${formula.plus === 0 ? '' : ` ${signed(formula.plus)}`}`
    case 'steps':
      return `goes with ${quoted(formula.of)} in ${formula.values.length} steps`
    case 'lookup':
      return `is the same wherever ${quoted(formula.of)} is`
  }
}

function sumSaid({kind}: ColumnSchema, {terms, plus}: Extract<Formula, {type: 'sum'}>): string {
  const ofInstants = kind === 'datetime'
  const text = terms
    .map(({of, times}, i) => {
      const size = Math.abs(times)
      const name = quoted(of)
      const factor =
        ofInstants && size in UNITS ? `${name} ${unitSaid(size)}` : size === 1 ? name : `${size} × ${name}`
      return `${times < 0 ? (i === 0 ? '−' : ' − ') : i === 0 ? '' : ' + '}${factor}`
    })
    .join('')
  return plus === 0 ? text : `${text} ${signed(plus)}`
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'} ${Math.abs(value)}`

const UNITS: Readonly<Record<number, string>> = {
  1000: 'seconds',
  60_000: 'minutes',
  3_600_000: 'hours',
  86_400_000: 'days',
  604_800_000: 'weeks',
}

const unitSaid = (ms: number): string => UNITS[ms] ?? `times ${ms} ms`

const PARTS: Readonly<Record<DatePart, string>> = {
  year: 'year',
  quarter: 'quarter',
  month: 'month',
  week: 'ISO week',
  dayOfYear: 'day of the year',
  day: 'day',
  weekday: 'weekday',
  isoWeekday: 'weekday',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  date: 'date',
  monthStart: 'month',
  hourStart: 'full hour',
  minuteStart: 'full minute',
  time: 'time of day',
}
