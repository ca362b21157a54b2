// Years, weekdays and dates of an instant, and the time between two.
import {
  type CategoricalColumn,
  type Column,
  DATE_PARTS,
  type DatePart,
  type NumericColumn,
} from '@inferloop/contract'
import {datePart, STARTS} from './date-part.ts'
import {measuresOf} from './measures.ts'
import type {Search} from './search.ts'

/** Parts that have names: of few values, all of which a table is likely to hold often. */
const NAMED = new Set<DatePart>(['quarter', 'month', 'weekday', 'hour'])
const DAY = 86_400_000
const UNITS = [1000, 60_000, 3_600_000, DAY, 7 * DAY]

export function findDateParts(search: Search): void {
  const instants = measuresOf(search).filter(({kind}) => kind === 'datetime')
  for (const target of search.columns)
    instants.some(
      of =>
        of !== target &&
        search.isFree(target.name) &&
        search.isSource(of.name) &&
        DATE_PARTS.some(part => isPart(search, target, of, part)),
    )
}

function isPart(search: Search, target: Column, of: NumericColumn, part: DatePart): boolean {
  const formula = {type: 'part', of: of.name, part} as const
  if ('codes' in target) {
    const labels = NAMED.has(part) ? labelsBy(target, of, part, search.support) : undefined
    return labels !== undefined && search.accept(target, {...formula, plus: 0, labels})
  }
  const isInstant = STARTS.has(part) || part === 'time'
  if ((target.kind === 'datetime') !== isInstant) return false
  if (isInstant) return search.accept(target, {...formula, plus: 0})
  if (target.schema.max - target.schema.min < 1) return false
  // Months and weekdays are counted from 0 or from 1.
  return [0, 1, -1].some(plus => search.accept(target, {...formula, plus}))
}

/** The code of each part's label; undefined where a part has several or too few rows. */
function labelsBy(
  target: CategoricalColumn,
  of: NumericColumn,
  part: DatePart,
  support: number,
): number[] | undefined {
  const partOf = datePart(part, 'zoneMinutes' in of.schema ? of.schema.zoneMinutes : 0)
  const labels: number[] = []
  const counts: number[] = []
  const kept = target.schema.categories.length
  for (let row = 0; row < of.values.length; row++) {
    const at = partOf(of.values[row]!)
    const code = target.codes[row]!
    if (Number.isNaN(at) || code >= kept) continue
    if ((labels[at] ??= code) !== code) return undefined
    counts[at] = (counts[at] ?? 0) + 1
  }
  if (new Set(Object.values(labels)).size < 2 || Object.values(counts).some(count => count < support))
    return undefined
  return Array.from(labels, label => label ?? labels.find(other => other !== undefined)!)
}

/** `dropoff` is `pickup` and a duration; a duration in rounded or whole units follows from the two. */
export function findSpans(search: Search): void {
  const measures = measuresOf(search)
  const instants = measures.filter(({kind}) => kind === 'datetime')
  for (const length of measures.filter(({kind}) => kind === 'numeric'))
    for (const to of instants) instants.some(from => from !== to && isSpan(search, from, to, length))
}

function isSpan(search: Search, from: NumericColumn, to: NumericColumn, length: NumericColumn): boolean {
  const free = [from, to, length].every(({name}) => search.isSource(name))
  if (!free || length.schema.max - length.schema.min < 2) return false
  return UNITS.some(unit => {
    const terms = [
      {of: from.name, times: 1},
      {of: length.name, times: unit},
    ]
    if (search.isFree(to.name) && search.accept(to, {type: 'sum', terms, plus: 0})) return true
    const span = {type: 'span', from: from.name, to: to.name, unit} as const
    return (
      search.isFree(length.name) &&
      (search.accept(length, {...span, rounding: 'nearest'}) ||
        search.accept(length, {...span, rounding: 'down'}))
    )
  })
}
