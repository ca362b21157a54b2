// The model of a column of lists: items that enough rows hold, what lists begin with, which item follows which. Never a rare item.
import type {Texts} from '../numbers/read-numbers.ts'
import {findOrder} from './find-order.ts'
import {learnLabels, type LabelCell} from './learn-labels.ts'
import {itemsOf, type ListStyle} from './list-style.ts'

/** What comes next, and in how many cells. */
export interface ItemCounts {
  readonly items: readonly number[]
  readonly counts: readonly number[]
  /** Nothing does. */
  readonly end: number
  /** One does that too few cells have here. */
  readonly rare: number
}

/** What comes after an item anywhere. */
export interface Followers extends ItemCounts {
  /** And where it is the first, the second … item, as far as enough cells tell; only of lists in one order. */
  readonly at: readonly (ItemCounts | null)[]
}

/** What a list begins with: all that a generator learns of a cell; the rest is drawn for it. */
export interface ListLabel {
  readonly items: readonly number[]
  /** Nothing follows. */
  readonly whole: boolean
  /** Cells with 0, 1, 2 … further items: where lists have no order, it is drawn how many there are. */
  readonly more: readonly number[]
  readonly next: ItemCounts
}

export interface ListModel {
  readonly style: ListStyle
  /** Those that tell most of other columns first, then the most frequent. */
  readonly items: readonly string[]
  /** Cells with each item. */
  readonly frequencies: readonly number[]
  /** The place of each item, where lists have them in one order; labels and followers then go by number. */
  readonly order?: readonly number[]
  /** Items in the longest lists that enough cells hold. */
  readonly longest: number
  /** An item may stand twice in a list. */
  readonly repeats: boolean
  /** Most frequent first. */
  readonly labels: readonly ListLabel[]
  readonly followers: readonly Followers[]
}

export const MOST_ITEMS = 5000

/** What the cells show beside the model, for the evidence. */
export interface ListFacts {
  /** Different items, kept or not. */
  readonly distinct: number
  /** Share of the items in all cells that are kept ones. */
  readonly covered: number
  /** Smallest and largest number of items that enough cells have. */
  readonly lengths: readonly [number, number]
  /** Different numbers of items that enough cells have. */
  readonly variety: number
}

/** Items in fewer than `support` cells, two at least, are not kept; undefined where none is, or no number of items has so many cells. Items of higher rank (0 where `ranks` has none) come first. */
export function learnLists(
  texts: Texts,
  style: ListStyle,
  rows: number,
  ranks: ReadonlyMap<string, number> = new Map(),
): {model: ListModel; facts: ListFacts} | undefined {
  const support = Math.max(2, rows)
  const read = [...texts.indices].map(index => ({
    items: itemsOf(texts.text(index), style) ?? [texts.text(index)],
    count: texts.counts[index]!,
  }))
  const cellsWith = new Map<string, number>()
  let repeating = 0
  for (const {items, count} of read) {
    const own = new Set(items)
    if (own.size < items.length) repeating += count
    for (const item of own) cellsWith.set(item, (cellsWith.get(item) ?? 0) + count)
  }
  const kept = [...cellsWith]
    .filter(([, cells]) => cells >= support)
    .toSorted((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, MOST_ITEMS)
    .toSorted((a, b) => (ranks.get(b[0]) ?? 0) - (ranks.get(a[0]) ?? 0))
  const lengths = keptLengths(read, support)
  if (kept.length === 0 || lengths.length === 0) return undefined
  const numberOf = new Map(kept.map(([item], number) => [item, number]))
  const known = ({items}: {readonly items: readonly string[]}) =>
    items.map(item => numberOf.get(item)).filter(number => number !== undefined)
  const order = findOrder(
    read.map(known),
    kept.map(([item]) => item),
  )
  const longest = lengths.at(-1)!
  const cells = read.map((cell): LabelCell => {
    const numbers = known(cell)
    return {
      numbers: (order === undefined ? numbers : numbers.toSorted((a, b) => a - b)).slice(0, longest),
      length: Math.min(cell.items.length, longest),
      count: cell.count,
    }
  })
  const all = read.reduce((sum, {items, count}) => sum + items.length * count, 0)
  const held = read.reduce((sum, cell) => sum + known(cell).length * cell.count, 0)
  return {
    model: {
      style,
      items: kept.map(([item]) => item),
      frequencies: kept.map(([, count]) => count),
      ...(order === undefined ? {} : {order}),
      longest,
      repeats: repeating >= support,
      ...learnLabels(cells, {items: kept.length, support, ordered: order !== undefined}),
    },
    facts: {
      distinct: cellsWith.size,
      covered: held / all,
      lengths: [lengths[0]!, longest],
      variety: lengths.length,
    },
  }
}

/** Numbers of items that enough cells have, ascending. */
function keptLengths(
  cells: readonly {readonly items: readonly string[]; readonly count: number}[],
  support: number,
): number[] {
  const held = new Map<number, number>()
  for (const {items, count} of cells) held.set(items.length, (held.get(items.length) ?? 0) + count)
  const kept = [...held].filter(([, count]) => count >= support)
  return kept.map(([length]) => length).toSorted((a, b) => a - b)
}
