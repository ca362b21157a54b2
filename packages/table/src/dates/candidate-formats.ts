// The datetime formats one text could be written in, likeliest first. The column as a whole decides between them.
import {datetimeParser} from './parse-datetime.ts'

const MONTH_NAME = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)/i
const WEEKDAY =
  /^(?:(Mon|Tue|Wed|Thu|Fri|Sat|Sun)|(Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday))(,? )/
const CLOCK = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:([.,])(\d{1,9}))?)?( ?)(AM|PM|am|pm)?/
/** Names of zones, also behind an offset in brackets: `Z`, `UTC`, `CEST`, `Europe/Berlin`, `+01:00[Europe/Berlin]`. */
const ZONE_NAME =
  /Z|UTC|GMT|WES?T|CES?T|EES?T|BST|MSK|[ECMP][SD]T|AK[SD]T|HST|IST|JST|KST|AE[SD]T|NZ[SD]T|[A-Z][A-Za-z]+(?:\/[A-Z][A-Za-z_-]+){1,2}/
const ZONE = new RegExp(
  String.raw`^( ?)(?:(${ZONE_NAME.source})|(?:([+-]\d{2}:\d{2})|([+-]\d{4})|([+-]\d{2}))(\[(?:${ZONE_NAME.source})\])?)$`,
)

/** Formats of a text; empty when it does not look like a date or a time of day. */
export function candidateFormats(text: string): string[] {
  if (text.length < 4 || text.length > 70 || !/\d/.test(text)) return []
  const weekday = WEEKDAY.exec(text)
  const start = weekday === null ? 0 : weekday[0].length
  const head = weekday === null ? '' : (weekday[1] === undefined ? 'dddd' : 'ddd') + weekday[3]
  const body = text.slice(start)
  const formats: string[] = []
  for (const {format, length} of dateForms(body)) {
    const rest = body.slice(length)
    for (const tail of rest === '' ? [''] : timeForms(rest)) formats.push(head + format + tail)
  }
  if (formats.length === 0 && weekday === null && CLOCK.test(body)) {
    for (const tail of clockForms(body)) formats.push(tail)
  }
  return formats
}

/** The instant of a text in the likeliest format that reads it; NaN for none. For cells whose format too few have for a schema to name it. */
export function readAnyFormat(text: string): number {
  for (const format of candidateFormats(text)) {
    const value = datetimeParser(format)(text)
    if (!Number.isNaN(value)) return value
  }
  return Number.NaN
}

interface Form {
  readonly format: string
  readonly length: number
}

function dateForms(text: string): Form[] {
  const year = /^(\d{4})([-/. ])(\d{1,2})\2(\d{1,2})(?!\d)/.exec(text)
  if (year !== null) {
    const mark = year[2]!
    return forms(year[0].length, `YYYY${mark}MM${mark}DD`, `YYYY${mark}M${mark}D`)
  }
  const packed = /^(?:19|20|21)\d{6}(?!\d)/.exec(text)
  if (packed !== null) return forms(8, 'YYYYMMDD')
  const dayMonth = /^(\d{1,2})([-/. ])(\d{1,2})\2(\d{4}|\d{2})(?!\d)/.exec(text)
  if (dayMonth !== null) {
    const [all, , mark = '', , digits = ''] = dayMonth
    const y = digits.length === 4 ? 'YYYY' : 'YY'
    const pairs = mark === '/' ? MONTH_FIRST : DAY_FIRST
    const found = pairs.map(([first, second]) => first + mark + second + mark + y)
    return forms(all.length, ...found, ...(y === 'YY' && mark === '-' ? ['YY-MM-DD'] : []))
  }
  return [...namedForms(text), ...monthForms(text)]
}

const MONTH_FIRST = [
  ['MM', 'DD'],
  ['DD', 'MM'],
  ['M', 'D'],
  ['D', 'M'],
] as const
const DAY_FIRST = [
  ['DD', 'MM'],
  ['MM', 'DD'],
  ['D', 'M'],
  ['M', 'D'],
] as const

