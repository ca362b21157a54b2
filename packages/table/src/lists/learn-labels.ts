// What lists begin with, as far as enough cells do, and what follows: the parts of a list model that are counted.
import type {Followers, ItemCounts, ListLabel} from './list-model.ts'

/** A cell's kept items, by number in the model's order, and how many items it has in all. */
export interface LabelCell {
  readonly numbers: readonly number[]
  readonly length: number
  readonly count: number
}

/** A label stands for one cell in so many at least, and there are at most so many. */
const MOST_LABELS = 200

const keyOf = (numbers: readonly number[], whole: boolean): string => numbers.join(' ') + (whole ? '.' : '')

const isWhole = ({numbers, length}: LabelCell, depth: number): boolean =>
  numbers.length === depth && length === depth

/** Beginnings that `support` cells and one in 200 have, and the pairs of neighbours that `support` cells have. */
export function learnLabels(
  cells: readonly LabelCell[],
  {items, support, ordered}: {readonly items: number; readonly support: number; readonly ordered: boolean},
): {labels: ListLabel[]; followers: Followers[]} {
  const total = cells.reduce((sum, {count}) => sum + count, 0)
  const kept = beginnings(cells, Math.max(support, Math.ceil(total / MOST_LABELS)))
  const byLabel = withoutFew(
    Map.groupBy(cells, cell => keptKey(cell, kept)),
    support,
  )
  const labels = [...byLabel].map(([key, group]) => ({
    cells: group.reduce((sum, {count}) => sum + count, 0),
    label: labelOf(key, group, support),
  }))
  return {
    labels: labels.toSorted((a, b) => b.cells - a.cells).map(({label}) => label),
    followers: followersOf(cells, items, ordered).map(({all, at}) => ({
      ...commonOf(all, support),
      at: at.map(counts => enough(counts, support)),
    })),
  }
}

/** Groups of fewer than `support` cells become part of that of the beginning one item shorter; few without a beginning are of none. */
function withoutFew(groups: Map<string, LabelCell[]>, support: number): ReadonlyMap<string, LabelCell[]> {
  const size = (group: readonly LabelCell[]) => group.reduce((sum, {count}) => sum + count, 0)
  const result = new Map(groups)
  const open = [...result.keys()].toSorted((a, b) => depthOf(a) - depthOf(b))
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    const group = result.get(key)!
    if (size(group) >= support) continue
    result.delete(key)
    if (key === '') continue
    const parent = key.slice(0, Math.max(0, key.lastIndexOf(' ')))
    const known = result.get(parent)
    result.set(parent, [...(known ?? []), ...group])
    // Behind those as deep as it is, which stay sorted.
    if (known === undefined)
      open.splice(open.findLastIndex(other => depthOf(other) <= depthOf(parent)) + 1, 0, parent)
  }
  return result
}

/** Items of a beginning. */
const depthOf = (key: string): number => (key === '' ? 0 : key.split(' ').length)

type Counts = Map<number, number>

function followersOf(cells: readonly LabelCell[], items: number, ordered: boolean) {
  const following = Array.from({length: items}, () => ({all: new Map() as Counts, at: [] as Counts[]}))
  for (const {numbers, count} of cells)
    for (const [i, number] of numbers.entries()) {
      const {all, at} = following[number]!
      const next = numbers[i + 1] ?? END
      add(all, next, count)
      if (!ordered) continue
      while (at.length <= i) at.push(new Map())
      add(at[i]!, next, count)
    }
  return following
}

/** Counts of so many cells for each that must hold an item say more than those of all places. */
const CELLS_A_PLACE = 10

function enough(counts: Counts, support: number): ItemCounts | null {
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  return total < CELLS_A_PLACE * support ? null : commonOf(counts, support)
}

