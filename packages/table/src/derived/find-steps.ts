// Labels that go up in steps with a number: the group of an age, the name of a month.
import type {CategoricalColumn, NumericColumn} from '@inferloop/contract'
import {areNoChance} from './chance.ts'
import {measuresOf} from './measures.ts'
import type {Search} from './search.ts'

const MOST_STEPS = 100
const PROBES = 600

export function findSteps(search: Search): void {
  const sources = measuresOf(search).map(of => ({of, sorted: once(() => sortedRows(of.values))}))
  for (const target of search.columns) {
    if (!('codes' in target) || target.schema.categories.length < 2) continue
    sources.some(
      ({of, sorted}) =>
        search.isFree(target.name) &&
        search.isSource(of.name) &&
        looksStepped(of.values, target.codes) &&
        isStepped(search, target, of, sorted()),
    )
  }
}

/** Whether a part of the rows, in order of the numbers, changes its labels no more often than it may. */
function looksStepped(values: Float64Array, codes: Uint32Array): boolean {
  const step = Math.ceil(values.length / PROBES)
  const labelOf = new Map<number, number>()
  for (let row = 0; row < values.length; row += step) {
    const value = values[row]!
    if (Number.isNaN(value)) continue
    if ((labelOf.get(value) ?? codes[row]) !== codes[row]) return false
    labelOf.set(value, codes[row]!)
  }
  const labels = [...labelOf].toSorted((a, b) => a[0] - b[0])
  return labels.filter(([, label], i) => i > 0 && label !== labels[i - 1]![1]).length < MOST_STEPS
}

/** Each step must be of enough rows for its ends to be told. */
function isStepped(
  search: Search,
  {name, codes, schema}: CategoricalColumn,
  of: NumericColumn,
  rows: Uint32Array,
): boolean {
  const cuts: number[] = []
  const labels: number[] = []
  const lengths: number[] = []
  for (let i = 0; i < rows.length; i++) {
    const label = codes[rows[i]!]!
    if (i > 0 && label === labels.at(-1)) {
      lengths[lengths.length - 1]!++
      continue
    }
    if (i > 0) {
      const [low, high] = [of.values[rows[i - 1]!]!, of.values[rows[i]!]!]
      if (low === high || labels.length === MOST_STEPS) return false
      cuts.push(roundCut(low, high))
    }
    labels.push(label)
    lengths.push(1)
  }
  const {length} = schema.categories
  const images = new Set(labels)
  if (lengths.some(rowsOfStep => rowsOfStep < search.support) || images.size < length) return false
  if (labels.some(label => label >= length) || !areNoChance(labels, lengths)) return false
  const target = search.columns.find(column => column.name === name)!
  return search.accept(
    target,
    {type: 'steps', of: of.name, cuts, values: labels},
    {hint: images.size < labels.length},
  )
}

/** The number of fewest digits above `low` and not above `high`, so that it tells little of either. */
export function roundCut(low: number, high: number): number {
  const middle = low / 2 + high / 2
  for (let digits = 1; digits <= 17; digits++) {
    const cut = Number(middle.toPrecision(digits))
    if (cut > low && cut <= high) return cut
  }
  return high
}

function sortedRows(values: Float64Array): Uint32Array {
  const rows = new Uint32Array(values.length)
  let filled = 0
  for (let row = 0; row < values.length; row++) if (!Number.isNaN(values[row]!)) rows[filled++] = row
  return rows.subarray(0, filled).sort((a, b) => values[a]! - values[b]!)
}

function once<T>(make: () => T): () => T {
  let made: {readonly value: T} | undefined
  return () => (made ??= {value: make()}).value
}
