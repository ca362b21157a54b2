// How near synthetic rows come to real ones, and what an attacker could learn from them.
import type {Privacy, Quantiles, Risk} from '@inferloop/report'
import {count} from '../../ui/amounts.ts'
import {UNKNOWN, percent, score} from './figures.ts'
import {histogramPlot} from './histogram-plot.ts'
import type {Pen} from './plot.ts'
import {type RiskRow, riskPlot} from './risk-plot.ts'
import {type Tone, toneOf} from './tone.ts'

/** Of attribute inference the plot shows the highest; the table has them all. */
const MOST_PLOTTED = 12

const QUANTILES = ['least', '1 %', '5 %', '10 %', '25 %', 'median', '75 %', '90 %', '95 %', '99 %', 'most']

export interface PrivacyView {
  readonly hasHoldout: boolean
  readonly facts: readonly {
    readonly name: string
    readonly value: string
    readonly tone: Tone
    readonly said: string
  }[]
  /** Null where no distance is known. */
  readonly distances: string | null
  readonly measured: string
  readonly quantiles: readonly {readonly name: string; readonly cells: readonly string[]}[]
  readonly riskPlot: string | null
  readonly risks: readonly {
    readonly name: string
    readonly risk: string
    readonly tone: Tone
    readonly interval: string
    readonly attack: string
    readonly control: string
    readonly baseline: string
    readonly attacks: string
  }[]
  readonly copied: readonly {
    readonly name: string
    readonly kind: string
    readonly share: string
    readonly tone: Tone
  }[]
}

export function privacyView(pen: Pen, privacy: Privacy): PrivacyView {
  const {distance, holdout, singlingOut, attributeInference, copiedCells} = privacy
  const inferred = [...attributeInference].sort((a, b) => b.risk - a.risk)
  const named = [
    ...(singlingOut === null ? [] : [{name: 'Singling out', ...singlingOut}]),
    ...inferred.map(risk => ({name: risk.column, ...risk})),
  ]
  return {
    hasHoldout: holdout !== null,
    facts: facts(privacy),
    distances: distance === null ? null : distancePlot(pen, distance.histogram),
    measured:
      distance === null
        ? ''
        : `${count(distance.queries)} rows against ${count(distance.references)}${distance.exact ? ', every one of them' : ', drawn with the seed'}`,
    quantiles: distance === null ? [] : quantiles(distance),
    riskPlot:
      named.length === 0
        ? null
        : riskPlot(pen, 'Risks with their 95 % intervals', named.slice(0, MOST_PLOTTED + 1).map(riskRow)),
    risks: named.map(risk => ({
      name: risk.name,
      risk: percent(risk.risk),
      tone: toneOf('risk', risk.risk),
      interval: `${percent(risk.interval[0])} to ${percent(risk.interval[1])}`,
      attack: percent(risk.attackRate),
      control: percent(risk.controlRate),
      baseline: percent(risk.baselineRate),
      attacks: count(risk.attacks),
    })),
    copied: copiedCells.map(({column, kind, share, natural}) => ({
      name: column,
      kind: kind === 'id' ? 'id' : 'free text',
      share: percent(share),
      tone: toneOf('risk', Math.max(0, share - natural)),
    })),
  }
}

function distancePlot(pen: Pen, {edges, synthetic, holdout}: Distance['histogram']): string | null {
  if (synthetic.length === 0) return null
  const beside = holdout === null ? '' : ' and of real rows kept apart'
  const title = `Distances of synthetic rows${beside} to the nearest real row`
  return histogramPlot(pen, title, {edges, real: holdout, synthetic})
}

type Distance = NonNullable<Privacy['distance']>

const riskRow = ({name, risk, interval: [low, high]}: Risk & {readonly name: string}): RiskRow => ({
  name,
  risk,
  low,
  high,
})

function facts({identical, holdout}: Privacy): PrivacyView['facts'] {
  const natural = identical.natural === null ? '' : `; ${percent(identical.natural)} would be natural`
  const rows = {
    name: 'Identical rows',
    value: count(identical.rows),
    tone: 'unknown' as Tone,
    said: `${percent(identical.share)} of the synthetic rows${natural}`,
  }
  if (holdout === null) return [rows]
  const {dcrShare, standardError, copyIndex, membership} = holdout
  return [
    rows,
    {
      name: 'Copy index',
      value: score(copyIndex),
      tone: toneOf('copyIndex', copyIndex),
      said: `± ${score(standardError)}; ${percent(dcrShare)} are nearer to a training row than to one kept apart, 50 % is ideal, a copy has ${percent(holdout.dcrShareOfCopy)}`,
    },
    ...(membership === null
      ? []
      : [
          {
            name: 'Membership attack',
            value: score(membership.auc),
            tone: toneOf('detection', membership.auc),
            said: `finds ${percent(membership.tprAt1Percent)} of the training rows at 1 % false alarms; guessing finds 1 %`,
          },
        ]),
    {
      name: 'Overlap of the holdout',
      value: count(identical.heldOut?.rows ?? 0),
      tone: identical.heldOut?.overlaps === true ? 'poor' : 'unknown',
      said: 'held-out rows that are equal to a training row',
    },
  ]
}

function quantiles({synthetic, holdout, ratio, ratioHoldout}: Distance): PrivacyView['quantiles'] {
  const cell = (values: Quantiles | null, at: number) => (values === null ? UNKNOWN : score(values[at]))
  return QUANTILES.map((name, at) => ({
    name,
    cells: [synthetic, holdout, ratio, ratioHoldout].map(values => cell(values, at)),
  }))
}
