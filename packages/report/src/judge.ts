// Everything there is to say of a synthetic table beside the real one, one family of metrics after the other.
import {withCommas} from '@inferloop/contract'
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {ComparedColumn, Comparison, RunContext} from '@inferloop/contract'
import {judgeAccuracy} from './accuracy/judge-accuracy.ts'
import {judgeColumns} from './columns/judge-columns.ts'
import {judgeDetection} from './detection/judge-detection.ts'
import {judgeDiagnostic} from './diagnostic.ts'
import {histogramOf} from './histogram.ts'
import type {JudgedColumn, Judgement} from './judgement.ts'
import {judgePairs} from './pairs/judge-pairs.ts'
import {judgeCopies, judgePrivacy} from './privacy/judge-privacy.ts'
import {judgeQuality} from './quality.ts'
import {sortedSides} from './sorted-sides.ts'
import {turns} from './turns.ts'
import {judgeTraits} from './traits/judge-traits.ts'
import {checkTargets} from './utility/check-targets.ts'
import {judgeUtility} from './utility/judge-utility.ts'
import {whyLow} from './why.ts'

export interface JudgeOptions {
  /** Columns that models are to predict, for utility. */
  readonly targets: readonly string[]
  /** Columns, pairs, traits and identical rows alone: no accuracy, detection, utility, distances or attacks. */
  readonly quick: boolean
}

export type JudgePhase = 'shapes' | 'pairs' | 'accuracy' | 'detection' | 'utility' | 'privacy'

/** Told when a family begins and is done, with what came of it; `run.progress` tells how it goes between. */
export interface JudgeStages {
  begin(phase: JudgePhase, total: number, unit: string): void
  done(note?: string): void
}

/**
 * The same seed gives the same judgement, on any number of threads.
 *
 * @throws InferError INFER_COLUMN_UNKNOWN or INFER_OPTION for a target that cannot be predicted; the signal's reason
 */
export async function judge(
  comparison: Comparison,
  {targets, quick}: JudgeOptions,
  run: RunContext,
  stage: JudgeStages,
): Promise<Judgement> {
  const {columns: compared, structure} = comparison
  checkTargets(compared, targets)
  const family = async <T>(phase: JudgePhase, work: () => Promise<T> | T, said: (result: T) => string) => {
    stage.begin(phase, 0, 'columns')
    await nextTurn()
    run.signal.throwIfAborted()
    const result = await work()
    stage.done(said(result))
    return result
  }
  const shapes = await family(
    'shapes',
    () => judgeShapes(compared, run),
    columns => counted(columns.length, 'column'),
  )
  const {pairs, trends} = await family(
    'pairs',
    () => judgePairs(compared, run, {withSpearman: !quick}),
    ({trends: {count}}) => counted(count, 'pair'),
  )
  const {accuracy, columns: reached} = quick
    ? NO_ACCURACY
    : await family(
        'accuracy',
        () => judgeAccuracy(compared, run),
        found => fixed(found.accuracy.overall?.score),
      )
  const columns = shapes.map(
    (column): JudgedColumn => ({...column, accuracy: reached.get(column.name) ?? null}),
  )
  const detection = quick
    ? []
    : await family(
        'detection',
        () => judgeDetection(comparison, run),
        found => `AUC ${fixed(found.at(-1)?.boosted)}`,
      )
  const utility =
    targets.length === 0
      ? []
      : await family(
          'utility',
          () => judgeUtility(comparison, targets, run),
          found => found.map(({target}) => target).join(', '),
        )
  const privacy = await family(
    'privacy',
    () => (quick ? judgeCopies(comparison) : judgePrivacy(comparison, run)),
    found => `${counted(found.identical.rows, 'row')} equal to a real one`,
  )
  return {
    quality: judgeQuality(columns, trends),
    diagnostic: judgeDiagnostic(columns, structure),
    accuracy,
    columns: columns.map(column => ({...column, why: whyLow(column)})),
    pairs,
    detection,
    utility,
    privacy,
  }
}

async function judgeShapes(
  compared: readonly ComparedColumn[],
  {signal, progress}: RunContext,
): Promise<Omit<JudgedColumn, 'accuracy'>[]> {
  const shapes: Omit<JudgedColumn, 'accuracy'>[] = []
  const turn = turns(signal)
  for (const column of compared) {
    const sorted = 'schema' in column ? sortedSides(column) : undefined
    const [shape] = judgeColumns([column], () => sorted!)
    shapes.push({...shape!, traits: judgeTraits(column, sorted), histogram: histogramOf(column, sorted)})
    await turn(() =>
      progress({phase: 'shapes', done: shapes.length, total: compared.length, unit: 'columns'}),
    )
  }
  return shapes
}

const NO_ACCURACY: Awaited<ReturnType<typeof judgeAccuracy>> = {
  accuracy: {
    overall: null,
    univariate: null,
    bivariate: null,
    trivariate: null,
    pairs: {seen: 0, all: 0},
    triples: {seen: 0, all: 0},
  },
  columns: new Map(),
}

const counted = (count: number, what: string): string =>
  `${withCommas(count)} ${what}${count === 1 ? '' : 's'}`

const fixed = (score: number | undefined): string => score?.toFixed(3) ?? 'unknown'
