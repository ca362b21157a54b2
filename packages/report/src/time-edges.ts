// Edges of bins of time that people know: minutes, days, weeks from Monday, months, years.

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** 1970-01-05, a Monday. */
const MONDAY = 4 * DAY

const WIDTHS = [
  1,
  2,
  5,
  10,
  20,
  50,
  100,
  200,
  500,
  ...[1, 2, 5, 10, 15, 30].map(count => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(count => count * MINUTE),
  ...[1, 2, 3, 6, 12].map(count => count * HOUR),
  ...[1, 2, 7, 14].map(count => count * DAY),
]
/** Months of a bin where days are too short; more are whole years of 1, 2 or 5 times a power of ten. */
const MONTHS = [1, 2, 3, 6]
const MONTH = 30.5 * DAY

/**
 * From `low` to beyond `high`, instants in UTC; at most about `most` bins, each of whole steps of the column's grid where one of the usual widths is. Empty where no such
 * bins can be had, such as beyond the years that a Date can hold.
 */
export function timeEdges(low: number, high: number, {step, most}: {step: number; most: number}): number[] {
  const target = (high - low) / most
  const width = WIDTHS.find(ms => ms >= target && (!(step > 1) || ms % step === 0))
  const edges = width === undefined ? calendarEdges(low, high, target) : evenEdges(low, high, width)
  return edges.every(Number.isFinite) ? edges : []
}

function evenEdges(low: number, high: number, width: number): number[] {
  const origin = width > 2 * DAY ? MONDAY : 0
  const first = origin + Math.floor((low - origin) / width) * width
  const bins = Math.floor((high - first) / width) + 1
  return Array.from({length: bins + 1}, (_, i) => first + i * width)
}

function calendarEdges(low: number, high: number, target: number): number[] {
  const months = MONTHS.find(count => count * MONTH >= target) ?? 12 * roundYears(target / (12 * MONTH))
  const date = new Date(low)
  const first = Math.floor((12 * date.getUTCFullYear() + date.getUTCMonth()) / months)
  const edges: number[] = []
  for (let k = first; edges.length < 2 || edges.at(-1)! <= high; k++) edges.push(startOf(k * months))
  return edges
}

/** The start of a month, counted from the year 0. */
function startOf(month: number): number {
  const date = new Date(0)
  return date.setUTCFullYear(Math.floor(month / 12), ((month % 12) + 12) % 12, 1)
}

function roundYears(years: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(years)))
  return power * ([1, 2, 5].find(count => count * power >= years) ?? 10)
}
