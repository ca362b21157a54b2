// The exact frequencies of synthetic labels beside the real ones, from batches that are not kept.
import type {CategoricalColumn} from '@inferloop/contract'
import {tvComplement} from './tv-complement.ts'

export interface LabelTally {
  /** Counts labels; missing cells are passed over. */
  add(column: CategoricalColumn): void
  /** TVComplement of what was added so far; null when either side has no label. */
  complement(): number | null
}

/**
 * Labels are matched by their text; a schema met in the batch before is not looked through again. Those the real column does
 * not know share the last slot: each of them differs by the whole of its frequency, so their sum is all the metric asks for.
 */
export function labelTally(real: CategoricalColumn): LabelTally {
  const {categories} = real.schema
  const stranger = categories.length
  const realCounts = new Float64Array(categories.length + 1)
  const counts = new Float64Array(categories.length + 1)
  const places = new Map(categories.map((label, i) => [label, i]))
  let schema = real.schema
  let slots = Uint32Array.from(categories, (_, i) => i)
  count(real.codes, slots, realCounts)

  return {
    add(column) {
      if (column.schema !== schema) {
        schema = column.schema
        slots = Uint32Array.from(schema.categories, label => places.get(label) ?? stranger)
      }
      count(column.codes, slots, counts)
    },
    complement: () => tvComplement(realCounts, counts),
  }
}

/** Adds one to the slot of each code; codes beyond the slots stand for missing cells. */
function count(codes: Uint32Array, slots: Uint32Array, into: Float64Array): void {
  for (const code of codes) {
    if (code < slots.length) into[slots[code]!]!++
  }
}
