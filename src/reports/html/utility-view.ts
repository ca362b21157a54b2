// What models learn from synthetic rows, beside what they learn from real ones.
import type {Utility, UtilityScores} from '@inferloop/report'
import {percent, place, score, tick, UNKNOWN} from './figures.ts'
import {type Tone, toneOf} from './tone.ts'

export interface UtilityRow {
  readonly target: string
  readonly task: string
  readonly testedOn: string
  readonly ratio: string
  readonly bar: string | null
  readonly tone: Tone
  readonly metrics: readonly {readonly name: string; readonly synthetic: string; readonly real: string}[]
}

const NAMES: Readonly<Record<keyof UtilityScores, string>> = {auc: 'AUC', f1: 'F1', r2: 'R²', rmse: 'RMSE'}

export function utilityRows(utility: readonly Utility[]): UtilityRow[] {
  return utility.map(({target, task, positive, testedOn, synthetic, real, ratio}) => ({
    target,
    task: positive === null ? task : `${task}, ${positive} or not`,
    testedOn,
    ratio: ratio === null ? UNKNOWN : percent(ratio),
    bar: ratio === null ? null : place(ratio),
    tone: toneOf('utility', ratio),
    metrics: (Object.keys(NAMES) as (keyof UtilityScores)[])
      .filter(name => real[name] !== undefined || synthetic[name] !== undefined)
      .map(name => ({
        name: NAMES[name],
        synthetic: said(name, synthetic[name]),
        real: said(name, real[name]),
      })),
  }))
}

/** RMSE is in units of the target, the others are shares. */
const said = (name: keyof UtilityScores, value: number | undefined): string =>
  value === undefined ? UNKNOWN : name === 'rmse' ? tick(value) : score(value)
