// Offsets from Greenwich of a column's cells: which there are, whether they change with the time of the year, and which one an instant gets.
import type {DatetimeSchema} from '@inferloop/contract'
import type {Texts} from '../numbers/read-numbers.ts'
import {datetimeWriter} from './datetime-format.ts'
import {tokensOf} from './tokens.ts'

export type Offsets = Pick<DatetimeSchema, 'offsets' | 'offsetChanges'>

const OFFSET = /([+-])(\d\d):?(\d\d)?(?:\[[^\]]*\])?$/

/** Minutes east of Greenwich that a text ends in; NaN for none. */
export function offsetOf(text: string): number {
  const parts = OFFSET.exec(text)
  if (parts === null) return Number.NaN
  const size = Number(parts[2]) * 60 + Number(parts[3] ?? 0)
  return parts[1] === '-' ? -size : size
}

export const hasOffset = (format: string): boolean => tokensOf(format).some(({type}) => type.startsWith('Z'))

const HOUR_MS = 3_600_000
const YEAR_MS = 365.25 * 24 * HOUR_MS
/** Changes of the clocks in a year, and beyond those of whole years. */
const CHANGES_A_YEAR = 2

interface Run {
  readonly minutes: number
  /** In order of time. */
  readonly cells: {readonly at: number; readonly count: number}[]
}

const cellsOf = ({cells}: Run): number => cells.reduce((sum, {count}) => sum + count, 0)

/** The instant of the `rank`-th cell. */
function rankOf(cells: Run['cells'], rank: number): number {
  let left = rank
  return cells.find(({count}) => (left -= count) <= 0)!.at
}

/**
 * Full hours, for clocks change there, midway between the `support`-th cells on either side of a change, so that no row's instant is told; of the first offset, the day
 * of its `support`-th cell.
 */
function changesOf(runs: readonly Run[], support: number): (readonly [from: number, minutes: number])[] {
  return runs.map(({cells, minutes}, i) => {
    const after = rankOf(cells, support)
    if (i === 0) return [Math.floor(after / (24 * HOUR_MS)) * 24 * HOUR_MS, minutes] as const
    const before = rankOf(runs[i - 1]!.cells.toReversed(), support)
    return [Math.round((before + after) / 2 / HOUR_MS) * HOUR_MS, minutes] as const
  })
}

/**
 * Nothing where all cells have one offset. `offsetChanges` where they change as clocks do, no more than twice a year; otherwise `offsets` by share. Only
 * offsets that `support` cells have.
 */
export function learnOffsets(
  {text, counts}: Omit<Texts, 'indices'>,
  values: Float64Array,
  read: Uint32Array,
  support: number,
): Offsets {
  const cells = new Map<number, number>()
  const seen: {at: number; minutes: number; count: number}[] = []
  for (const index of read) {
    const minutes = offsetOf(text(index))
    if (Number.isNaN(minutes)) continue
    cells.set(minutes, (cells.get(minutes) ?? 0) + counts[index]!)
    seen.push({at: values[index]!, minutes, count: counts[index]!})
  }
  const kept = [...cells].filter(([, count]) => count >= support).toSorted((a, b) => b[1] - a[1])
  if (kept.length < 2) return {}
  const common = new Set(kept.map(([minutes]) => minutes))
  const ordered = seen.filter(({minutes}) => common.has(minutes)).toSorted((a, b) => a.at - b.at)
  const runs: Run[] = []
  for (const {at, minutes, count} of ordered) {
    const last = runs.at(-1)
    if (last?.minutes === minutes) last.cells.push({at, count})
    else runs.push({minutes, cells: [{at, count}]})
  }
  const years = (ordered.at(-1)!.at - ordered[0]!.at) / YEAR_MS
  if (runs.length - 1 <= CHANGES_A_YEAR * Math.ceil(years) && runs.every(run => cellsOf(run) >= support))
    return {offsetChanges: changesOf(runs, support)}
  const total = kept.reduce((sum, [, count]) => sum + count, 0)
  return {offsets: kept.map(([minutes, count]) => [minutes, count / total] as const)}
}

/** A writer of one format for each of the column's offsets, or one that changes as the column's do; and the share of each. */
export function offsetWriters(
  format: string,
  {zoneMinutes, offsets, offsetChanges}: DatetimeSchema,
): readonly {readonly share: number; readonly write: (value: number) => string}[] {
  if (!hasOffset(format)) return [{share: 1, write: datetimeWriter(format)}]
  if (offsets !== undefined)
    return offsets.map(([minutes, share]) => ({share, write: datetimeWriter(format, minutes)}))
  if (offsetChanges === undefined) return [{share: 1, write: datetimeWriter(format, zoneMinutes)}]
  const writes = offsetChanges.map(([, minutes]) => datetimeWriter(format, minutes))
  const write = (value: number): string => {
    let at = offsetChanges.length - 1
    while (at > 0 && value < offsetChanges[at]![0]) at--
    return writes[at]!(value)
  }
  return [{share: 1, write}]
}
