// Singling out: an attacker describes one synthetic row by a few of its cells and hopes that the description fits exactly one real row.
import type {Comparison, Random} from '@inferloop/contract'
import {chooseRows} from '@inferloop/random'
import type {Learnable} from '../binned.ts'
import type {Risk} from '../judgement.ts'
import {turns} from '../turns.ts'
import {riskOf, type Tally} from './risk.ts'

const ATTACKS = 300
/** Descriptions tried before fewer attacks are settled for. */
const MOST_TRIES = 6000
const CELLS = 4
const MOST_ROWS = 20_000

type SideName = 'real' | 'synthetic' | 'holdout'

/** Whether a cell fits: equal labels; numbers on the same side of the row's own value as most of the others are not. */
type Condition = (side: SideName) => (row: number) => boolean

interface Description {
  /** Of which cells of which rows; each is tried once, for tries must not depend on each other. */
  readonly name: string
  readonly conditions: readonly Condition[]
}

/**
 * Descriptions are of 4 cells of a synthetic row, drawn at random: its label, or at least (at most) its number where that lies above (below) the median. One that fits exactly one synthetic row is
 * tried: right when it fits exactly one real row. The control is as many held-out rows; the baseline, and the control where nothing is held out, descriptions put together from different
 * rows. Real and held-out rows are equal in number. Null where no description singles a synthetic row out.
 *
 * @see Giomi et al. 2022 (Anonymeter): multivariate singling-out
 */
export async function singlingOut(
  columns: readonly Learnable[],
  rows: Comparison['rows'],
  random: Random,
  signal: AbortSignal,
): Promise<Risk | null> {
  const usable = columns.filter(column => !('labels' in column) || column.labels.length > 1)
  if (usable.length === 0) return null
  const size = Math.min(rows.real, rows.holdout ?? rows.real, MOST_ROWS)
  const drawn = (side: SideName, count: number) =>
    chooseRows(rows[side]!, Math.min(rows[side]!, count), random.split(side))
  const synthetic = drawn('synthetic', size)
  const real = drawn('real', size)
  const holdout = rows.holdout === undefined ? undefined : drawn('holdout', size)
  const median = new Map(usable.map(column => [column, medianOf(column, synthetic)]))
  const describe = (mixed: boolean, dice: Random): Description => {
    let row = synthetic[dice.below(synthetic.length)]!
    const cells = Array.from(chooseRows(usable.length, Math.min(CELLS, usable.length), dice), k => {
      if (mixed) row = synthetic[dice.below(synthetic.length)]!
      return {k, row}
    })
    return {
      name: cells.map(cell => `${cell.k}:${cell.row}`).join(),
      conditions: cells.map(cell => conditionOf(usable[cell.k]!, cell.row, median.get(usable[cell.k]!)!)),
    }
  }
  const attack = async (mixed: boolean, key: string) => {
    const dice = random.split(key)
    const training = {right: 0, attacks: 0}
    const control = {right: 0, attacks: 0}
    const tried = new Set<string>()
    const turn = turns(signal)
    for (let tries = 0; tries < MOST_TRIES && training.attacks < ATTACKS; tries++) {
      const {name, conditions} = describe(mixed, dice)
      if (tried.has(name)) continue
      tried.add(name)
      await turn()
      if (!mixed && !fitsOne(conditions, 'synthetic', synthetic)) continue
      training.attacks++
      if (fitsOne(conditions, 'real', real)) training.right++
      if (holdout === undefined || mixed) continue
      control.attacks++
      if (fitsOne(conditions, 'holdout', holdout)) control.right++
    }
    return {real: training as Tally, control: control as Tally}
  }
  const found = await attack(false, 'attacks')
  if (found.real.attacks === 0) return null
  const baseline = (await attack(true, 'baseline')).real
  const control = holdout === undefined ? baseline : found.control
  return riskOf(found.real, control, baseline.right / Math.max(1, baseline.attacks))
}

function fitsOne(conditions: readonly Condition[], side: SideName, rows: Uint32Array): boolean {
  const meets = conditions.map(condition => condition(side))
  let fits = 0
  for (let i = 0; i < rows.length; i++) {
    let k = 0
    while (k < meets.length && meets[k]!(rows[i]!)) k++
    if (k === meets.length && ++fits > 1) return false
  }
  return fits === 1
}

function conditionOf(column: Learnable, row: number, median: number): Condition {
  if ('labels' in column) {
    const label = column.cells.synthetic[row]!
    return side => {
      const cells = column.cells[side]!
      return other => cells[other] === label
    }
  }
  const value = column.cells.synthetic[row]!
  return side => {
    const cells = column.cells[side]!
    if (value !== value) return other => cells[other]! !== cells[other]!
    return value >= median ? other => cells[other]! >= value : other => cells[other]! <= value
  }
}

function medianOf(column: Learnable, rows: Uint32Array): number {
  if ('labels' in column) return 0
  const values = Float64Array.from(rows, row => column.cells.synthetic[row]!)
    .filter(value => value === value)
    .sort()
  return values[values.length >>> 1] ?? 0
}
