// Cells of lists by what they begin with: as codes a generator learns, and as labels that tables are compared by.
import type {CategoricalColumn, CategoricalSchema, ListSchema} from '@inferloop/contract'
import type {Census} from '../census.ts'
import {isMissing} from '../same-cell.ts'
import {labelFinder} from './learn-labels.ts'
import type {ListModel} from './list-model.ts'
import {itemsOf, writeItems} from './list-style.ts'

/** The name of each label: the list itself where nothing follows, else its beginning: `["a", …]`. */
export function labelNames({labels, items, style}: ListModel): string[] {
  return labels.map(label =>
    writeItems([...label.items.map(item => items[item]!), ...(label.whole ? [] : ['…'])], style),
  )
}

/** What stands for a list column where a generator learns: its labels. */
export function listAsLabels({name, evidence, missing, model}: ListSchema): CategoricalSchema {
  const categories = labelNames(model as ListModel)
  return {name, kind: 'categorical', evidence, missing, physical: 'text', categories}
}

/** A function from a cell to its label, by its place; -1 where it is no list. */
function placer({items, style, order, labels}: ListModel): (text: string) => number {
  const numberOf = new Map(items.map((item, number) => [item, number]))
  const find = labelFinder(labels)
  return text => {
    const all = itemsOf(text, style)
    if (all === undefined) return -1
    const numbers = all.map(item => numberOf.get(item)).filter(number => number !== undefined)
    if (order !== undefined) numbers.sort((a, b) => a - b)
    return find({numbers, length: all.length, count: 1})
  }
}

export function encodeLists(census: Census, list: ListSchema): CategoricalColumn {
  const schema = listAsLabels(list)
  const {categories, missing} = schema
  const place = placer(list.model as ListModel)
  const ofDistinct = Uint32Array.from(census.counts, (count, index) => {
    if (count === 0) return 0
    const text = census.text(index)
    const token = missing.indexOf(text)
    if (token >= 0) return categories.length + token
    if (missing.length > 0 && isMissing(text, missing)) return categories.length
    return Math.max(0, place(text))
  })
  const codes = Uint32Array.from(census.codes, code => ofDistinct[code]!)
  return {name: schema.name, kind: schema.kind, codes, schema}
}

/** A census of labels in place of the cells; cells that are no lists keep their text. */
export function censusOfLabels(census: Census, {model, missing}: ListSchema): Census {
  const names = labelNames(model as ListModel)
  const place = placer(model as ListModel)
  const texts: string[] = []
  const places = new Map<string, number>()
  const ofDistinct = Uint32Array.from(census.counts, (count, index) => {
    if (count === 0) return 0
    const text = census.text(index)
    const label = isMissing(text, missing) ? text : (names[place(text)] ?? text)
    const known = places.get(label) ?? texts.push(label) - 1
    places.set(label, known)
    return known
  })
  const counts = new Uint32Array(texts.length)
  for (const [index, count] of census.counts.entries()) if (count > 0) counts[ofDistinct[index]!]! += count
  const codes = Uint32Array.from(census.codes, code => ofDistinct[code]!)
  return {...census, codes, counts, text: index => texts[index]!}
}
