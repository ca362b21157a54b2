// The copy index: whether synthetic rows lie nearer to training rows than to real rows that were held out.
import type {Comparison, Random} from '@inferloop/contract'
import {chooseRows} from '@inferloop/random'
import {fewerInWide} from './fewer-in-wide.ts'
import type {NearestPool} from './nearest-pool.ts'
import {buildTree} from './neighbour-tree.ts'
import type {Space} from './points.ts'

/** Rows of either kind that distances are taken to, and rows that are asked; of more, so many are drawn. */
const MOST_REFERENCES = 60_000
const MOST_QUERIES = 6000
/** Distances nearer to each other than this are equal. */
const EQUAL = 1e-6

export interface Copying {
  readonly dcrShare: number
  readonly dcrShareOfCopy: number
  /** Null where a copy itself could not be told. */
  readonly copyIndex: number | null
  readonly standardError: number | null
}

/**
 * dcrShare = P(closer to a training row than to a held-out one) + ½ P(equally close), of equal counts of both: 0.5 is ideal. dcrShareOfCopy is what training rows drawn
 * with replacement get, which depends on the table. copyIndex = (dcrShare - ½) / (dcrShareOfCopy - ½): 0 no nearer to training rows than to others, 1 a copy;
 * null where a copy cannot be told. standardError is the binomial one of both shares, carried through.
 */
export async function copying(
  space: Space,
  rows: Comparison['rows'],
  random: Random,
  pool: NearestPool,
): Promise<Copying> {
  const width = space.columns.length
  const count = Math.min(rows.real, rows.holdout!, fewerInWide(MOST_REFERENCES, width))
  const asked = fewerInWide(MOST_QUERIES, width)
  const training = buildTree(
    space.points({side: 'real', rows: chooseRows(rows.real, count, random.split('training'))}),
  )
  const heldOut = buildTree(
    space.points({side: 'holdout', rows: chooseRows(rows.holdout!, count, random.split('held out'))}),
  )
  const share = async (part: Parameters<Space['points']>[0]) => {
    const queries = space.points(part)
    const near = await pool.search({tree: training, queries, only: true})
    const other = await pool.search({tree: heldOut, queries, only: true})
    let closer = 0
    for (let i = 0; i < queries.count; i++) {
      const apart = near[2 * i]! - other[2 * i]!
      closer += Math.abs(apart) <= EQUAL ? 0.5 : apart < 0 ? 1 : 0
    }
    return {share: closer / queries.count, asked: queries.count}
  }
  const synthetic = await share({
    side: 'synthetic',
    rows: chooseRows(rows.synthetic, Math.min(rows.synthetic, asked), random.split('synthetic')),
  })
  const again = random.split('copy')
  const copy = await share({
    side: 'real',
    rows: Uint32Array.from({length: Math.min(rows.real, asked)}, () => again.below(rows.real)),
  })
  return {dcrShare: synthetic.share, dcrShareOfCopy: copy.share, ...indexOf(synthetic, copy)}
}

interface Share {
  readonly share: number
  readonly asked: number
}

function indexOf(synthetic: Share, copy: Share): Pick<Copying, 'copyIndex' | 'standardError'> {
  const above = copy.share - 0.5
  const variance = ({share, asked}: Share) => (share * (1 - share)) / asked
  // A copy that is no nearer to the training rows than chance makes it: nothing can be told.
  if (above <= 2 * Math.sqrt(variance(copy))) return {copyIndex: null, standardError: null}
  const copyIndex = (synthetic.share - 0.5) / above
  return {copyIndex, standardError: Math.sqrt(variance(synthetic) + copyIndex ** 2 * variance(copy)) / above}
}
