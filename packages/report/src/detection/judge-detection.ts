// How well classifiers tell synthetic rows from training rows, and from held-out ones.
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {Comparison, RunContext} from '@inferloop/contract'
import {openPool} from '@inferloop/forest'
import {chooseRows} from '@inferloop/random'
import {binning, isLearnable, type Learnable, type Part} from '../binned.ts'
import type {Detection} from '../judgement.ts'
import {type BoostedDetection, boostedDetections} from './boosted-detection.ts'
import {logisticDetection} from './logistic-detection.ts'
import {rocCurve} from './roc-curve.ts'
import {type Trial, trialOf} from './trial.ts'

/** Rows of each side that are used; of more, so many are drawn. */
const MOST_ROWS = 12_000
/** Cells of each side, a bound on the time that wide tables take. */
const MOST_CELLS = 2e6
/** Bins of all columns together: each tree looks through about sixty histograms of them. */
const MOST_BINS = 12_000
/** Fewer rows cannot be cross-validated. */
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
  const learnable = columns.filter(isLearnable)
  const most = Math.min(MOST_ROWS, Math.floor(MOST_CELLS / Math.max(1, learnable.length)), rows.synthetic)
  const trials: Trial[] = []
  for (const side of ['real', 'holdout'] as const) {
    const half = Math.min(rows[side] ?? 0, most)
    if (half < LEAST_ROWS || learnable.length === 0) continue
    trials.push(drawTrial(side, half, learnable, rows, run))
    await nextTurn()
    run.signal.throwIfAborted()
  }
  if (trials.length === 0) return []
  const boosted = await inPool(trials, run)
  const found: Detection[] = []
  for (const [t, trial] of trials.entries()) {
    const logistic = await logisticDetection(learnable, trial, run.signal)
    found.push(detectionOf(trial, boosted[t]!, logistic, learnable))
  }
  return found
}

function drawTrial(
  side: 'real' | 'holdout',
  half: number,
  columns: readonly Learnable[],
  rows: Comparison['rows'],
  run: RunContext,
): Trial {
  const random = run.random.split(`detection ${side}`)
  const parts = [
    {side, rows: chooseRows(rows[side]!, half, random.split('real'))},
    {side: 'synthetic', rows: chooseRows(rows.synthetic, half, random.split('synthetic'))},
  ] as const satisfies readonly Part[]
  const bins = Math.floor(MOST_BINS / columns.length)
  const encoded = columns.map(column => binning(column, parts, bins)(parts))
  return trialOf(parts, encoded, random.split('folds'))
}

async function inPool(trials: readonly Trial[], run: RunContext): Promise<BoostedDetection[]> {
  const pool = openPool({threads: Math.min(run.threads, 3 * trials.length), signal: run.signal})
  try {
    return await boostedDetections(trials, pool, (done, total) =>
      run.progress({phase: 'detection', done, total, unit: 'classifiers'}),
    )
  } finally {
    await pool.close()
  }
}

function detectionOf(
  {parts: [real], labels}: Trial,
  boosted: BoostedDetection,
  logistic: number,
  columns: readonly Learnable[],
): Detection {
  const culprits = columns
    .map(({name}, j) => ({column: name, ...boosted.columns[j]!}))
    .filter(({share}) => share > 0)
    .sort((a, b) => b.share - a.share)
  return {
    against: real.side === 'real' ? 'training rows' : 'held-out rows',
    rows: real.rows.length,
    boosted: boosted.auc,
    logistic,
    curve: rocCurve(boosted.scores, labels),
    culprits: culprits.slice(0, MOST_CULPRITS),
  }
}
