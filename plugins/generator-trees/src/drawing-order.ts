// The order in which columns are drawn: that of the table, but for yes and no, which come last.
import type {EncodedColumn} from '@inferloop/forest'

/**
 * Columns of two classes stand last, so that boosted trees tell them from all others. Drawn first, they would be known to the
 * others' trees alone, which blur what they depend on little by little.
 */
export function drawingOrder(columns: readonly EncodedColumn[]): number[] {
  const isYesOrNo = (j: number): boolean => {
    const column = columns[j]!
    return column.type === 'classes' && column.classes === 2
  }
  const all = columns.map((_, j) => j)
  return [...all.filter(j => !isYesOrNo(j)), ...all.filter(isYesOrNo)]
}
