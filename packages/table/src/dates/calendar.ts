// Days since 1970-01-01 and civil dates of the proleptic Gregorian calendar, without Date objects.

export const DAY_MS = 86_400_000

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
/** Days before each month of a year that begins in March, so that a leap day comes last. */
const MARCH_SHIFT = 719_468
const DAYS_IN_ERA = 146_097

export interface CivilDate {
  year: number
  /** 1 to 12. */
  month: number
  day: number
}

export const isLeapYear = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)

export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : DAYS_IN_MONTH[month - 1]!

/** Days from 1970-01-01; years are counted from March in eras of 400 years. */
export function daysOf(year: number, month: number, day: number): number {
  const shifted = month <= 2 ? year - 1 : year
  const era = Math.floor(shifted / 400)
  const yearOfEra = shifted - era * 400
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * DAYS_IN_ERA + dayOfEra - MARCH_SHIFT
}

/** The inverse of `daysOf`, written into `into`. */
export function civilOf(days: number, into: CivilDate): CivilDate {
  const shifted = days + MARCH_SHIFT
  const era = Math.floor(shifted / DAYS_IN_ERA)
  const dayOfEra = shifted - era * DAYS_IN_ERA
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const fromMarch = Math.floor((5 * dayOfYear + 2) / 153)
  into.day = dayOfYear - Math.floor((153 * fromMarch + 2) / 5) + 1
  into.month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9
  into.year = yearOfEra + era * 400 + (into.month <= 2 ? 1 : 0)
  return into
}

/** 0 is Sunday; 1970-01-01 was a Thursday. */
export const weekdayOf = (days: number): number => (((days + 4) % 7) + 7) % 7

export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
