// Lists whose items the other columns tell most of: which of them a list holds is what its beginning should say.
import type {Column, ListSchema, SourceColumn, SourceTable, TableSchema} from '@inferloop/contract'
import {takeCensus} from '../census.ts'
import {encodeTable} from '../encode-table.ts'
import {isMissing} from '../same-cell.ts'
import {learnLists, type ListModel} from './list-model.ts'
import {itemsOf} from './list-style.ts'

/** Rows, items and bins of a column that are looked at. */
const MOST_ROWS = 20_000
const MOST_ITEMS = 300
const BINS = 8
const MOST_LABELS = 30

/**
 * The schema with the items of lists in one order learnt from the one that depends most on another column to the one that depends least, by the
 * G statistic of their presence, less what chance gives; those that depend on none by frequency.
 */
export function refineLists(source: SourceTable, schema: TableSchema, support: number): TableSchema {
  const ordered = schema.columns.filter(
    (column): column is ListSchema =>
      column.kind === 'list' && (column.model as ListModel).order !== undefined,
  )
  if (ordered.length === 0) return schema
  const step = Math.max(1, Math.ceil(source.rows / MOST_ROWS))
  const rows = Array.from({length: Math.floor(source.rows / step)}, (_, i) => i * step)
  const others = encodeTable(source, schema).columns.map(column => ({
    name: column.name,
    ...binsOf(column, rows),
  }))
  const refined = new Map<string, ListSchema>()
  for (const list of ordered) {
    const column = source.columns.find(({name}) => name === list.name)!
    const ranks = ranksOf(
      list,
      column,
      rows,
      others.filter(({name}) => name !== list.name),
    )
    if (ranks !== undefined) refined.set(list.name, relearnt(list, column, ranks, support))
  }
  return {columns: schema.columns.map(column => refined.get(column.name) ?? column)}
}

interface Binned {
  readonly bins: Uint8Array
  readonly count: number
}

/** The commonest labels, or eighths of the numbers; missing cells have a bin of their own. */
function binsOf(column: Column, rows: readonly number[]): Binned {
  if ('codes' in column) {
    const {length} = column.schema.categories
    const most = Math.min(length, MOST_LABELS)
    const bins = Uint8Array.from(rows, row => {
      const code = column.codes[row]!
      return code < length ? Math.min(code, most) : most + 1
    })
    return {bins, count: most + 2}
  }
  const {values} = column
  const sorted = Float64Array.from(rows, row => values[row]!)
    .filter(value => !Number.isNaN(value))
    .sort()
  const cuts = Array.from({length: BINS - 1}, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / BINS)]!)
  const bins = Uint8Array.from(rows, row => {
    const value = values[row]!
    return Number.isNaN(value) ? BINS : cuts.filter(cut => value >= cut).length
  })
  return {bins, count: BINS + 1}
}

/** By item, how much it tells; undefined where none tells anything. */
function ranksOf(
  {model, missing}: ListSchema,
  column: SourceColumn,
  rows: readonly number[],
  others: readonly Binned[],
): ReadonlyMap<string, number> | undefined {
  const {items, style} = model as ListModel
  const census = takeCensus(column)
  const numberOf = new Map(items.slice(0, MOST_ITEMS).map((item, number) => [item, number]))
  const held = [...census.counts.keys()].map(index => {
    const text = census.text(index)
    if (isMissing(text, missing)) return undefined
    return [...new Set(itemsOf(text, style) ?? [])]
      .map(item => numberOf.get(item))
      .filter(n => n !== undefined)
  })
  const scores = new Float64Array(numberOf.size)
  for (const {bins, count} of others) {
    const within = new Float64Array(count)
    const present = new Float64Array(count * numberOf.size)
    rows.forEach((row, i) => {
      const list = held[census.codes[row]!]
      if (list === undefined) return
      within[bins[i]!]!++
      for (const item of list) present[item * count + bins[i]!]!++
    })
    for (let item = 0; item < numberOf.size; item++) {
      const score = tellingOf(present.subarray(item * count, (item + 1) * count), within)
      if (score > scores[item]!) scores[item] = score
    }
  }
  if (!scores.some(score => score > 0)) return undefined
  return new Map(items.slice(0, MOST_ITEMS).map((item, number) => [item, scores[number]!]))
}

/** G = 2 Σ observed · ln(observed / expected) of there and not there by bin, less its mean by chance and three deviations; 0 at least. */
function tellingOf(present: Float64Array, within: Float64Array): number {
  const total = within.reduce((sum, count) => sum + count, 0)
  const share = present.reduce((sum, count) => sum + count, 0) / total
  let g = 0
  let freedom = -1
  for (let bin = 0; bin < within.length; bin++) {
    const rows = within[bin]!
    if (rows === 0) continue
    freedom++
    const there = present[bin]!
    if (there > 0) g += 2 * there * Math.log(there / (rows * share))
    if (there < rows) g += 2 * (rows - there) * Math.log((rows - there) / (rows * (1 - share)))
  }
  return Math.max(0, g - freedom - 3 * Math.sqrt(2 * freedom)) || 0
}

function relearnt(
  list: ListSchema,
  column: SourceColumn,
  ranks: ReadonlyMap<string, number>,
  support: number,
): ListSchema {
  const census = takeCensus(column)
  const indices = Uint32Array.from(census.counts.keys()).filter(
    index => census.counts[index]! > 0 && !isMissing(census.text(index), list.missing),
  )
  const texts = {text: census.text, counts: census.counts, indices}
  const learnt = learnLists(texts, (list.model as ListModel).style, support, ranks)
  return learnt === undefined ? list : {...list, model: learnt.model}
}
