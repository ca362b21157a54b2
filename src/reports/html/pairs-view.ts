// How well dependences between columns were kept: a heatmap, and the worst pairs by name.
import type {JudgedPair} from '@inferloop/report'
import {count} from '../../ui/amounts.ts'
import {UNKNOWN, score} from './figures.ts'
import {HEAT_BOUNDS, heatmapColumns, pairHeatmap, worstFirst} from './pair-heatmap.ts'
import type {Pen} from './plot.ts'
import {type Tone, toneOf} from './tone.ts'

const MOST_LISTED = 30
/** Pairs listed without being asked for. */
const FIRST = 10

export interface PairsView {
  readonly plot: string
  readonly note: string
  readonly legend: readonly {readonly colour: string; readonly said: string}[]
  readonly worst: readonly PairRow[]
  readonly more: readonly PairRow[]
}

export interface PairRow {
  readonly a: string
  readonly b: string
  readonly value: string
  readonly tone: Tone
  /** How strong the dependence is in the real table. */
  readonly strength: string
  /** Correlations, real and synthetic; of pairs with labels there are none. */
  readonly correlations: string
}

/** Null where there is no pair to judge. */
export function pairsView(
  pen: Pen,
  names: readonly string[],
  pairs: readonly JudgedPair[],
): PairsView | null {
  const columns = heatmapColumns(names, pairs)
  const ranked = worstFirst(pairs)
  if (columns.length < 2 || ranked.length === 0) return null
  const paired = new Set(pairs.flatMap(pair => pair.columns)).size
  const left =
    paired > columns.length ? `, the ${columns.length} columns of the worst pairs of ${count(paired)}` : ''
  const said = `Scores of pairs of columns${left}; the lowest is ${score(ranked[0]!.score)}, of ${ranked[0]!.columns.join(' and ')}`
  const listed = ranked.slice(0, MOST_LISTED).map(pairRow)
  return {
    plot: pairHeatmap(pen, said, columns, pairs),
    note:
      left === ''
        ? `All ${columns.length} columns that can be paired.`
        : `Drawn are ${columns.length} of ${count(paired)} columns: those of the worst pairs.`,
    legend: legend(),
    worst: listed.slice(0, FIRST),
    more: listed.slice(FIRST),
  }
}

const legend = () =>
  [0, ...HEAT_BOUNDS].map((from, step) => ({
    colour: `var(--heat-${step})`,
    said:
      step === 0
        ? `< ${HEAT_BOUNDS[0]}`
        : step === HEAT_BOUNDS.length
          ? `≥ ${from}`
          : `${from}–${HEAT_BOUNDS[step]}`,
  }))

function pairRow({columns: [a, b], score: value, real, synthetic, strength}: JudgedPair): PairRow {
  return {
    a,
    b,
    value: score(value),
    tone: toneOf('score', value),
    strength: strength === null ? UNKNOWN : strength.toFixed(2),
    correlations: real === null || synthetic === null ? UNKNOWN : `${signed(real)} → ${signed(synthetic)}`,
  }
}

const signed = (value: number): string => `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(2)}`
