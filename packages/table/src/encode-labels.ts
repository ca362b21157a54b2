// Labels → codes; labels the schema left out are spread over the kept ones in proportion.
import type {CategoricalColumn, CategoricalSchema} from '@inferloop/contract'
import type {Census} from './census.ts'
import {missingToken} from './missing-tokens.ts'

/** Fractional part of the golden ratio: multiples of it fill [0, 1) evenly (Weyl, 1916). */
const GOLDEN = 0.6180339887498949

export function encodeLabels(census: Census, schema: CategoricalSchema): CategoricalColumn {
  const {categories, missing} = schema
  const codeOf = new Map([...categories, ...missing].map((text, code) => [text, code]))
  const ofDistinct = new Int32Array(census.counts.length)
  const cells = new Float64Array(categories.length)
  for (let index = 0; index < ofDistinct.length; index++) {
    const text = census.text(index)
    const code =
      codeOf.get(text) ?? (missing.length > 0 && missingToken(text) === 'blank' ? categories.length : -1)
    ofDistinct[index] = code
    if (code >= 0 && code < categories.length) cells[code]! += census.counts[index]!
  }
  const upTo = runningSums(cells)
  const {codes: source} = census
  const codes = new Uint32Array(source.length)
  let drawn = 0
  for (let row = 0; row < source.length; row++) {
    const code = ofDistinct[source[row]!]!
    codes[row] = code >= 0 ? code : place(upTo, ((drawn++ + 0.5) * GOLDEN) % 1)
  }
  return {name: schema.name, kind: schema.kind, codes, schema}
}

/** Running sums of the counts, all 1 when no kept label stands in the table. */
function runningSums(cells: Float64Array): Float64Array {
  const even = cells.every(count => count === 0)
  let sum = 0
  return cells.map(count => (sum += even ? 1 : count))
}

/** The entry a fraction of the whole falls into. */
function place(upTo: Float64Array, fraction: number): number {
  const at = fraction * (upTo.at(-1) ?? 0)
  let [low, high] = [0, upTo.length - 1]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (upTo[middle]! > at) high = middle
    else low = middle + 1
  }
  return low
}
