// Distances to the closest and the second closest real row, of synthetic rows and of held-out ones.
import type {Comparison, Random} from '@inferloop/contract'
import {chooseRows} from '@inferloop/random'
import type {Privacy} from '../judgement.ts'
import type {NearestPool} from './nearest-pool.ts'
import {buildTree} from './neighbour-tree.ts'
import type {Space} from './points.ts'
import {distanceHistogram, quantilesOf} from './quantiles.ts'

/** Pairs up to which every synthetic row is held against every real one; beyond, those that are asked are drawn. */
const MOST_PAIRS = 1e9
/** Cells looked at, at most: pairs of wide tables cost more, so fewer are. */
const MOST_WORK = 1e11
const LEAST_ASKED = 100
/** Of more real rows so many are drawn. */
const MOST_REFERENCES = 1e6
/** Real rows that are asked for the closest other one. */
const MOST_OTHERS = 3000
/** Added above and below, so that the ratio of two zeros is 1. */
const NOTHING = 1e-8

/**
 * DCR is the distance to the closest real row, NNDR that over the distance to the second closest; distances are Gower's, mean over the columns, 0 to 1.
 * Held-out rows stand for what is natural. Exact for up to 10⁹ pairs.
 */
export async function distancesToReal(
  space: Space,
  rows: Comparison['rows'],
  random: Random,
  pool: NearestPool,
): Promise<NonNullable<Privacy['distance']>> {
  const width = Math.max(1, space.columns.length)
  const pairs = Math.min(MOST_PAIRS, MOST_WORK / width)
  const references = Math.min(rows.real, MOST_REFERENCES)
  const asked = Math.max(LEAST_ASKED, Math.floor(pairs / Math.max(1, references)))
  const exact = references === rows.real && rows.synthetic <= asked
  const drawn = (count: number, most: number, key: string) =>
    chooseRows(count, Math.min(count, most), random.split(key))
  const among = drawn(rows.real, references, 'references')
  const tree = buildTree(space.points({side: 'real', rows: among}))
  const measure = async (side: 'synthetic' | 'holdout', key: string) => {
    const chosen = drawn(rows[side]!, asked, key)
    const found = await pool.search({tree, queries: space.points({side, rows: chosen})})
    const closest = new Float64Array(chosen.length)
    const ratio = new Float64Array(chosen.length)
    for (let i = 0; i < closest.length; i++) {
      closest[i] = found[2 * i]! / width
      const second = Number.isFinite(found[2 * i + 1]!) ? found[2 * i + 1]! / width : closest[i]!
      ratio[i] = (closest[i]! + NOTHING) / (second + NOTHING)
    }
    return {closest, ratio}
  }
  const synthetic = await measure('synthetic', 'queries')
  const others = drawn(references, Math.min(asked, MOST_OTHERS), 'others').map(i => among[i]!)
  // Each finds itself first.
  const found = await pool.search({tree, queries: space.points({side: 'real', rows: others})})
  const real = Float64Array.from(others, (_, i) =>
    Number.isFinite(found[2 * i + 1]!) ? found[2 * i + 1]! / width : 0,
  )
  const holdout = rows.holdout === undefined ? undefined : await measure('holdout', 'holdout')
  return {
    synthetic: quantilesOf(synthetic.closest),
    holdout: holdout === undefined ? null : quantilesOf(holdout.closest),
    real: quantilesOf(real),
    ratio: quantilesOf(synthetic.ratio),
    ratioHoldout: holdout === undefined ? null : quantilesOf(holdout.ratio),
    histogram: distanceHistogram(synthetic.closest, holdout?.closest),
    queries: synthetic.closest.length,
    references,
    exact,
  }
}
