// Instant → text by a format of tokens, and the two directions by name.
import {civilOf, DAY_MS, MONTHS, WEEKDAYS, weekdayOf} from './calendar.ts'
import type {CivilDate} from './calendar.ts'
import {datetimeParser} from './parse-datetime.ts'
import {tokensOf} from './tokens.ts'
import type {Token} from './tokens.ts'

/** Milliseconds since 1970-01-01T00:00Z of a text in exactly this format; NaN for others. */
export const parseDatetime = (text: string, format: string): number => datetimeParser(format)(text)

/** The text of an instant; `zoneMinutes` east of Greenwich shifts it when the format writes a zone (Z, ZZ, ZZZ). */
export const formatDatetime = (ms: number, format: string, zoneMinutes = 0): string =>
  datetimeWriter(format, zoneMinutes)(ms)

interface Moment extends CivilDate {
  days: number
  hour: number
  minute: number
  second: number
  /** Fraction of a second in whole microseconds. */
  micros: number
}

type Write = (moment: Moment) => string

/** A writer of one format. Parts finer than the format's last are cut off, not rounded. */
export function datetimeWriter(format: string, zoneMinutes = 0): (ms: number) => string {
  const tokens = tokensOf(format)
  const shift = tokens.some(token => token.type.startsWith('Z')) ? zoneMinutes * 60_000 : 0
  const writes = tokens.map(token => writer(token, zoneMinutes))
  const moment: Moment = {year: 0, month: 0, day: 0, days: 0, hour: 0, minute: 0, second: 0, micros: 0}
  return ms => {
    const local = ms + shift
    let days = Math.floor(local / DAY_MS)
    let micros = Math.round((local - days * DAY_MS) * 1000)
    if (micros >= DAY_MS * 1000) {
      days++
      micros = 0
    }
    const seconds = Math.floor(micros / 1_000_000)
    civilOf(days, moment)
    moment.days = days
    moment.hour = Math.floor(seconds / 3600)
    moment.minute = Math.floor(seconds / 60) % 60
    moment.second = seconds % 60
    moment.micros = micros - seconds * 1_000_000
    let text = ''
    for (const write of writes) text += write(moment)
    return text
  }
}

const two = (value: number) => (value < 10 ? `0${value}` : String(value))

function writer(token: Token, zone: number): Write {
  if (token.type === 'literal') return () => token.text
  if (token.type === 'fraction') {
    return ({micros}) => String(micros).padStart(6, '0').padEnd(token.digits, '0').slice(0, token.digits)
  }
  switch (token.type) {
    case 'YYYY':
      return ({year}) => String(year).padStart(4, '0')
    case 'YY':
      return ({year}) => two(((year % 100) + 100) % 100)
    case 'MMMM':
      return ({month}) => MONTHS[month - 1]!
    case 'MMM':
      return ({month}) => MONTHS[month - 1]!.slice(0, 3)
    case 'MON':
      return ({month}) => MONTHS[month - 1]!.slice(0, 3).toUpperCase()
    case 'dddd':
      return ({days}) => WEEKDAYS[weekdayOf(days)]!
    case 'ddd':
      return ({days}) => WEEKDAYS[weekdayOf(days)]!.slice(0, 3)
    case 'MM':
      return ({month}) => two(month)
    case 'M':
      return ({month}) => String(month)
    case 'DD':
      return ({day}) => two(day)
    case 'D':
      return ({day}) => String(day)
    case 'HH':
      return ({hour}) => two(hour)
    case 'H':
      return ({hour}) => String(hour)
    case 'hh':
      return ({hour}) => two(hour % 12 === 0 ? 12 : hour % 12)
    case 'h':
      return ({hour}) => String(hour % 12 === 0 ? 12 : hour % 12)
    case 'mm':
      return ({minute}) => two(minute)
    case 'ss':
      return ({second}) => two(second)
    case 'A':
      return ({hour}) => (hour < 12 ? 'AM' : 'PM')
    case 'a':
      return ({hour}) => (hour < 12 ? 'am' : 'pm')
    case 'F':
      return ({micros}) => (micros === 0 ? '' : `.${String(micros).padStart(6, '0').replace(/0+$/, '')}`)
    case 'Z':
      return () => offsetText(zone, ':', true)
    case 'ZZ':
      return () => offsetText(zone, '', true)
    case 'ZZZ':
      return () => offsetText(zone, '', false)
    case 'X':
      return moment => String(secondsOf(moment))
    case 'x':
      return moment => String(secondsOf(moment) * 1000 + Math.floor(moment.micros / 1000))
    case 'xx':
      return moment => String(secondsOf(moment) * 1_000_000 + moment.micros)
  }
}

/** Whole seconds since 1970. */
const secondsOf = ({days, hour, minute, second}: Moment): number =>
  days * 86_400 + hour * 3600 + minute * 60 + second

function offsetText(zone: number, separator: string, minutes: boolean): string {
  const size = Math.abs(zone)
  return (zone < 0 ? '-' : '+') + two(Math.floor(size / 60)) + (minutes ? separator + two(size % 60) : '')
}
