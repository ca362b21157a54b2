// Utility: a model learnt from synthetic rows does how well on real ones, beside one learnt from real rows?
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {Comparison, ComparedLabels, ComparedNumbers, Random, RunContext} from '@inferloop/contract'
import {type EncodedColumn, openPool, type Pool} from '@inferloop/forest'
import {binning, isLearnable, type Learnable, type Part} from '../binned.ts'
import type {Utility} from '../judgement.ts'
import {fitSideBySide} from '../side-by-side.ts'
import {checkTargets} from './check-targets.ts'
import {classScores, classTask} from './classification.ts'
import {numberScale, regressionScores, regressionTask} from './regression.ts'
import {type RowsUsed, rowsUsed} from './rows-used.ts'

/** Labels told apart; the rarer ones share one class. */
const MOST_CLASSES = 12
/** Bins of all columns together: each tree looks through about sixty histograms of them. */
const MOST_BINS = 12_000
const SIDES = ['synthetic', 'real'] as const

/**
 * For each target a gradient-boosted model of all other columns, trained on synthetic rows and on as many real ones, tested on the same real rows: those held
 * out, or a fifth that the real model did not see. Rows are left out whose target is missing, or is a label that the real table does not have.
 *
 * @throws InferError as `checkTargets`
 * @see Esteban, Hyland, Rätsch 2017 (train on synthetic, test on real)
 */
export async function judgeUtility(
  {columns, rows}: Pick<Comparison, 'columns' | 'rows'>,
  targets: readonly string[],
  run: RunContext,
): Promise<Utility[]> {
  const learnable = columns.filter(isLearnable)
  const chosen = checkTargets(columns, targets)
  if (chosen.length === 0) return []
  const pool = openPool({threads: Math.min(run.threads, 4), signal: run.signal})
  try {
    const found: Utility[] = []
    for (const [done, target] of chosen.entries()) {
      run.progress({phase: 'utility', done, total: chosen.length, unit: 'targets', note: target.name})
      await nextTurn()
      run.signal.throwIfAborted()
      const features = learnable.filter(({name}) => name !== target.name)
      const random = run.random.split(`utility ${target.name}`)
      found.push(
        'schema' in target
          ? await ofNumbers(target, features, rows, random, pool)
          : await ofLabels(target, features, rows, random, pool),
      )
    }
    return found
  } finally {
    await pool.close()
  }
}

async function ofNumbers(
  target: ComparedNumbers,
  features: readonly Learnable[],
  rows: Comparison['rows'],
  random: Random,
  pool: Pool,
): Promise<Utility> {
  const used = rowsUsed(target, value => value === value, rows, features.length, random)
  const lessons = SIDES.map(side => ({
    ...lessonOf(features, used, side),
    values: valuesOf(target, used[side]),
  }))
  const testValues = valuesOf(target, used.test)
  const scales = lessons.map(({values}) => numberScale(values, testValues))
  const tasks = lessons.map(({train, values}, k) => regressionTask(train, values, scales[k]!))
  const models = await fitSideBySide(tasks, pool)
  const [synthetic, real] = lessons.map(({test}, k) =>
    regressionScores(test, testValues, scales[k]!, models[k]![0]),
  )
  return {
    target: target.name,
    task: 'regression',
    testedOn: testedOn(rows),
    positive: null,
    synthetic: synthetic!,
    real: real!,
    ratio: real!.r2! > 0 ? synthetic!.r2! / real!.r2! : null,
  }
}

async function ofLabels(
  target: ComparedLabels,
  features: readonly Learnable[],
  rows: Comparison['rows'],
  random: Random,
  pool: Pool,
): Promise<Utility> {
  const classes = Math.min(target.known, MOST_CLASSES)
  const used = rowsUsed(target, code => code < target.known, rows, features.length, random)
  // Real labels come most frequent first: the last class is shared by all others.
  const classesOf = (part: Part) =>
    part.rows.map(row => Math.min(target.cells[part.side]![row]!, classes - 1))
  const lessons = SIDES.map(side => lessonOf(features, used, side))
  const tasks = lessons.map(({train}, k) => classTask(train, classesOf(used[SIDES[k]!]), classes))
  const models = await fitSideBySide(tasks, pool)
  const testClass = classesOf(used.test)
  const [synthetic, real] = lessons.map(({test}, k) => classScores(test, testClass, classes, models[k]!))
  return {
    target: target.name,
    task: 'classification',
    testedOn: testedOn(rows),
    // Of two the rarer one is what is looked for.
    positive: classes === 2 && cellsOf(target, 1) >= LEAST_CELLS ? target.labels[1]! : null,
    synthetic: synthetic!,
    real: real!,
    ratio: real!.auc! > 0.5 ? synthetic!.auc! / real!.auc! : null,
  }
}

const testedOn = ({holdout}: Comparison['rows']): Utility['testedOn'] =>
  holdout === undefined ? 'a fifth of the real rows' : 'held-out rows'

/** Bins are fitted on the training rows, as a user of the model would have them. */
function lessonOf(
  features: readonly Learnable[],
  used: RowsUsed,
  side: 'synthetic' | 'real',
): {train: EncodedColumn[]; test: EncodedColumn[]} {
  const most = Math.floor(MOST_BINS / Math.max(1, features.length))
  const bins = features.map(column => binning(column, [used[side]], most))
  return {train: bins.map(of => of([used[side]])), test: bins.map(of => of([used.test]))}
}

const valuesOf = ({cells}: ComparedNumbers, {side, rows}: Part): Float64Array =>
  Float64Array.from(rows, row => cells[side]![row]!)

/** Real cells a label needs to be named in a report. */
const LEAST_CELLS = 5

function cellsOf({cells}: ComparedLabels, label: number): number {
  return cells.real.reduce((sum, code) => sum + (code === label ? 1 : 0), 0)
}
