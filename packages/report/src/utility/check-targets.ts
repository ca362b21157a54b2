// Whether the columns named as targets can be predicted at all.
import {type ComparedColumn, InferError, nearest} from '@inferloop/contract'
import {isLearnable, type Learnable} from '../binned.ts'

/**
 * The columns of these names.
 *
 * @throws InferError INFER_COLUMN_UNKNOWN for a name that no column has on all sides; INFER_OPTION for ids, free text, constants, and columns whose
 * real cells are all the same
 */
export function checkTargets(columns: readonly ComparedColumn[], targets: readonly string[]): Learnable[] {
  return [...new Set(targets)].map(name => {
    const column = columns.find(one => one.name === name)
    if (column === undefined) throw unknown(name, columns)
    if (!isLearnable(column)) throw unfit(name, `it holds ${column.kind === 'id' ? 'ids' : 'free text'}`)
    if (column.kind === 'empty') throw unfit(name, 'it has no values')
    if (isConstant(column)) throw unfit(name, 'all its real values are the same')
    return column
  })
}

function isConstant(column: Learnable): boolean {
  if ('labels' in column) return column.known < 2
  const {real} = column.cells
  const first = real.find(value => value === value)
  return real.every(value => value !== value || value === first)
}

function unknown(name: string, columns: readonly ComparedColumn[]): InferError {
  const names = columns.map(column => column.name)
  const meant = nearest(name, names)
  return new InferError('INFER_COLUMN_UNKNOWN', {
    message: `--target names a column "${name}", which is not among those compared: ${names.slice(0, 12).join(', ')}${names.length > 12 ? ', …' : ''}.`,
    suggestions: [meant === undefined ? `--target ${names.at(-1)}` : `--target ${meant}`],
  })
}

const unfit = (name: string, why: string): InferError =>
  new InferError('INFER_OPTION', {
    message: `--target ${name} cannot be predicted: ${why}.`,
    suggestions: ['name a column of numbers, dates or labels with --target'],
  })