/** Dates with the month's name. */
function namedForms(text: string): Form[] {
  const dayFirst = /^\d{1,2}([- /.]?)([A-Za-z]{3,9})([- /.,]{0,2})(\d{4}|\d{2})(?!\d)/.exec(text)
  if (dayFirst !== null && MONTH_NAME.test(dayFirst[2]!)) {
    const [all, mark = '', name = '', mark2 = '', digits = ''] = dayFirst
    const month = monthToken(name)
    const y = digits.length === 4 ? 'YYYY' : 'YY'
    return forms(all.length, `DD${mark}${month}${mark2}${y}`, `D${mark}${month}${mark2}${y}`)
  }
  const monthFirst = /^([A-Za-z]{3,9})([- ])\d{1,2}(, |,| |-)(\d{4}|\d{2})(?!\d)/.exec(text)
  if (monthFirst !== null && MONTH_NAME.test(monthFirst[1]!)) {
    const [all, name = '', mark = '', mark2 = '', digits = ''] = monthFirst
    const month = monthToken(name)
    const y = digits.length === 4 ? 'YYYY' : 'YY'
    return forms(all.length, `${month}${mark}DD${mark2}${y}`, `${month}${mark}D${mark2}${y}`)
  }
  const yearFirst = /^\d{4}([- /]?)([A-Za-z]{3,9})\1\d{1,2}(?!\d)/.exec(text)
  if (yearFirst !== null && MONTH_NAME.test(yearFirst[2]!)) {
    const [all, mark = '', name = ''] = yearFirst
    const month = monthToken(name)
    return forms(all.length, `YYYY${mark}${month}${mark}DD`, `YYYY${mark}${month}${mark}D`)
  }
  return []
}

/** Months without a day. */
function monthForms(text: string): Form[] {
  const yearFirst = /^\d{4}([-/])\d{2}$/.exec(text)
  if (yearFirst !== null) return forms(text.length, `YYYY${yearFirst[1]!}MM`)
  const yearLast = /^(\d{1,2})([-/])\d{4}$/.exec(text)
  if (yearLast !== null) return forms(text.length, `MM${yearLast[2]!}YYYY`, `M${yearLast[2]!}YYYY`)
  const named = /^([A-Za-z]{3,9})([-/ ]|, )(\d{4}|\d{2})$/.exec(text)
  if (named === null || !MONTH_NAME.test(named[1]!)) return []
  return forms(text.length, `${monthToken(named[1]!)}${named[2]!}${named[3]!.length === 4 ? 'YYYY' : 'YY'}`)
}

/** May is its own short form; the other texts of the column decide. */
const monthToken = (name: string): string =>
  name.length > 3 ? 'MMMM' : name === name.toUpperCase() ? 'MON' : 'MMM'

const forms = (length: number, ...formats: readonly string[]): Form[] =>
  formats.map(format => ({format, length}))

/** What may follow a date: a joint, a time of day, a zone. */
function timeForms(rest: string): string[] {
  const joint = /^(?:T|, | at | |_|:)/.exec(rest)
  if (joint === null) return []
  const literal = /[A-Za-z]/.test(joint[0]) ? joint[0].replace(/[A-Za-z]+/, '[$&]') : joint[0]
  const clock = rest.slice(joint[0].length)
  const packed = /^(\d{4}|\d{6})(?=$|Z|[+-])/.exec(clock)
  if (packed !== null) {
    const token = packed[1]!.length === 4 ? 'HHmm' : 'HHmmss'
    return zoneForms(clock.slice(packed[0].length)).map(zone => literal + token + zone)
  }
  return clockForms(clock).map(form => literal + form)
}

function clockForms(text: string): string[] {
  const parts = CLOCK.exec(text)
  if (parts === null) return []
  const [all, hour = '', , seconds, mark, fraction, gap = '', half] = parts
  const letters = half === undefined ? ['HH', 'H'] : ['hh', 'h']
  const hours = hour.length === 1 ? [letters[1]!] : letters
  const end = half === undefined ? '' : gap + (half === half.toUpperCase() ? 'A' : 'a')
  // Without AM or PM the blank belongs to what follows.
  const rest = text.slice(half === undefined ? all.length - gap.length : all.length)
  const fine = seconds === undefined ? [''] : fractionForms(mark, fraction)
  return hours.flatMap(token =>
    fine.flatMap(tail =>
      zoneForms(rest).map(zone => `${token}:mm${seconds === undefined ? '' : ':ss'}${tail}${end}${zone}`),
    ),
  )
}

const fractionForms = (mark: string | undefined, fraction: string | undefined): string[] =>
  mark === undefined || fraction === undefined ? ['', 'F'] : [mark + 'S'.repeat(fraction.length), 'F']

function zoneForms(rest: string): string[] {
  if (rest === '') return ['']
  const parts = ZONE.exec(rest)
  if (parts === null) return []
  const [, gap = '', name, colon, packed, , place] = parts
  if (name !== undefined) return [`${gap}[${name}]`]
  const offset = colon !== undefined ? 'Z' : packed !== undefined ? 'ZZ' : 'ZZZ'
  // A closing bracket stands for itself outside brackets.
  return [gap + offset + (place === undefined ? '' : `[${place.slice(0, -1)}]]`)]
}
