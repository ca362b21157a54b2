// Lengths of time: seconds as `27:10:05`, `2 days 03:04:05`, `PT1H30M` or `1h 5m`, and back.
import {type NumberFormat, PLAIN_FORMAT} from '@inferloop/contract'
import {sampled} from './dress.ts'
import {type NumberReading, readAll, type Texts} from './read-numbers.ts'

export type DurationStyle = NonNullable<NumberFormat['duration']>

interface Style {
  /** Seconds; NaN for other texts. */
  readonly read: (text: string) => number
  /** Of a length that is not negative. */
  readonly write: (parts: Parts) => string
}

interface Parts {
  readonly days: number
  /** Of the day, and of all days. */
  readonly hours: number
  readonly allHours: number
  readonly minutes: number
  readonly allMinutes: number
  /** Seconds of the minute, with their decimals: `05`, `5.25`. */
  readonly seconds: string
  readonly padded: string
}

const two = (value: number) => String(value).padStart(2, '0')

const clock =
  (pattern: RegExp, units: readonly number[]): Style['read'] =>
  text => {
    const found = pattern.exec(text)
    if (found === null) return Number.NaN
    const numbers = found.slice(1).map(part => Number(part ?? 0))
    // Only the first part may go beyond 59.
    if (units.some((unit, i) => i > 0 && unit < 3600 && numbers[i]! >= 60)) return Number.NaN
    if (units[0] === 86_400 && numbers[1]! >= 24) return Number.NaN
    return units.reduce((sum, unit, i) => sum + unit * numbers[i]!, 0)
  }

const SECONDS = String.raw`(\d\d(?:\.\d{1,9})?)`

const STYLES: Readonly<Record<DurationStyle, Style>> = {
  'H:mm:ss': {
    read: clock(new RegExp(`^(0|[1-9]\\d{0,6}):(\\d\\d):${SECONDS}$`), [3600, 60, 1]),
    write: ({allHours, minutes, padded}) => `${allHours}:${two(minutes)}:${padded}`,
  },
  'HH:mm:ss': {
    read: clock(new RegExp(`^(\\d\\d|[1-9]\\d{2,6}):(\\d\\d):${SECONDS}$`), [3600, 60, 1]),
    write: ({allHours, minutes, padded}) => `${two(allHours)}:${two(minutes)}:${padded}`,
  },
  'D days HH:mm:ss': {
    read: clock(new RegExp(`^(\\d{1,6}) days (\\d\\d):(\\d\\d):${SECONDS}$`), [86_400, 3600, 60, 1]),
    write: ({days, hours, minutes, padded}) => `${days} days ${two(hours)}:${two(minutes)}:${padded}`,
  },
  'm:ss': {
    read: clock(new RegExp(`^(0|[1-9]\\d{0,6}):${SECONDS}$`), [60, 1]),
    write: ({allMinutes, padded}) => `${allMinutes}:${padded}`,
  },
  'mm:ss': {
    read: clock(new RegExp(`^(\\d\\d|[1-9]\\d{2,6}):${SECONDS}$`), [60, 1]),
    write: ({allMinutes, padded}) => `${two(allMinutes)}:${padded}`,
  },
  'ISO 8601': {
    read: inWords(
      /^P(?=.)(?:(\d{1,6})D)?(?:T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?)?$/,
    ),
    write({days, hours, minutes, seconds}) {
      const time = named([hours, 'H'], [minutes, 'M'], [Number(seconds), 'S', seconds])
      const all = named([days, 'D']) + (time === '' ? '' : `T${time}`)
      return `P${all === '' ? 'T0S' : all}`
    },
  },
  'ISO 8601 hours': {
    read: inWords(/^P()T(?=\d)(?:(\d{1,7})H)?(?:(\d{1,9})M)?(?:(\d{1,9}(?:\.\d{1,9})?)S)?$/),
    write({allHours, minutes, seconds}) {
      const time = named([allHours, 'H'], [minutes, 'M'], [Number(seconds), 'S', seconds])
      return `PT${time === '' ? '0S' : time}`
    },
  },
  '1h 5m': {
    read: inWords(/^(?=\d)()(?:(\d{1,7})h ?)?(?:(\d{1,9})m ?)?(?:(\d{1,9}(?:\.\d{1,9})?)s)?$/),
    write: ({allHours, minutes, seconds}) =>
      [named([allHours, 'h']), named([minutes, 'm']), named([Number(seconds), 's', seconds])]
        .filter(part => part !== '')
        .join(' ') || '0m',
  },
  '1h5m': {
    read: inWords(/^(?=\d)()(?:(\d{1,7})h)?(?:(\d{1,9})m)?(?:(\d{1,9}(?:\.\d{1,9})?)s)?$/),
    write: ({allHours, minutes, seconds}) =>
      named([allHours, 'h'], [minutes, 'm'], [Number(seconds), 's', seconds]) || '0m',
  },
}

export const DURATION_STYLES = Object.keys(STYLES) as DurationStyle[]

/** Days, hours, minutes and seconds, of which some may be left out. */
function inWords(pattern: RegExp): Style['read'] {
  return text => {
    const found = pattern.exec(text)
    if (found === null) return Number.NaN
    const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(part => Number(part ?? 0))
    return days * 86_400 + hours * 3600 + minutes * 60 + seconds
  }
}

/** `1H30M`: what is 0 is left out. */
const named = (...parts: readonly (readonly [value: number, unit: string, text?: string])[]): string =>
  parts.map(([value, unit, text = String(value)]) => (value === 0 ? '' : text + unit)).join('')

/** Seconds, negative with a minus before; NaN for a text of another style. */
export function parseDuration(text: string, style: DurationStyle): number {
  const body = text.trim()
  const value = STYLES[style].read(body.startsWith('-') ? body.slice(1) : body)
  return body.startsWith('-') ? 0 - value : value
}

export function formatDuration(value: number, style: DurationStyle, decimals: number): string {
  const scale = 10 ** Math.min(decimals, 9)
  const units = Math.round(Math.abs(value) * scale)
  const whole = Math.floor(units / scale)
  const second = (whole % 60) + (units - whole * scale) / scale
  const seconds = second.toFixed(Math.min(decimals, 9))
  const text = STYLES[style].write({
    days: Math.floor(whole / 86_400),
    hours: Math.floor(whole / 3600) % 24,
    allHours: Math.floor(whole / 3600),
    minutes: Math.floor(whole / 60) % 60,
    allMinutes: Math.floor(whole / 60),
    seconds: decimals === 0 ? seconds : seconds.replace(/\.?0+$/, ''),
    padded: second < 10 ? `0${seconds}` : seconds,
  })
  return value < 0 && units > 0 ? `-${text}` : text
}

/** The column's numbers of seconds when its texts are lengths of time in one style, which gives them back. */
export function readDurations(texts: Texts): NumberReading | undefined {
  const sample = sampled(texts.indices).map(texts.text)
  for (const duration of DURATION_STYLES) {
    const same = sample.filter(
      text => formatDuration(parseDuration(text, duration), duration, decimalsOf(text)) === text,
    )
    if (same.length < 0.95 * sample.length) continue
    const reading = readAll(texts, text => parseDuration(text, duration))
    if (reading !== undefined) return {...reading, format: {...PLAIN_FORMAT, duration}}
  }
  return undefined
}

const decimalsOf = (text: string): number => /\.(\d+)/.exec(text)?.[1]!.length ?? 0
