// Drawing a list for what it begins with.
import type {Random} from '@inferloop/contract'
import type {ItemCounts, ListLabel, ListModel} from './list-model.ts'
import {writeItems} from './list-style.ts'

/** A function from a label's place in `labels` to a list that begins so. */
export function listWriter(model: ListModel): (label: number, random: Random) => string {
  const {style, items, order, labels} = model
  const rest = order === undefined ? restByLength(model) : restByChain(model)
  return (place, random) => {
    const label = labels[place]!
    const list = label.whole ? [...label.items] : rest(label, random)
    if (order !== undefined) list.sort((a, b) => order[a]! - order[b]!)
    return writeItems(
      list.map(item => items[item]!),
      style,
    )
  }
}

type Rest = (label: ListLabel, random: Random) => number[]

const anyOf = ({frequencies}: ListModel): ItemCounts => ({
  items: [...frequencies.keys()],
  counts: frequencies,
  end: 0,
  rare: 0,
})

/** Lists in no order: it is drawn how many items there are, then one after the other. */
function restByLength(model: ListModel): Rest {
  const every = anyOf(model)
  return ({items, more, next}, random) => {
    const list = [...items]
    const used = new Set(list)
    const isFree = (item: number) => model.repeats || !used.has(item)
    for (let left = drawn(more, random); left > 0; left--) {
      const last = list.at(-1)
      const after = list.length === items.length ? next : last === undefined ? every : model.followers[last]!
      const found = pick(after, isFree, random, {ends: false})
      const item = typeof found === 'number' ? found : pick(every, isFree, random, {ends: false})
      if (typeof item !== 'number') break
      list.push(item)
      used.add(item)
    }
    return list
  }
}

/**
 * Lists in one order are sets: from the first item to the last by number, each item leads to the next or to the end
 * (a Markov chain), so that every item comes as often as it did.
 */
function restByChain(model: ListModel): Rest {
  const every = anyOf(model)
  return ({items, next}, random) => {
    const list = [...items]
    let after = next
    while (list.length < model.longest) {
      const last = list.at(-1)
      const isAfter = (item: number) => last === undefined || item > last || (model.repeats && item === last)
      let item = pick(after, isAfter, random, {ends: true})
      if (item === 'rare') {
        // One of those that are not common here.
        const common = new Set(after.items)
        const isRare = (other: number) => isAfter(other) && !common.has(other)
        const all = last === undefined ? every : model.followers[last]!
        item = pick(all, isRare, random, {ends: false}) ?? 'rare'
        if (item === 'rare') item = pick(every, isRare, random, {ends: false})
      }
      if (typeof item !== 'number') break
      list.push(item)
      const followers = model.followers[item]!
      after = followers.at[list.length - 1] ?? followers
    }
    return list
  }
}

/** An entry's place, with the chance of its count; 0 where all are 0. */
function drawn(counts: readonly number[], random: Random): number {
  let left = random.next() * counts.reduce((sum, count) => sum + count, 0)
  return Math.max(
    0,
    counts.findIndex(count => (left -= count) < 0),
  )
}

/**
 * One of the items that may be taken, with the chance of its count; undefined for the end, or where none may be taken. `ends`: the
 * end has its chance, too.
 */
function pick(
  {items, counts, end, rare}: ItemCounts,
  may: (item: number) => boolean,
  random: Random,
  {ends}: {readonly ends: boolean},
): number | 'rare' | undefined {
  let sum = rare + (ends ? end : 0)
  for (let i = 0; i < items.length; i++) if (may(items[i]!)) sum += counts[i]!
  let left = random.next() * sum
  if (left < rare) return 'rare'
  left -= rare
  for (let i = 0; i < items.length; i++) {
    if (!may(items[i]!)) continue
    if (left < counts[i]!) return items[i]!
    left -= counts[i]!
  }
  return undefined
}
