// What a synthetic table tells of the people in the real one.
import type {Comparison, RunContext} from '@inferloop/contract'
import {isLearnable} from '../binned.ts'
import type {Privacy} from '../judgement.ts'
import {attributeInference} from './attribute-inference.ts'
import {copiedCells} from './copied-cells.ts'
import {copying} from './copying.ts'
import {distancesToReal} from './distances.ts'
import {identicalRows} from './identical-rows.ts'
import {membership} from './membership.ts'
import {openNearestPool} from './nearest-pool.ts'
import {spaceOf} from './points.ts'
import {singlingOut} from './singling-out.ts'

/** Threads beyond this wait for memory more than they help. */
const MOST_THREADS = 8

/** What costs no distances: identical rows and copied cells. */
export function judgeCopies({columns, rows}: Pick<Comparison, 'columns' | 'rows'>): Privacy {
  return {
    identical: identicalRows(columns, rows.holdout !== undefined),
    distance: null,
    holdout: null,
    singlingOut: null,
    attributeInference: [],
    copiedCells: copiedCells(columns),
  }
}

/** Everything; what needs held-out rows is null where there are none. */
export async function judgePrivacy(
  comparison: Pick<Comparison, 'columns' | 'rows'>,
  {random: all, signal, threads, progress}: RunContext,
): Promise<Privacy> {
  const {columns, rows} = comparison
  const copies = judgeCopies(comparison)
  const learnable = columns.filter(isLearnable)
  if (learnable.length === 0 || rows.synthetic === 0) return copies
  const random = all.split('privacy')
  const step = (done: number, note: string) =>
    progress({phase: 'privacy', done, total: 5, unit: 'attacks', note})
  const space = spaceOf(learnable)
  const pool = openNearestPool({threads: Math.min(threads, MOST_THREADS), signal})
  try {
    step(0, 'distances')
    const distance = await distancesToReal(space, rows, random.split('distances'), pool)
    step(1, 'copying')
    const hasHoldout = rows.holdout !== undefined && rows.holdout > 0
    const copied = hasHoldout ? await copying(space, rows, random.split('copying'), pool) : undefined
    step(2, 'membership')
    const members = hasHoldout ? await membership(space, rows, random.split('membership'), pool) : null
    step(3, 'attribute inference')
    const inference = await attributeInference(space, rows, random.split('inference'), pool)
    step(4, 'singling out')
    const singled = await singlingOut(learnable, rows, random.split('singling out'), signal)
    return {
      ...copies,
      distance,
      holdout: copied === undefined ? null : {...copied, membership: members},
      singlingOut: singled,
      attributeInference: inference,
    }
  } finally {
    await pool.close()
  }
}
