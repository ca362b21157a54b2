// The DiagnosticReport, as SDMetrics publishes it: are the values valid, is the structure the same?
import type {StructureFacts} from '@inferloop/contract'
import type {ColumnMetrics} from './columns/judge-columns.ts'
import type {Diagnostic} from './judgement.ts'
import {knownMean} from './known-mean.ts'
import {tableStructure} from './table-structure.ts'

/**
 * Data Validity is the mean of BoundaryAdherence, CategoryAdherence and, of ids, KeyUniqueness over the columns; Data Structure is
 * TableStructure; the score is the mean of both. Unknown scores are left out of a mean.
 *
 * @see SDMetrics DiagnosticReport
 */
export function judgeDiagnostic(
  columns: readonly Pick<ColumnMetrics, 'validity'>[],
  {stored}: StructureFacts,
): Diagnostic {
  const dataValidity = knownMean(columns.map(({validity}) => validity?.score ?? null))
  const dataStructure = tableStructure(stored)
  return {score: knownMean([dataValidity, dataStructure]), dataValidity, dataStructure}
}
