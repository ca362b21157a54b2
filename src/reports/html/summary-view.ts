// The few figures one looks at first, each with its scale and what it means.
import type {Judgement} from '@inferloop/report'
import {UNKNOWN, percent, place, score} from './figures.ts'
import {type Tone, toneOf} from './tone.ts'

export interface Tile {
  readonly title: string
  readonly value: string
  readonly tone: Tone
  /** Where the value and the ideal stand on the track, as CSS lengths; null where there is no value. */
  readonly at: string | null
  readonly ideal: string
  /** What the ends of the track are. */
  readonly from: string
  readonly to: string
  readonly meaning: string
  readonly link: string
}

export function summaryTiles(judgement: Judgement): Tile[] {
  return [
    qualityTile(judgement),
    accuracyTile(judgement),
    detectionTile(judgement),
    utilityTile(judgement),
    validityTile(judgement),
    identicalTile(judgement),
    copyTile(judgement),
    membershipTile(judgement),
  ]
}

const shares = {from: '0', to: '1', ideal: '100%'}

/** The place of a value on a track; null where there is none. */
const at = (value: number | null | undefined, from = 0, to = 1): string | null =>
  typeof value === 'number' ? place((value - from) / (to - from)) : null

function qualityTile({quality}: Judgement): Tile {
  return {
    ...shares,
    title: 'Quality',
    value: score(quality.score),
    tone: toneOf('score', quality.score),
    at: at(quality.score),
    meaning: `How alike columns (${score(quality.columnShapes)}) and pairs of columns (${score(quality.columnPairTrends)}) are.`,
    link: 'columns',
  }
}

function accuracyTile({accuracy: {overall}}: Judgement): Tile {
  return {
    ...shares,
    title: 'Accuracy',
    value: score(overall?.score),
    tone: toneOf('reached', overall === null ? null : overall.score / overall.reachable),
    at: at(overall?.score),
    ideal: place(overall?.reachable ?? 1),
    meaning:
      overall === null
        ? 'Too few columns to tell.'
        : `Shares of values and of their combinations, met; a second sample of real rows would reach ${score(overall.reachable)}.`,
    link: 'accuracy',
  }
}

function detectionTile({detection}: Judgement): Tile {
  const told = detection.at(-1)
  return {
    title: 'Told apart',
    value: score(told?.boosted),
    tone: toneOf('detection', told?.boosted),
    at: at(told?.boosted, 0.5),
    ideal: '0%',
    from: '0.5 guessing',
    to: '1 always',
    meaning:
      told === undefined
        ? 'Too few rows to tell.'
        : `How well a classifier tells synthetic rows from ${told.against === 'held-out rows' ? 'held-out real ones' : 'real ones'} (area under the ROC curve).`,
    link: 'detection',
  }
}

function utilityTile({utility}: Judgement): Tile {
  const known = utility.filter(({ratio}) => ratio !== null).sort((a, b) => a.ratio! - b.ratio!)
  const worst = known[0]
  return {
    ...shares,
    title: 'Utility',
    value: worst === undefined ? UNKNOWN : percent(worst.ratio),
    tone: toneOf('utility', worst?.ratio),
    at: at(worst?.ratio),
    to: '100 %',
    from: '0 %',
    meaning:
      worst !== undefined
        ? `What a model that predicts ${worst.target} reaches when trained on synthetic rows, of what it reaches on real ones.`
        : utility.length === 0
          ? 'Not asked for: --target COLUMN trains models on both tables.'
          : 'The model on real rows learns nothing either.',
    link: 'utility',
  }
}

function validityTile({diagnostic}: Judgement): Tile {
  return {
    ...shares,
    title: 'Validity',
    value: score(diagnostic.score),
    tone: toneOf('reached', diagnostic.score),
    at: at(diagnostic.score),
    meaning: `Values in range, known labels, unique ids (${score(diagnostic.dataValidity)}); columns and types as in the real table (${score(diagnostic.dataStructure)}).`,
    link: 'all-columns',
  }
}

function identicalTile({privacy: {identical}}: Judgement): Tile {
  const {natural, share} = identical
  const spare = Math.max(0.01, 2 * share, 2 * (natural ?? 0))
  return {
    title: 'Identical rows',
    value: percent(share),
    tone:
      natural === null
        ? share === 0
          ? 'good'
          : 'unknown'
        : share <= natural + 0.001
          ? 'good'
          : share <= natural + 0.01
            ? 'fair'
            : 'poor',
    at: at(share, 0, spare),
    ideal: place((natural ?? 0) / spare),
    from: '0 %',
    to: percent(spare),
    meaning: `Synthetic rows equal to a real one in every learnt column${natural === null ? '.' : `; ${percent(natural)} would be natural.`}`,
    link: 'privacy',
  }
}

function copyTile({privacy: {holdout}}: Judgement): Tile {
  return {
    ...shares,
    ideal: '0%',
    title: 'Copy index',
    value: holdout === null ? UNKNOWN : score(holdout.copyIndex),
    tone: toneOf('copyIndex', holdout?.copyIndex),
    at: at(holdout?.copyIndex),
    from: '0 new rows',
    to: '1 a copy',
    meaning:
      holdout === null
        ? 'Cannot be known without real rows kept apart: --holdout.'
        : 'How much nearer synthetic rows are to training rows than to real rows kept apart.',
    link: 'privacy',
  }
}

function membershipTile({privacy: {holdout}}: Judgement): Tile {
  const auc = holdout?.membership?.auc
  return {
    title: 'Membership attack',
    value: score(auc),
    tone: toneOf('detection', auc),
    at: at(auc, 0.5),
    ideal: '0%',
    from: '0.5 guessing',
    to: '1 always',
    meaning:
      holdout === null
        ? 'Cannot be known without real rows kept apart: --holdout.'
        : 'How well an attacker tells who was in the training table (area under the ROC curve).',
    link: 'privacy',
  }
}
