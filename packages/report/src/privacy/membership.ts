// A membership-inference attack by density ratio: who was in the training table?
import type {Comparison, Random} from '@inferloop/contract'
import {areaUnderRoc} from '@inferloop/forest'
import {chooseRows, shuffleInPlace} from '@inferloop/random'
import {fewerInWide} from './fewer-in-wide.ts'
import type {NearestPool} from './nearest-pool.ts'
import {buildTree} from './neighbour-tree.ts'
import type {Part} from '../binned.ts'
import type {Space} from './points.ts'

const MOST_RECORDS = 5000
const MOST_REFERENCES = 15_000
const FALSE_RATE = 0.01
/** Least distance, a hundredth of one column: nearer is no surer. */
const NEAR = 0.01

export interface Membership {
  readonly auc: number
  readonly tprAt1Percent: number
}

/**
 * The attacker scores a record x by log p_synthetic(x) - log p_reference(x), with the density at x taken as falling with the distance to its nearest neighbour
 * among the synthetic rows and among reference rows, half of those held out. Records are training rows and as many of the other half. auc: 0.5 is a guess; tprAt1Percent: the
 * share of training rows found when 1 % of the others are accused. Null with fewer than 100 held-out rows.
 *
 * @see van Breugel, Sun, Qian, van der Schaar 2023 (DOMIAS); Carlini et al. 2022 on low false-positive rates
 */
export async function membership(
  space: Space,
  rows: Comparison['rows'],
  random: Random,
  pool: NearestPool,
): Promise<Membership | null> {
  const heldOut = Uint32Array.from({length: rows.holdout!}, (_, i) => i)
  if (heldOut.length < 100) return null
  shuffleInPlace(heldOut, random.split('halves'))
  const half = heldOut.length >>> 1
  const among = fewerInWide(MOST_REFERENCES, space.columns.length)
  const reference = heldOut.slice(0, Math.min(half, among))
  const count = Math.min(half, fewerInWide(MOST_RECORDS, space.columns.length), rows.real)
  const others = heldOut.slice(half, half + count)
  const members = chooseRows(rows.real, count, random.split('members'))
  const synthetic = chooseRows(rows.synthetic, Math.min(rows.synthetic, among), random.split('synthetic'))
  const trees = {
    synthetic: buildTree(space.points({side: 'synthetic', rows: synthetic})),
    reference: buildTree(space.points({side: 'holdout', rows: reference})),
  }
  const scoresOf = async (part: Part) => {
    const queries = space.points(part)
    const near = await pool.search({tree: trees.synthetic, queries, only: true})
    const far = await pool.search({tree: trees.reference, queries, only: true})
    return Float64Array.from({length: queries.count}, (_, i) =>
      Math.log((far[2 * i]! + NEAR) / (near[2 * i]! + NEAR)),
    )
  }
  const ofMembers = await scoresOf({side: 'real', rows: members})
  const ofOthers = await scoresOf({side: 'holdout', rows: others})
  const scores = Float64Array.from([...ofMembers, ...ofOthers])
  const labels = Uint8Array.from(scores, (_, i) => (i < ofMembers.length ? 1 : 0))
  const threshold = ofOthers.slice().sort()[Math.ceil((1 - FALSE_RATE) * ofOthers.length) - 1]!
  const found = ofMembers.reduce((sum, score) => sum + (score > threshold ? 1 : 0), 0)
  return {auc: areaUnderRoc(scores, labels), tprAt1Percent: found / ofMembers.length}
}
