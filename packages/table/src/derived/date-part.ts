// Years, weekdays, hours of an instant.
import type {DatePart} from '@inferloop/contract'
import {type CivilDate, civilOf, DAY_MS, daysOf, weekdayOf} from '../dates/calendar.ts'

/** NaN for NaN. `zoneMinutes` east of Greenwich is where the calendar is read. */
export function datePart(part: DatePart, zoneMinutes = 0): (ms: number) => number {
  const read = READERS[part]
  const shift = zoneMinutes * 60_000
  const civil: CivilDate = {year: 0, month: 0, day: 0}
  return ms => {
    if (Number.isNaN(ms)) return Number.NaN
    const local = ms + shift
    const days = Math.floor(local / DAY_MS)
    const value = read(civilOf(days, civil), days, local - days * DAY_MS)
    return STARTS.has(part) ? value - shift : value
  }
}

/** Parts that are instants themselves. */
export const STARTS: ReadonlySet<DatePart> = new Set(['date', 'monthStart', 'hourStart', 'minuteStart'])

type Read = (civil: CivilDate, days: number, ofDay: number) => number

const READERS: Readonly<Record<DatePart, Read>> = {
  year: ({year}) => year,
  quarter: ({month}) => Math.ceil(month / 3),
  month: ({month}) => month,
  week: (_, days) => isoWeek(days),
  dayOfYear: ({year}, days) => days - daysOf(year, 1, 1) + 1,
  day: ({day}) => day,
  weekday: (_, days) => weekdayOf(days),
  isoWeekday: (_, days) => weekdayOf(days) || 7,
  hour: (_, __, ofDay) => Math.floor(ofDay / 3_600_000),
  minute: (_, __, ofDay) => Math.floor(ofDay / 60_000) % 60,
  second: (_, __, ofDay) => Math.floor(ofDay / 1000) % 60,
  date: (_, days) => days * DAY_MS,
  monthStart: ({year, month}) => daysOf(year, month, 1) * DAY_MS,
  hourStart: (_, days, ofDay) => days * DAY_MS + ofDay - (ofDay % 3_600_000),
  minuteStart: (_, days, ofDay) => days * DAY_MS + ofDay - (ofDay % 60_000),
  time: (_, __, ofDay) => ofDay,
}

/** 1 to 53 (ISO 8601): the week of a day is that of its Thursday. */
function isoWeek(days: number): number {
  const thursday = days - ((weekdayOf(days) + 6) % 7) + 3
  const {year} = civilOf(thursday, {year: 0, month: 0, day: 0})
  return Math.floor((thursday - daysOf(year, 1, 1)) / 7) + 1
}
