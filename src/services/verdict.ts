// The verdict in plain words: what the gates say, then what the figures mean.
import type {Detection, Judgement, Privacy, Quality, Utility} from '@inferloop/report'
import type {Gate, Verdict} from './validate-report.ts'

export function verdictOf(
  {quality, detection, utility, privacy}: Judgement,
  gates: readonly Gate[],
): Verdict {
  const failed = gates.filter(({passed}) => !passed)
  return {
    passed: failed.length === 0,
    sentences: [
      ...failed.map(({said}) => said),
      ofQuality(quality),
      ...detection.slice(-1).map(ofDetection),
      ...utility.map(ofUtility),
      ...ofPrivacy(privacy, failed),
    ],
  }
}

function ofQuality({score, columnShapes, columnPairTrends}: Quality): string {
  if (score === null) return 'Columns and pairs could not be scored.'
  const word =
    score >= 0.97
      ? 'very close to'
      : score >= 0.9
        ? 'close to'
        : score >= 0.75
          ? 'only roughly like'
          : 'unlike'
  const parts = [`columns ${fixed(columnShapes)}`, `pairs ${fixed(columnPairTrends)}`].join(', ')
  return `Columns and pairs are ${word} the real ones: quality ${fixed(score)} of 1 (${parts}).`
}

/** AUC below which a classifier is not guessing but misled: what it learnt of some rows is wrong for their near copies. */
export const MISLED = 0.4

function ofDetection({boosted, against, culprits}: Detection): string {
  const auc = `AUC ${fixed(boosted)} against ${against}, where 0.5 is a guess`
  if (boosted < MISLED)
    return `Synthetic rows lie so close to single real ones that a classifier takes one for the other (${auc}): a sign of copying.`
  if (boosted < 0.55) return `A classifier can hardly tell synthetic rows from real ones (${auc}).`
  const given = culprits.slice(0, 3).map(({column}) => `"${column}"`)
  const by = given.length === 0 ? '' : `, by ${given.join(', ')} above all`
  const how = boosted < 0.65 ? 'sometimes tells' : boosted < 0.85 ? 'often tells' : 'easily tells'
  return `A classifier ${how} synthetic rows from real ones${by} (${auc}).`
}

function ofUtility({target, task, synthetic, real, ratio}: Utility): string {
  const [name, of, to] =
    task === 'classification'
      ? (['AUC', synthetic.auc, real.auc] as const)
      : (['R²', synthetic.r2, real.r2] as const)
  const share = ratio === null ? '' : `, ${(100 * ratio).toFixed(1)} % of it`
  return `A model of "${target}" trained on synthetic rows has ${name} ${fixed(of ?? null)} on real ones, trained on real rows ${fixed(to ?? null)}${share}.`
}

/** Ids that stand in the real table, beyond what is natural, are worth a sentence from this share on; texts are a gate. */
const COPIED = 0.001

/** Where nothing is held out: synthetic rows nearer to real ones than these are to each other by so much are hardly new. */
const NEAR = 0.5
/** Place of the median among the quantiles. */
const MEDIAN = 5

function ofDistance({distance}: Privacy): string[] {
  if (distance === null) return []
  const [synthetic, real] = [distance.synthetic[MEDIAN]!, distance.real[MEDIAN]!]
  if (real === 0 || synthetic >= NEAR * real) return []
  return [
    `Synthetic rows lie nearer to real ones than real ones to each other (median ${fixed(synthetic)}, ${fixed(real)}): a sign of copying.`,
  ]
}

function ofPrivacy(privacy: Privacy, failed: readonly Gate[]): string[] {
  const {holdout, copiedCells} = privacy
  const copied = copiedCells
    .filter(({kind, share, natural}) => kind === 'id' && share > natural + COPIED)
    .map(
      ({column, share}) =>
        `${(100 * share).toFixed(2)} % of the cells of "${column}" stand in the real table.`,
    )
  if (holdout === null) return [...copied, ...ofDistance(privacy)]
  const copies = failed.some(({name}) => name === 'identical-rows' || name === 'copied-text')
  return [...copied, ofCopyIndex(holdout, copies), ...ofMembership(holdout.membership)]
}

function ofCopyIndex({copyIndex, standardError}: NonNullable<Privacy['holdout']>, copies: boolean): string {
  if (copyIndex === null)
    return 'Whether rows were copied cannot be told by distance: copies of training rows would lie no nearer to them than to held-out rows.'
  const found = `copy index ${copyIndex.toFixed(2)} ± ${fixed(standardError, 2)}, where 0 is none and 1 a copy`
  if (copies && copyIndex < 0.4) return `Beside the copies found, distances show little more (${found}).`
  const signs =
    copyIndex < 0.1
      ? 'There is no sign'
      : copyIndex < 0.4
        ? 'There is little sign'
        : copyIndex < 0.75
          ? 'There are signs'
          : 'There are strong signs'
  return `${signs} of copying: ${found}.`
}

/** From here on an attack does better than chance in tables of a few thousand rows. */
const TELLING = {auc: 0.53, tprAt1Percent: 0.025}

function ofMembership(membership: NonNullable<Privacy['holdout']>['membership']): string[] {
  if (membership === null) return []
  const {auc, tprAt1Percent} = membership
  const better = auc >= TELLING.auc || tprAt1Percent >= TELLING.tprAt1Percent
  const found = `AUC ${fixed(auc)}, ${(100 * tprAt1Percent).toFixed(1)} % found at 1 % false alarms`
  return [
    `An attacker who asks who was in the training table does ${better ? 'better than' : 'no better than'} guessing (${found}).`,
  ]
}

const fixed = (value: number | null, digits = 3): string =>
  value === null ? 'unknown' : value.toFixed(digits)