/** Keys of the beginnings that enough cells have, one item longer each round. */
function beginnings(cells: readonly LabelCell[], least: number): ReadonlySet<string> {
  const kept = new Set([''])
  let open = cells
  for (let depth = 0; open.length > 0 && kept.size < MOST_LABELS; depth++) {
    const counts = new Map<string, number>()
    for (const cell of open) {
      if (isWhole(cell, depth)) add(counts, keyOf(cell.numbers, true), cell.count)
      else if (cell.numbers.length > depth)
        add(counts, keyOf(cell.numbers.slice(0, depth + 1), false), cell.count)
    }
    const common = [...counts].filter(([, count]) => count >= least).toSorted((a, b) => b[1] - a[1])
    for (const [key] of common.slice(0, MOST_LABELS - kept.size)) kept.add(key)
    open = open.filter(
      ({numbers}) => numbers.length > depth && kept.has(keyOf(numbers.slice(0, depth + 1), false)),
    )
  }
  return kept
}

/** The key of the longest kept beginning of a cell. */
function keptKey(cell: LabelCell, kept: ReadonlySet<string>): string {
  const {numbers} = cell
  let depth = 0
  while (depth < numbers.length && kept.has(keyOf(numbers.slice(0, depth + 1), false))) depth++
  const whole = keyOf(numbers.slice(0, depth), true)
  return isWhole(cell, depth) && kept.has(whole) ? whole : keyOf(numbers.slice(0, depth), false)
}

/** The label of a cell, by its place in `labels`; -1 where none fits. */
export function labelFinder(labels: readonly ListLabel[]): (cell: LabelCell) => number {
  const places = new Map(labels.map(({items, whole}, place) => [keyOf(items, whole), place]))
  const known = new Set(places.keys())
  // Beginnings of which only longer ones are labels lead on to these.
  for (const {items} of labels)
    for (let n = 0; n <= items.length; n++) known.add(keyOf(items.slice(0, n), false))
  return cell => {
    for (let shortened = cell; ; ) {
      const key = keptKey(shortened, known)
      const place = places.get(key)
      if (place !== undefined) return place
      if (key === '') return -1
      shortened = {...shortened, numbers: shortened.numbers.slice(0, depthOf(key) - 1)}
    }
  }
}

function labelOf(key: string, cells: readonly LabelCell[], support: number): ListLabel {
  const whole = key.endsWith('.')
  const text = whole ? key.slice(0, -1) : key
  const items = text === '' ? [] : text.split(' ').map(Number)
  if (whole) return {items, whole, more: [], next: {items: [], counts: [], end: 0, rare: 0}}
  const next = new Map<number, number>()
  const more = new Map<number, number>()
  for (const {numbers, length, count} of cells) {
    add(more, Math.max(0, length - items.length), count)
    add(next, numbers[items.length] ?? END, count)
  }
  return {items, whole, more: folded(more, support), next: commonOf(next, support)}
}

/** Counts by number; those of fewer than `support` cells go to the nearest that has enough, or all to the mean. */
function folded(counts: ReadonlyMap<number, number>, support: number): number[] {
  const common = [...counts].filter(([, count]) => count >= support).map(([number]) => number)
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0)
  const mean = Math.round([...counts].reduce((sum, [n, count]) => sum + n * count, 0) / total)
  const kept = common.length > 0 ? common : [mean]
  const result = new Array<number>(Math.max(...kept) + 1).fill(0)
  for (const [number, count] of counts) {
    const nearest = kept.reduce((a, b) => (Math.abs(b - number) < Math.abs(a - number) ? b : a))
    result[nearest]! += count
  }
  return result
}

const add = <K>(counts: Map<K, number>, key: K, count: number): void => {
  counts.set(key, (counts.get(key) ?? 0) + count)
}

/** In place of an item, where none follows. */
const END = -1

function commonOf(counts: ReadonlyMap<number, number>, support: number): ItemCounts {
  const items = [...counts].filter(([item]) => item !== END)
  const kept = items.filter(([, count]) => count >= support).toSorted((a, b) => b[1] - a[1] || a[0] - b[0])
  const sum = (of: readonly (readonly [number, number])[]) => of.reduce((all, [, count]) => all + count, 0)
  return {
    items: kept.map(([item]) => item),
    counts: kept.map(([, count]) => count),
    end: counts.get(END) ?? 0,
    rare: sum(items) - sum(kept),
  }
}
