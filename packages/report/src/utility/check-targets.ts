// Whether the columns named as targets can be predicted at all.
import {type ComparedColumn, InferError, nearest} from '@inferloop/contract'
import {isLearnable, type Learnable} from '../binned.ts'

/** Fewer real rows with a value teach and test nothing. */
const LEAST_ROWS = 10

/**
 * The columns of these names, each once.
 *
 * @throws InferError INFER_COLUMN_UNKNOWN for a name that no column has on all sides; INFER_OPTION for ids, free text, constants, columns with
 * fewer than 10 real values, and columns whose real or held-out values are all the same. That the synthetic ones are is a fault of theirs, and scored
 */
export function checkTargets(columns: readonly ComparedColumn[], targets: readonly string[]): Learnable[] {
  return [...new Set(targets)].map(name => {
    const column = columns.find(one => one.name === name)
    if (column === undefined) throw unknown(name, columns)
    if (!isLearnable(column)) throw unfit(name, `it holds ${column.kind === 'id' ? 'ids' : 'free text'}`)
    const real = census(column, 'real')
    if (real.there === 0) throw unfit(name, 'it has no values')
    if (real.same) throw unfit(name, 'all its real values are the same')
    if (real.there < LEAST_ROWS) throw unfit(name, `only ${real.there} real rows have a value`)
    if (column.cells.holdout === undefined) return column
    const holdout = census(column, 'holdout')
    if (holdout.there === 0) throw unfit(name, 'no held-out row has a value that stands in the real table')
    if (holdout.same) throw unfit(name, 'all its held-out values are the same')
    return column
  })
}

/** How many cells of a side there are to predict, and whether they are all the same. */
function census(column: Learnable, side: 'real' | 'holdout'): {there: number; same: boolean} {
  const cells = column.cells[side]!
  const first = cells.find(cell => isThere(column, cell))
  let there = 0
  let same = true
  for (const cell of cells) {
    if (!isThere(column, cell)) continue
    there++
    if (cell !== first) same = false
  }
  return {there, same}
}

const isThere = (column: Learnable, cell: number): boolean =>
  'labels' in column ? cell < column.known : cell === cell

function unknown(name: string, columns: readonly ComparedColumn[]): InferError {
  const names = columns.map(column => column.name)
  const meant = nearest(name, names)
  return new InferError('INFER_COLUMN_UNKNOWN', {
    message: `--target names a column "${name}", which is not among those compared: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`,
    suggestions: [`--target ${meant ?? names.at(-1) ?? 'COLUMN'}`],
  })
}

const unfit = (name: string, why: string): InferError =>
  new InferError('INFER_OPTION', {
    message: `--target ${name} cannot be predicted: ${why}.`,
    suggestions: ['name a column of numbers, dates or labels with --target'],
  })
