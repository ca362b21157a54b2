// What a model from a file may have wrong with a column's slots, which arrays of the right length do not show.
import {type ModelColumn, slotCount} from './layout.ts'

/** The first fault as the rest of a sentence; undefined when the column can be drawn. */
export function slotFault({schema, code}: ModelColumn): string | undefined {
  if (code.kind === 'labels') {
    const labels = (schema as {categories: readonly string[]}).categories.length + schema.missing.length
    if (code.slots.length !== labels || code.counts.length !== labels)
      return `${labels} labels expected, ${code.slots.length} slots and ${code.counts.length} counts given`
    if (code.slots.some(slot => slot >= labels)) return 'a label has a slot beyond the last'
    return code.counts.some(count => count > 0) ? undefined : 'no label was counted'
  }
  const {means, deviations, atoms, counts, made, real} = code
  if (means.length !== deviations.length) return 'modes have means without deviations'
  if (counts.length > 0) {
    const size = slotCount({schema, code} as ModelColumn)
    if (counts.length !== size) return `${size} slots expected, ${counts.length} counts given`
    if (!counts.some(count => count > 0)) return 'no slot was counted'
  }
  if (made.length !== real.length) return 'quantiles made and real are not as many'
  for (const list of [means, deviations, atoms, made, real])
    if (!list.every(Number.isFinite)) return 'a number is not finite'
  if (deviations.some(deviation => deviation < 0)) return 'a deviation is negative'
  for (const list of [made, real])
    if (list.some((value, i) => i > 0 && value < list[i - 1]!)) return 'quantiles do not ascend'
  return undefined
}
