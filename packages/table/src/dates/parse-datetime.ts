// Text → instant, strictly by one format: no spare blanks, no missing zeros, no 31st of February.
import {daysInMonth, daysOf, DAY_MS, MONTHS, WEEKDAYS, weekdayOf} from './calendar.ts'
import {tokensOf} from './tokens.ts'
import type {Token} from './tokens.ts'

/** Two-digit years up to this are in the 2000s, the others in the 1900s (POSIX strptime). */
const CENTURY_PIVOT = 68

/** What the tokens read so far say; one object for all texts of a parser. */
interface Fields {
  year: number
  month: number
  day: number
  hour: number
  /** -1 for a 24-hour clock, 0 for AM, 12 for PM. */
  half: number
  minute: number
  second: number
  /** Fraction of a second in ms. */
  ms: number
  weekday: number
  /** Minutes east of Greenwich. */
  zone: number
  /** Milliseconds since 1970, NaN where the text has a calendar date. */
  epoch: number
}

type Read = (text: string, at: number, fields: Fields) => number

/** A parser of one format; gives milliseconds since 1970-01-01T00:00Z, NaN for texts that are not of the format. */
export function datetimeParser(format: string): (text: string) => number {
  const reads = tokensOf(format).map(reader)
  const fields: Fields = {...BLANK}
  return text => {
    Object.assign(fields, BLANK)
    let at = 0
    for (const read of reads) {
      at = read(text, at, fields)
      if (at < 0) return Number.NaN
    }
    return at === text.length ? instantOf(fields) : Number.NaN
  }
}

const BLANK: Readonly<Fields> = {
  year: 1970,
  month: 1,
  day: 1,
  hour: 0,
  half: -1,
  minute: 0,
  second: 0,
  ms: 0,
  weekday: -1,
  zone: 0,
  epoch: Number.NaN,
}

function instantOf(fields: Fields): number {
  const {year, month, day, half, minute, second, epoch} = fields
  if (!Number.isNaN(epoch)) return epoch
  let {hour} = fields
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return Number.NaN
  if (half >= 0) {
    if (hour < 1 || hour > 12) return Number.NaN
    hour = (hour % 12) + half
  }
  if (hour > 23 || minute > 59 || second > 59) return Number.NaN
  const days = daysOf(year, month, day)
  if (fields.weekday >= 0 && fields.weekday !== weekdayOf(days)) return Number.NaN
  return days * DAY_MS + hour * 3_600_000 + (minute - fields.zone) * 60_000 + second * 1000 + fields.ms
}

function reader(token: Token): Read {
  if (token.type === 'literal') {
    const {text: literal} = token
    return (text, at) => (text.startsWith(literal, at) ? at + literal.length : -1)
  }
  if (token.type === 'fraction') {
    const {digits} = token
    return (text, at, fields) => {
      const value = fixed(text, at, digits)
      fields.ms = roundedMs(value, digits)
      return value < 0 ? -1 : at + digits
    }
  }
  switch (token.type) {
    case 'YYYY':
      return digits(4, (fields, value) => (fields.year = value))
    case 'YY':
      return digits(2, (fields, value) => (fields.year = value + (value > CENTURY_PIVOT ? 1900 : 2000)))
    case 'MMMM':
      return words(MONTHS, (fields, value) => (fields.month = value + 1))
    case 'MMM':
      return words(short(MONTHS), (fields, value) => (fields.month = value + 1))
    case 'MON':
      return words(
        short(MONTHS).map(name => name.toUpperCase()),
        (fields, value) => (fields.month = value + 1),
      )
    case 'dddd':
      return words(WEEKDAYS, (fields, value) => (fields.weekday = value))
    case 'ddd':
      return words(short(WEEKDAYS), (fields, value) => (fields.weekday = value))
    case 'MM':
      return digits(2, (fields, value) => (fields.month = value))
    case 'M':
      return natural((fields, value) => (fields.month = value))
    case 'DD':
      return digits(2, (fields, value) => (fields.day = value))
    case 'D':
      return natural((fields, value) => (fields.day = value))
    case 'HH':
    case 'hh':
      return digits(2, (fields, value) => (fields.hour = value))
    case 'H':
    case 'h':
      return natural((fields, value) => (fields.hour = value))
    case 'mm':
      return digits(2, (fields, value) => (fields.minute = value))
    case 'ss':
      return digits(2, (fields, value) => (fields.second = value))
    case 'A':
      return words(['AM', 'PM'], (fields, value) => (fields.half = value * 12))
    case 'a':
      return words(['am', 'pm'], (fields, value) => (fields.half = value * 12))
    case 'F':
      return readTrimmedFraction
    case 'Z':
      return zone(/([+-])(\d\d):(\d\d)/y)
    case 'ZZ':
      return zone(/([+-])(\d\d)(\d\d)/y)
    case 'ZZZ':
      return zone(/([+-])(\d\d)/y)
    case 'X':
      return sinceEpoch(1000)
    case 'x':
      return sinceEpoch(1)
    case 'xx':
      return sinceEpoch(0.001)
  }
}

