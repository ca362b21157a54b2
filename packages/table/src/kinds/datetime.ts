// Datetime columns: format, grid and range.
import type {DatetimeSchema} from '@inferloop/contract'
import {TYPED_INSTANT, typedFormat} from '../census.ts'
import type {Census} from '../census.ts'
import {count, counted} from '../counts-said.ts'
import {civilOf, DAY_MS} from '../dates/calendar.ts'
import {formatDatetime} from '../dates/datetime-format.ts'
import {instantGrid, monthSnap} from '../dates/instant-grid.ts'
import {hasOffset, learnOffsets, type Offsets} from '../dates/offsets.ts'
import {datetimeParser} from '../dates/parse-datetime.ts'
import type {DatetimeReading} from '../dates/read-datetimes.ts'
import {supportedRange} from '../privacy.ts'
import {cellsIn, missingSaid, missingTexts, share} from './cells.ts'
import type {Cells, Context} from './cells.ts'

/** Distinct eight-digit numbers that are all dates, enough to believe it without a name that says so. */
const LEAST_PACKED = 5

export function datetimeSchema(
  cells: Cells,
  reading: DatetimeReading,
  missing: readonly number[],
  {support}: Context,
): DatetimeSchema {
  const {census} = cells
  const {values, format, zoneMinutes} = reading
  const read = cells.plain.filter(index => !Number.isNaN(values[index]!))
  const total = cellsIn(census, read)
  const offsets =
    census.physical === 'text' && [format, ...reading.alsoReads].some(hasOffset)
      ? learnOffsets(census, values, read, support)
      : {}
  const also = commonFormats(reading, total, support)
  const snap = /D/.test(format) ? monthSnap(values) : undefined
  const {min, max} = supportedRange(values, census.counts, support)
  const shown = isEpoch(format) ? TYPED_SECOND : format
  const say = (value: number) => formatDatetime(value, shown, zoneMinutes)
  const evidence =
    `${share(census, total)} ${total === 1 ? 'is' : 'are'} ${kindSaid(format)}` +
    ` from ${say(min)} to ${say(max)}, ${count(read.length)} distinct` +
    orderSaid(census, reading, read) +
    (snap === undefined ? '' : `, always the ${snap === 'month' ? 'first' : 'last'} day of a month`) +
    (also.formats.length === 0
      ? ''
      : `, ${counted(also.formats.length, 'other format')} among them (${also.formats.join(', ')}), each written as often`) +
    offsetsSaid(offsets) +
    `${missingSaid(census, missing)}.`
  return {
    name: census.name,
    kind: 'datetime',
    evidence,
    missing: missingTexts(census, missing),
    physical: census.physical,
    format,
    ...(also.formats.length === 0 ? {} : {alsoReads: also.formats, alsoShares: also.shares}),
    ...(zoneMinutes === 0 ? {} : {zoneMinutes}),
    ...offsets,
    ...(snap === undefined ? {} : {snap}),
    ...instantGrid(values),
    min,
    max,
  }
}

function offsetsSaid({offsets, offsetChanges}: Offsets): string {
  if (offsets !== undefined)
    return `, in ${counted(offsets.length, 'offset')} from Greenwich, each as often as it is there`
  return offsetChanges === undefined
    ? ''
    : `, the offset from Greenwich changes ${offsetChanges.length === 2 ? 'once' : `${offsetChanges.length - 1} times`}, as clocks do`
}

/** Other formats that enough cells have, with their shares: one of fewer tells of them, such as where they are. Those cells count as ones of the commonest. */
function commonFormats({alsoReads, alsoCells = []}: DatetimeReading, total: number, support: number) {
  const kept = [...alsoReads.keys()].filter(i => alsoCells[i]! >= support)
  return {formats: kept.map(i => alsoReads[i]!), shares: kept.map(i => alsoCells[i]! / total)}
}

const EPOCH_UNITS: Readonly<Record<string, string>> = {X: 'seconds', x: 'milliseconds', xx: 'microseconds'}
const TYPED_SECOND = 'YYYY-MM-DD[T]HH:mm:ss'

const isEpoch = (format: string): boolean => format in EPOCH_UNITS

function kindSaid(format: string): string {
  if (isEpoch(format)) return `${EPOCH_UNITS[format]} since 1970`
  const kind = /[YMD]/.test(format) ? (/[Hh]/.test(format) ? 'dates with a time' : 'dates') : 'times of day'
  return `${kind} as ${format}`
}

/** Why the day was taken to stand before the month, or behind it. */
function orderSaid(
  census: Census,
  {format, values, ambiguous, zoneMinutes}: DatetimeReading,
  read: Uint32Array,
): string {
  if (!/^(?:MM?|DD?)[-/. ](?:MM?|DD?)/.test(format)) return ''
  if (ambiguous !== undefined) return `, though ${ambiguous} would read them as well`
  const civil = {year: 0, month: 0, day: 0}
  let proof = 0
  for (const index of read) {
    const day = civilOf(Math.floor((values[index]! + zoneMinutes * 60_000) / DAY_MS), civil).day
    if (day > 12) proof += census.counts[index]!
  }
  const place = format.startsWith('D') ? 'first' : 'second'
  return `, day ${place} because ${counted(proof, 'cell')} there ${proof === 1 ? 'is' : 'are'} above 12`
}

/** A typed column of instants. */
export function typedDatetimes(census: Census, values: Float64Array): DatetimeReading {
  const format = typedFormat(census.physical)
  const whole = format === TYPED_INSTANT && values.every(value => Number.isNaN(value) || value % 1000 === 0)
  return {
    values,
    odd: [],
    format: whole ? 'YYYY-MM-DD[T]HH:mm:ss' : format,
    alsoReads: [],
    ambiguous: undefined,
    zoneMinutes: 0,
  }
}

/** Whole numbers such as 20190323 read as dates; undefined when one of them is none, or it could be chance. */
export function packedDates(census: Census, plain: Uint32Array, named: boolean): DatetimeReading | undefined {
  if (!named && plain.length < LEAST_PACKED) return undefined
  const parse = datetimeParser('YYYYMMDD')
  const values = new Float64Array(census.counts.length).fill(Number.NaN)
  for (const index of plain) {
    const text = census.text(index)
    const value = /^(?:19|20)\d{6}$/.test(text) ? parse(text) : Number.NaN
    if (Number.isNaN(value)) return undefined
    values[index] = value
  }
  return {values, odd: [], format: 'YYYYMMDD', alsoReads: [], ambiguous: undefined, zoneMinutes: 0}
}

/** 1990 to 2100. */
const EPOCH_RANGE = [631_152_000_000, 4_102_444_800_000] as const

/** Whole numbers such as 1700000000 read as seconds, milliseconds or microseconds since 1970; undefined where one lies outside 1990 to 2100. */
export function epochDates(census: Census, plain: Uint32Array): DatetimeReading | undefined {
  for (const format of Object.keys(EPOCH_UNITS)) {
    const parse = datetimeParser(format)
    const values = new Float64Array(census.counts.length).fill(Number.NaN)
    const isRead = plain.every(index => {
      values[index] = parse(census.text(index))
      return values[index] >= EPOCH_RANGE[0] && values[index] < EPOCH_RANGE[1]
    })
    if (isRead) return {values, odd: [], format, alsoReads: [], ambiguous: undefined, zoneMinutes: 0}
  }
  return undefined
}
