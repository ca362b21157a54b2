// SDMetrics' metrics of single columns, for every column.
import type {ComparedColumn, ComparedKeys, ComparedLabels, ComparedNumbers, Sides} from '@inferloop/contract'
import type {JudgedColumn} from '../judgement.ts'
import {ksComplement} from '../ks-complement.ts'
import {type SortedSides, sortedSides} from '../sorted-sides.ts'
import {tvComplement} from '../tv-complement.ts'
import {boundaryAdherence} from './boundary-adherence.ts'
import {categoryAdherence} from './category-adherence.ts'
import {categoryCoverage} from './category-coverage.ts'
import {keyUniqueness} from './key-uniqueness.ts'
import {missingValueSimilarity} from './missing-value-similarity.ts'
import {rangeCoverage} from './range-coverage.ts'

export type ColumnMetrics = Pick<
  JudgedColumn,
  'name' | 'kind' | 'shape' | 'coverage' | 'validity' | 'missing'
>

/** In the order of the columns. `sortedOf` gives the values of a column of numbers in order; by default they are sorted here. */
export function judgeColumns(
  columns: readonly ComparedColumn[],
  sortedOf: (column: ComparedNumbers) => SortedSides = sortedSides,
): ColumnMetrics[] {
  return columns.map(column => ({
    name: column.name,
    kind: column.kind,
    ...('schema' in column ? ofNumbers(column, sortedOf(column)) : ofOthers(column)),
  }))
}

function ofOthers(column: ComparedLabels | ComparedKeys): Omit<ColumnMetrics, 'name' | 'kind'> {
  return 'labels' in column ? ofLabels(column) : ofKeys(column)
}

function ofNumbers({cells}: ComparedNumbers, sorted: SortedSides): Omit<ColumnMetrics, 'name' | 'kind'> {
  const {real, synthetic} = cells
  const missing = (values: Float64Array) =>
    values.length - (values === real ? sorted.real : sorted.synthetic).length
  return {
    shape: {metric: 'KSComplement', score: ksComplement(sorted.real, sorted.synthetic)},
    coverage: {metric: 'RangeCoverage', score: rangeCoverage(real, synthetic)},
    validity: {metric: 'BoundaryAdherence', score: boundaryAdherence(real, synthetic)},
    missing: missingCells(cells, missing),
  }
}

function ofLabels({cells, labels, known}: ComparedLabels): Omit<ColumnMetrics, 'name' | 'kind'> {
  const {real, synthetic} = cells
  const missing = labels.length
  const shares = [real, synthetic].map(codes => {
    const counts = new Float64Array(missing)
    for (let i = 0; i < codes.length; i++) if (codes[i]! < missing) counts[codes[i]!]!++
    return counts
  })
  return {
    shape: {metric: 'TVComplement', score: tvComplement(shares[0]!, shares[1]!)},
    coverage: {metric: 'CategoryCoverage', score: categoryCoverage(synthetic, known)},
    validity: {metric: 'CategoryAdherence', score: categoryAdherence(real, synthetic, {known, missing})},
    missing: missingCells(cells, codes => countOf(codes, missing)),
  }
}

/** Only ids that name every real row once are held to it. */
function ofKeys({cells, distinct, kind}: ComparedKeys): Omit<ColumnMetrics, 'name' | 'kind'> {
  const isKey = kind === 'id' && keyUniqueness(cells.real, distinct) === 1
  return {
    shape: null,
    coverage: null,
    validity: isKey ? {metric: 'KeyUniqueness', score: keyUniqueness(cells.synthetic, distinct)} : null,
    missing: missingCells(cells, codes => countOf(codes, 0)),
  }
}

function countOf(codes: Uint32Array, wanted: number): number {
  let count = 0
  for (let i = 0; i < codes.length; i++) if (codes[i] === wanted) count++
  return count
}

function missingCells<Cells extends {readonly length: number}>(
  {real, synthetic}: Sides<Cells>,
  count: (cells: Cells) => number,
): ColumnMetrics['missing'] {
  const score = missingValueSimilarity(
    {missing: count(real), rows: real.length},
    {missing: count(synthetic), rows: synthetic.length},
  )
  return {metric: 'MissingValueSimilarity', score: Number.isNaN(score) ? null : score}
}
