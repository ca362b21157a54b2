// Numbers as the report writes them.
import {count} from '../../ui/amounts.ts'

/** What stands where nothing can be known. */
export const UNKNOWN = '–'

const isKnown = (value: number | null | undefined): value is number => Number.isFinite(value)

/** 0.98765 → `0.988`. */
export const score = (value: number | null | undefined): string =>
  isKnown(value) ? value.toFixed(3) : UNKNOWN

/** 0.0123 → `1.2 %`; shares below one in a hundred keep two decimals. */
export function percent(share: number | null | undefined): string {
  if (!isKnown(share)) return UNKNOWN
  const value = 100 * share
  if (value === 0) return `0${PERCENT}`
  if (Math.abs(value) < 0.01) return `<\u00a00.01${PERCENT}`
  return `${value.toFixed(Math.abs(value) >= 1 ? 1 : 2)}${PERCENT}`
}

/** 0.25 → `25 %`, for the axis of a plot. */
export const percentTick = (share: number): string => `${Number((100 * share).toPrecision(4))}${PERCENT}`

/** The space before the sign must not become the end of a line. */
const PERCENT = '\u00a0%'

const compact = new Intl.NumberFormat('en-US', {notation: 'compact', maximumFractionDigits: 2})

/** A number in few characters, for the axis of a plot: 1500 → `1,500`, 2000000 → `2M`, 1e20 → `1e+20`. */
export function tick(value: number): string {
  const size = Math.abs(value)
  if (size >= 1e15 || (size > 0 && size < 1e-4)) return value.toExponential(1).replace('.0e', 'e')
  if (size >= 100_000) return compact.format(value)
  return size >= 1000 ? count(value) : String(Number(value.toPrecision(6)))
}

/** Where a marker stands on a track of 100 %. */
export const place = (value: number): string => `${(100 * Math.min(1, Math.max(0, value))).toFixed(1)}%`
