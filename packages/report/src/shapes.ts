// How close each column's own distribution is, from a real table and synthetic batches that are not kept.
import {
  type CategoricalColumn,
  type Column,
  InferError,
  type NumericColumn,
  type Table,
} from '@inferloop/contract'
import {distributionTally} from './distribution-tally.ts'
import {knownMean} from './known-mean.ts'
import {labelTally} from './label-tally.ts'

/** Plain JSON: it is printed, sent and kept in model files. */
export interface ColumnShape {
  readonly name: string
  readonly kind: Column['kind']
  /** KSComplement for numbers and instants, TVComplement for labels. */
  readonly metric: 'KSComplement' | 'TVComplement'
  /** 0 to 1, 1 is best; missing cells are left out. Null when either side has nothing but missing cells. */
  readonly score: number | null
  /** Share of missing cells, 0 to 1; 0 where there are no rows. */
  readonly missingReal: number
  readonly missingSynthetic: number
  /** |missingReal - missingSynthetic|; 1 minus this is SDMetrics' MissingValueSimilarity. */
  readonly missingDifference: number
}

export interface ShapeAccumulator {
  /**
   * Counts the cells of a batch and lets it go. Columns are found by name, in any order.
   *
   * @throws InferError INFER_SCHEMA_MISMATCH when a column is not there or holds labels instead of numbers
   */
  add(batch: Table): void
  /** Scores of all rows added so far, in the order of the real table's columns. */
  result(): ColumnShape[]
}

/**
 * `real` holds the cells as they stand in the file, not as a generator was taught them: a label too rare to be learnt is one the
 * synthetic table lacks, and a value beyond the range learnt one it does not reach. Scores are exact, not sampled. Keeps the
 * distinct numbers of `real` and counts, and nothing of the batches.
 */
export function shapeAccumulator(real: Table): ShapeAccumulator {
  const tallies = real.columns.map(column => ('codes' in column ? ofLabels(column) : ofNumbers(column)))
  return {
    add(batch) {
      for (const [i, tally] of tallies.entries()) {
        const {name} = tally
        const next = batch.columns[i]
        const column = next?.name === name ? next : batch.columns.find(candidate => candidate.name === name)
        if (column === undefined || !tally.add(column)) throw mismatch(real.columns[i]!, column)
      }
    },
    result: () => tallies.map(tally => tally.shape()),
  }
}

/** Mean of the scores that are there; null when none is. */
export function meanScore(columns: readonly {readonly score: number | null}[]): number | null {
  return knownMean(columns.map(({score}) => score))
}

interface Tally {
  readonly name: string
  /** False when the column is of the other sort, and nothing was counted. */
  add(column: Column): boolean
  shape(): ColumnShape
}

function ofNumbers(real: NumericColumn): Tally {
  const tally = distributionTally(real.values)
  const missing = missingTally(missingNumbers(real), real.values.length)
  return {
    name: real.name,
    add(column) {
      if ('codes' in column) return false
      tally.add(column.values)
      missing.add(missingNumbers(column), column.values.length)
      return true
    },
    shape: () => ({
      name: real.name,
      kind: real.kind,
      metric: 'KSComplement',
      score: tally.complement(),
      ...missing.rates(),
    }),
  }
}

function ofLabels(real: CategoricalColumn): Tally {
  const tally = labelTally(real)
  const missing = missingTally(missingLabels(real), real.codes.length)
  return {
    name: real.name,
    add(column) {
      if (!('codes' in column)) return false
      tally.add(column)
      missing.add(missingLabels(column), column.codes.length)
      return true
    },
    shape: () => ({
      name: real.name,
      kind: real.kind,
      metric: 'TVComplement',
      score: tally.complement(),
      ...missing.rates(),
    }),
  }
}

function missingTally(real: number, realRows: number) {
  const missingReal = realRows === 0 ? 0 : real / realRows
  let missing = 0
  let rows = 0
  return {
    add(missingCells: number, cells: number): void {
      missing += missingCells
      rows += cells
    },
    rates() {
      const missingSynthetic = rows === 0 ? 0 : missing / rows
      return {missingReal, missingSynthetic, missingDifference: Math.abs(missingReal - missingSynthetic)}
    },
  }
}

function missingNumbers({values}: NumericColumn): number {
  let missing = 0
  for (let row = 0; row < values.length; row++) if (Number.isNaN(values[row]!)) missing++
  return missing
}

function missingLabels({codes, schema}: CategoricalColumn): number {
  let missing = 0
  const {length} = schema.categories
  for (let row = 0; row < codes.length; row++) if (codes[row]! >= length) missing++
  return missing
}

function mismatch(real: Column, found: Column | undefined): InferError {
  const seen = found === undefined ? 'is not there' : `is ${found.kind}`
  return new InferError('INFER_SCHEMA_MISMATCH', {
    message: `Column "${real.name}" is ${real.kind} in the real table and ${seen} in the synthetic one.`,
    suggestions: ['Compare tables that have the same columns.'],
  })
}
