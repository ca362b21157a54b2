// A line of an order: quantity times price.
import {measuresOf} from './measures.ts'
import type {Search} from './search.ts'

const TIMES = [1, 0.01]
/** Triples grow with the cube. */
const MOST_COLUMNS = 30

export function findProducts(search: Search): void {
  const numbers = measuresOf(search)
    .filter(({kind, schema}) => kind === 'numeric' && schema.max - schema.min >= 2)
    .slice(0, MOST_COLUMNS)
  for (const target of numbers)
    for (const [i, a] of numbers.entries())
      for (const b of numbers.slice(i + 1)) {
        if (a === target || b === target || !search.isFree(target.name)) continue
        if (!search.isSource(a.name) || !search.isSource(b.name)) continue
        TIMES.some(times => search.accept(target, {type: 'product', of: [a.name, b.name], times}))
      }
}
