// The values of a number that has few of them, such as grades and counts, as labels that the networks see besides.
import type {NumericColumn, Table} from '@inferloop/contract'
import type {Settings} from './options.ts'

export interface ValuesAsLabels {
  readonly slots: Uint16Array
  readonly counts: Uint32Array
}

/** A slot for each value, in their order, and one for each missing text; undefined where values are more than `few-values`. */
export function valuesAsLabels(
  {columns}: Table,
  at: number,
  {fewValues}: Settings,
): ValuesAsLabels | undefined {
  const {values, missing, schema} = columns[at] as NumericColumn
  const found = new Set<number>()
  for (const value of values) {
    if (!Number.isNaN(value)) found.add(value)
    if (found.size > fewValues) return undefined
  }
  if (found.size < 2) return undefined
  const slotOf = new Map([...found].toSorted((a, b) => a - b).map((value, slot) => [value, slot]))
  const slots = Uint16Array.from(
    values,
    (value, row) => slotOf.get(value) ?? found.size - 1 + (missing?.[row] ?? 1),
  )
  const counts = new Uint32Array(found.size + schema.missing.length)
  for (const slot of slots) counts[slot]!++
  return {slots, counts}
}
