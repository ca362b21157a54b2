// Columns of labels, or of numbers, that a column of labels determines: the region of a city.
import type {CategoricalColumn, Column} from '@inferloop/contract'
import {isNoChance} from './chance.ts'
import type {Search} from './search.ts'

/** Share of the rows whose labels may be too rare for their value to be told. */
const MOST_UNKNOWN = 0.05

/** Where several labels have one value, the column is learnt too: others may depend on it rather than on the labels. */
export function findFunctions(search: Search): void {
  for (const target of search.columns)
    search.columns.some(
      of =>
        'codes' in of &&
        of !== target &&
        search.isFree(target.name) &&
        search.isSource(of.name) &&
        isFunction(search, target, of),
    )
}

function isFunction(search: Search, target: Column, of: CategoricalColumn): boolean {
  const {categories, missing} = of.schema
  const known = categories.length + missing.length
  const seen = valuesByCode(target, of, search.rows)
  if (seen === undefined) return false
  const {values, counts} = seen
  const unknown = counts.slice(known).reduce((sum, count) => sum + count, 0)
  if (unknown > MOST_UNKNOWN * search.rows) return false
  // A missing token may stand in fewer rows than a label that is kept.
  if (counts.slice(0, known).some(count => count > 0 && count < search.support)) return false
  const kept = Array.from({length: known}, (_, code) => values[code] ?? null)
  const images = new Set(kept)
  if (!canBeTold(target, kept, images) || !isNoChance(values, counts)) return false
  return search.accept(
    target,
    {type: 'lookup', of: of.name, values: kept},
    {hint: images.size < counts.filter(count => count > 0).length, skip: row => of.codes[row]! >= known},
  )
}

/** The value of each code and its rows; undefined when a code has two. A cell without a number counts as null. */
function valuesByCode(target: Column, {codes}: CategoricalColumn, rows: number) {
  const values: (number | null)[] = []
  const counts: number[] = []
  for (let row = 0; row < rows; row++) {
    const code = codes[row]!
    const cell = 'codes' in target ? target.codes[row]! : target.values[row]!
    const value = Number.isNaN(cell) ? null : cell
    while (counts.length <= code) counts.push(0)
    if (counts[code] === 0) values[code] = value
    else if (values[code] !== value) return undefined
    counts[code]!++
  }
  return {values, counts}
}

/** Every label that is kept must come of one, and nothing else may. */
function canBeTold(
  target: Column,
  kept: readonly (number | null)[],
  images: ReadonlySet<number | null>,
): boolean {
  if (images.size < 2) return false
  const {missing} = target.schema
  if (!('codes' in target)) return missing.length <= 1
  const {length} = target.schema.categories
  for (let code = 0; code < length; code++) if (!images.has(code)) return false
  return kept.every(value => value !== null && value < length + missing.length)
}
