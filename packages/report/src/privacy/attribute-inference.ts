// Attribute inference: an attacker who knows all columns of somebody but one reads that one off the nearest synthetic row.
import type {Comparison, Random} from '@inferloop/contract'
import {chooseRows} from '@inferloop/random'
import type {Learnable, Part} from '../binned.ts'
import {rangeOf} from '../columns/range-coverage.ts'
import type {Privacy} from '../judgement.ts'
import {fewerInWide} from './fewer-in-wide.ts'
import type {NearestPool} from './nearest-pool.ts'
import {buildTree} from './neighbour-tree.ts'
import type {Points, Space} from './points.ts'
import {riskOf} from './risk.ts'

const MOST_COLUMNS = 30
const MOST_ATTACKS = 300
const MOST_REFERENCES = 20_000
/** A number guessed within this share of the truth is right, an instant within this share of the real column's range. */
const NEAR = 0.05

/**
 * For each column (of more than 30 the first): rows of the real table are attacked by the value of the synthetic row nearest in all other columns, and so are held-out rows for
 * control; the baseline is the value of a synthetic row drawn at random, which is the control too where nothing is held out. Labels are right when equal, numbers within 5 %.
 *
 * @see Giomi et al. 2022 (Anonymeter): inference risk
 */
export async function attributeInference(
  space: Space,
  rows: Comparison['rows'],
  random: Random,
  pool: NearestPool,
): Promise<Privacy['attributeInference']> {
  if (space.columns.length < 2) return []
  const synthetic = chooseRows(
    rows.synthetic,
    Math.min(rows.synthetic, fewerInWide(MOST_REFERENCES, space.columns.length)),
    random.split('synthetic'),
  )
  const tree = buildTree(space.points({side: 'synthetic', rows: synthetic}))
  const attacked = (side: 'real' | 'holdout'): {part: Part; points: Points} => {
    const part = {
      side,
      rows: chooseRows(rows[side]!, Math.min(rows[side]!, MOST_ATTACKS), random.split(side)),
    }
    return {part, points: space.points(part)}
  }
  const real = attacked('real')
  const holdout = rows.holdout === undefined ? undefined : attacked('holdout')
  const risks: Privacy['attributeInference'][number][] = []
  for (const [dimension, column] of space.columns.entries()) {
    if (risks.length >= MOST_COLUMNS) break
    const isRight = judgeOf(column)
    const guessed = async ({part, points}: {part: Part; points: Points}) => {
      const found = await pool.search({tree, queries: points, only: true, ignored: dimension})
      let right = 0
      for (let i = 0; i < points.count; i++)
        if (isRight(part.side, part.rows[i]!, synthetic[found[2 * i + 1]!]!)) right++
      return {right, attacks: points.count}
    }
    const dice = random.split(`baseline ${column.name}`)
    const drawn = real.part.rows.reduce(
      (sum, row) => sum + (isRight('real', row, synthetic[dice.below(synthetic.length)]!) ? 1 : 0),
      0,
    )
    const baseline = {right: drawn, attacks: real.part.rows.length}
    const control = holdout === undefined ? baseline : await guessed(holdout)
    risks.push({
      column: column.name,
      ...riskOf(await guessed(real), control, drawn / Math.max(1, baseline.attacks)),
    })
  }
  return risks
}

type IsRight = (side: Part['side'], row: number, synthetic: number) => boolean

function judgeOf(column: Learnable): IsRight {
  if ('labels' in column) {
    const {cells} = column
    return (side, row, guess) => cells[side]![row] === cells.synthetic[guess]
  }
  const {cells} = column
  const range = rangeOf(cells.real)
  const span = column.kind === 'datetime' && range !== undefined ? range.max - range.min : undefined
  return (side, row, guess) => {
    const truth = cells[side]![row]!
    const value = cells.synthetic[guess]!
    if (truth !== truth || value !== value) return truth !== truth && value !== value
    return Math.abs(value - truth) <= NEAR * (span ?? Math.abs(truth))
  }
}
