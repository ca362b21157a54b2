// How well synthetic rows can be told from real ones, and by which columns.
import type {Detection} from '@inferloop/report'
import {count} from '../../ui/amounts.ts'
import {percent, place, score} from './figures.ts'
import type {Pen} from './plot.ts'
import {ROC_STROKES, rocPlot} from './roc-plot.ts'
import {type Tone, toneOf} from './tone.ts'

const MOST_CULPRITS = 12
/** Below this area nothing is given away. */
const GUESSING = 0.55

export interface DetectionView {
  readonly plot: string
  readonly rows: readonly {
    readonly against: string
    readonly colour: string
    readonly boosted: string
    readonly tone: Tone
    readonly logistic: string
    readonly used: string
  }[]
  readonly culprits: readonly {
    readonly name: string
    readonly share: string
    readonly bar: string
    readonly alone: string
  }[]
  /** Whether there is next to nothing to explain. */
  readonly guessing: boolean
  /** Against which rows the culprits were found. */
  readonly against: string
}

/** Null where no classifier could be trained. */
export function detectionView(pen: Pen, detections: readonly Detection[]): DetectionView | null {
  const last = detections.at(-1)
  if (last === undefined) return null
  const said = `ROC curves: ${detections.map(({against, boosted}) => `against ${against} ${score(boosted)}`).join(', ')}; 0.5 is guessing`
  const culprits = last.culprits.slice(0, MOST_CULPRITS)
  const most = Math.max(...culprits.map(({share}) => share))
  return {
    plot: rocPlot(pen, said, detections),
    rows: detections.map(({against, boosted, logistic, rows}) => ({
      against,
      colour: ROC_STROKES[against],
      boosted: score(boosted),
      tone: toneOf('detection', boosted),
      logistic: score(logistic),
      used: count(rows),
    })),
    culprits: culprits.map(({column, share, alone}) => ({
      name: column,
      share: percent(share),
      bar: place(most > 0 ? share / most : 0),
      alone: score(alone),
    })),
    guessing: last.boosted < GUESSING,
    against: last.against,
  }
}
