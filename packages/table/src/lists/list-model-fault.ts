// Whether a list model from a file can be drawn from: every number in its range, so that no list is endless.
import {type ItemCounts, type ListModel, MOST_ITEMS} from './list-model.ts'

const MOST_LABELS = 10_000
const MOST_LENGTH = 100_000
const MOST_TEXT = 10_000
/** Characters of a list. */
const MOST_CHARACTERS = 1 << 22

/** The first thing wrong with the `model` of a list column, as a clause; undefined when lists can be drawn from it. */
export function listModelFault(model: unknown): string | undefined {
  if (!isObject(model)) return 'a list model should be an object'
  const {style, items, frequencies, order, longest, repeats, labels, followers} = model as Partial<ListModel>
  if (!isObject(style) || ![style.open, style.close, style.separator].every(isText))
    return 'style should have open, close and separator'
  if (!isListOf(items, isText) || items.length === 0 || items.length > MOST_ITEMS)
    return `items should be 1 to ${MOST_ITEMS} texts`
  const {length} = items
  const isCounts = (value: unknown): value is ItemCounts => isItemCounts(value, length)
  if (!isListOf(frequencies, isCount) || frequencies.length !== length)
    return `frequencies should be ${length} counts`
  if (order !== undefined && !(isListOf(order, isCount) && new Set(order).size === length))
    return `order should be ${length} places`
  if (!isWhole(longest, MOST_LENGTH)) return `longest should be a whole number up to ${MOST_LENGTH}`
  const each = items.reduce((most, item) => Math.max(most, item.length), 0) + style.separator.length
  if (longest * each > MOST_CHARACTERS) return `lists should have at most ${MOST_CHARACTERS} characters`
  if (typeof repeats !== 'boolean') return 'repeats should be true or false'
  const isFollowers = (value: unknown): value is ListModel['followers'][number] =>
    isCounts(value) &&
    isListOf((value as Partial<ListModel['followers'][number]>).at, one => one === null || isCounts(one))
  if (!isListOf(followers, isFollowers) || followers.length !== length)
    return `followers should be ${length} lists of items and counts`
  if (!Array.isArray(labels) || labels.length === 0 || labels.length > MOST_LABELS)
    return `labels should be 1 to ${MOST_LABELS}`
  const isItem = (value: unknown): value is number => isWhole(value, length - 1)
  for (const label of labels as unknown[]) {
    const {items: first, whole, more, next} = (label ?? {}) as Partial<ListModel['labels'][number]>
    if (!isListOf(first, isItem) || first.length > longest || typeof whole !== 'boolean' || !isCounts(next))
      return 'a label should have items, whole and next'
    if (!isListOf(more, isCount) || more.length > longest + 1)
      return `more should be at most ${longest + 1} counts`
  }
  return undefined
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= MOST_TEXT

const isCount = (value: unknown): value is number => isWhole(value, Number.MAX_SAFE_INTEGER)

const isWhole = (value: unknown, max: number): value is number =>
  Number.isInteger(value) && (value as number) >= 0 && (value as number) <= max

const isListOf = <T>(value: unknown, is: (item: unknown) => item is T): value is T[] =>
  Array.isArray(value) && value.every(is)

function isItemCounts(value: unknown, items: number): value is ItemCounts {
  const {items: own, counts, end, rare} = (value ?? {}) as Partial<ItemCounts>
  return (
    isListOf(own, (item): item is number => isWhole(item, items - 1)) &&
    isListOf(counts, isCount) &&
    counts.length === own.length &&
    isCount(end) &&
    isCount(rare)
  )
}
