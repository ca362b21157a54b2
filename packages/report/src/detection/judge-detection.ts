// How well classifiers tell synthetic rows from training rows, and from held-out ones.
import type {ComparedColumn, Comparison, RunContext} from '@inferloop/contract'
import {openPool, type Pool} from '@inferloop/forest'
import {chooseRows} from '@inferloop/random'
import {binning, isLearnable, type Learnable, type Part} from '../binned.ts'
import type {Detection} from '../judgement.ts'
import {boostedDetection} from './boosted-detection.ts'
import {logisticDetection} from './logistic-detection.ts'
import {rocCurve} from './roc-curve.ts'

/** Rows of each side that are used; of more, so many are drawn. */
const MOST_ROWS = 20_000
/** Fewer cannot be cross-validated. */
const LEAST_ROWS = 20
const MOST_CULPRITS = 20

/**
 * Equal counts of real and synthetic rows, drawn with the seed. Against held-out rows only where there are some; nothing where there are too few
 * rows or no columns to learn from. A classifier that has seen the training rows copied knows them again, so against training rows a copy
 * scores better than it is.
 */
export async function judgeDetection(
  {columns, rows}: Pick<Comparison, 'columns' | 'rows'>,
  run: RunContext,
): Promise<Detection[]> {
  const learnable = columns.filter((column: ComparedColumn): column is Learnable => isLearnable(column))
  if (learnable.length === 0) return []
  const pool = openPool({threads: Math.min(run.threads, 4), signal: run.signal})
  try {
    const found: Detection[] = []
    for (const side of ['real', 'holdout'] as const) {
      const half = Math.min(rows[side] ?? 0, rows.synthetic, MOST_ROWS)
      if (half < LEAST_ROWS) continue
      found.push(await against(side, half, learnable, rows, run, pool))
    }
    return found
  } finally {
    await pool.close()
  }
}

async function against(
  side: 'real' | 'holdout',
  half: number,
  columns: readonly Learnable[],
  rows: Comparison['rows'],
  {random: all, signal}: RunContext,
  pool: Pool,
): Promise<Detection> {
  const random = all.split(`detection ${side}`)
  const parts = [
    {side, rows: chooseRows(rows[side]!, half, random.split('real'))},
    {side: 'synthetic', rows: chooseRows(rows.synthetic, half, random.split('synthetic'))},
  ] as const satisfies readonly Part[]
  const encoded = columns.map(column => binning(column, parts)(parts))
  const boosted = await boostedDetection(encoded, half, random.split('boosted'), pool)
  const logistic = await logisticDetection(columns, [parts[0], parts[1]], random.split('logistic'), signal)
  const culprits = columns
    .map(({name}, j) => ({column: name, ...boosted.columns[j]!}))
    .filter(({share}) => share > 0)
    .sort((a, b) => b.share - a.share)
  return {
    against: side === 'real' ? 'training rows' : 'held-out rows',
    rows: half,
    boosted: boosted.auc,
    logistic,
    curve: rocCurve(boosted.scores, boosted.labels),
    culprits: culprits.slice(0, MOST_CULPRITS),
  }
}