type Put = (fields: Fields, value: number) => void

const short = (names: readonly string[]) => names.map(name => name.slice(0, 3))

const digits =
  (width: number, put: Put): Read =>
  (text, at, fields) => {
    const value = fixed(text, at, width)
    put(fields, value)
    return value < 0 ? -1 : at + width
  }

/** One or two digits, the first not 0 unless it stands alone. */
const natural =
  (put: Put): Read =>
  (text, at, fields) => {
    const width = digitAt(text, at + 1) >= 0 ? 2 : 1
    if (width === 2 && digitAt(text, at) === 0) return -1
    const value = fixed(text, at, width)
    put(fields, value)
    return value < 0 ? -1 : at + width
  }

const words =
  (names: readonly string[], put: Put): Read =>
  (text, at, fields) => {
    const found = names.findIndex(name => text.startsWith(name, at))
    put(fields, found)
    return found < 0 ? -1 : at + names[found]!.length
  }

const zone =
  (pattern: RegExp): Read =>
  (text, at, fields) => {
    pattern.lastIndex = at
    const parts = pattern.exec(text)
    if (parts === null) return -1
    const size = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
    fields.zone = parts[1] === '-' ? -size : size
    return pattern.lastIndex
  }

/** Whole units of so many milliseconds, of no more than 16 digits. */
const sinceEpoch =
  (unit: number): Read =>
  (text, at, fields) => {
    const digitsThere = /^-?(?:0|[1-9]\d{0,15})/.exec(text.slice(at))?.[0]
    if (digitsThere === undefined) return -1
    fields.epoch = unit < 1 ? Number(digitsThere) / 1000 : Number(digitsThere) * unit
    return at + digitsThere.length
  }

/** Nothing, or a point and up to nine digits of which the last is not 0. */
function readTrimmedFraction(text: string, at: number, fields: Fields): number {
  if (text.charCodeAt(at) !== 46) return at
  let end = at + 1
  while (end < at + 10 && digitAt(text, end) >= 0) end++
  const width = end - at - 1
  if (width === 0 || digitAt(text, end - 1) === 0) return -1
  fields.ms = roundedMs(fixed(text, at + 1, width), width)
  return end
}

/** Kept to the microsecond, which a double holds beside the date. */
const roundedMs = (value: number, places: number) => Math.round(value * 10 ** (6 - places)) / 1000

function fixed(text: string, at: number, width: number): number {
  let value = 0
  for (let i = at; i < at + width; i++) {
    const digit = digitAt(text, i)
    if (digit < 0) return -1
    value = value * 10 + digit
  }
  return value
}

/** 0 to 9, or -1. */
function digitAt(text: string, at: number): number {
  const digit = text.charCodeAt(at) - 48
  return digit >= 0 && digit <= 9 ? digit : -1
}
