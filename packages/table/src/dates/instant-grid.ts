// The grid instants stand on: days, quarters of an hour, seconds, first days of months.
import {civilOf, daysInMonth, daysOf, DAY_MS} from './calendar.ts'
import type {CivilDate} from './calendar.ts'
import type {Grid} from '../numbers/grid.ts'

const STEPS = [DAY_MS, 3_600_000, 1_800_000, 900_000, 600_000, 300_000, 60_000, 1000, 100, 10, 1, 0.1, 0.01]
const MICROSECOND = 0.001

/** The coarsest natural step (a day, an hour … a microsecond) that every instant stands on, from `offset`. */
export function instantGrid(values: Float64Array): Grid {
  let first = Number.NaN
  let at = 0
  let distinct = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    distinct++
    if (Number.isNaN(first)) first = value
    while (at < STEPS.length && !isMultiple(value, STEPS[at]!)) at++
  }
  // Few values all on the hour say little; a minute is the coarsest that three can prove.
  const step = STEPS[at] ?? MICROSECOND
  return {step: distinct < 4 && step > 60_000 && step < DAY_MS ? 60_000 : step, offset: 0}
}

const isMultiple = (value: number, step: number) =>
  Math.abs(value / step - Math.round(value / step)) * step < 1e-4

/** `month` or `month-end` when at least 6 distinct days in as many months are all first or all last days. */
export function monthSnap(values: Float64Array): 'month' | 'month-end' | undefined {
  let first = true
  let last = true
  const days = new Set<number>()
  const civil: CivilDate = {year: 0, month: 0, day: 0}
  for (const value of values) {
    if (Number.isNaN(value)) continue
    if (value % DAY_MS !== 0) return undefined
    civilOf(value / DAY_MS, civil)
    first &&= civil.day === 1
    last &&= civil.day === daysInMonth(civil.year, civil.month)
    if (!first && !last) return undefined
    days.add(value)
  }
  if (days.size < 6) return undefined
  return first ? 'month' : 'month-end'
}

/** The first or last day of a month nearest to an instant. */
export function snapToMonth(value: number, snap: 'month' | 'month-end'): number {
  const shift = snap === 'month-end' ? DAY_MS : 0
  const civil = civilOf(Math.floor((value + shift) / DAY_MS), {year: 0, month: 0, day: 0})
  const from = daysOf(civil.year, civil.month, 1) * DAY_MS
  const to = from + daysInMonth(civil.year, civil.month) * DAY_MS
  return (value + shift - from <= to - value - shift ? from : to) - shift
}
