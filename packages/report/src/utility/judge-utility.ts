// Utility: a model learnt from synthetic rows does how well on real ones, beside one learnt from real rows?
import type {Comparison, ComparedLabels, ComparedNumbers, Random, RunContext} from '@inferloop/contract'
import {openPool, type Pool} from '@inferloop/forest'
import {chooseRows, shuffleInPlace} from '@inferloop/random'
import {binning, isLearnable, type Learnable, type Part} from '../binned.ts'
import type {Utility, UtilityScores} from '../judgement.ts'
import {checkTargets} from './check-targets.ts'
import {classify} from './classification.ts'
import {regress} from './regression.ts'

/** Rows that models are trained on and tested on; of more, so many are drawn. */
const MOST_ROWS = 50_000
/** Labels told apart; the rarer ones share one class. */
const MOST_CLASSES = 12
/** Share of the real rows that the real model does not see where nothing was held out. */
const TESTED = 0.2

/**
 * For each target a gradient-boosted model of all other columns, trained on synthetic rows and on as many real ones, tested on the same real rows: those held
 * out, or a fifth that the real model did not see. Rows whose target is missing are left out.
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
  const pool = openPool({threads: Math.min(run.threads, 4), signal: run.signal})
  try {
    const found: Utility[] = []
    for (const [done, target] of chosen.entries()) {
      run.progress({phase: 'utility', done, total: chosen.length, unit: 'targets', note: target.name})
      found.push(await ofTarget(target, learnable, rows, run.random.split(`utility ${target.name}`), pool))
    }
    return found
  } finally {
    await pool.close()
  }
}

interface Parts {
  readonly synthetic: Part
  readonly real: Part
  readonly test: Part
}

async function ofTarget(
  target: Learnable,
  columns: readonly Learnable[],
  rows: Comparison['rows'],
  random: Random,
  pool: Pool,
): Promise<Utility> {
  const features = columns.filter(({name}) => name !== target.name)
  const parts = partsOf(target, rows, random)
  const testedOn = rows.holdout === undefined ? 'a fifth of the real rows' : 'held-out rows'
  if ('schema' in target) {
    const scoreBy = (train: Part) => {
      const encoded = encode(features, train, parts.test)
      const trainValue = valuesOf(target, train, new SharedArrayBuffer(8 * train.rows.length))
      return regress({...encoded, trainValue, testValue: valuesOf(target, parts.test)}, pool)
    }
    return finished({target: target.name, task: 'regression', testedOn, positive: null}, parts, scoreBy)
  }
  const classes = Math.min(target.known, MOST_CLASSES)
  const scoreBy = (train: Part) =>
    classify(
      {
        ...encode(features, train, parts.test),
        trainClass: classesOf(target, train, classes),
        testClass: classesOf(target, parts.test, classes),
        classes,
      },
      pool,
    )
  // Real labels come most frequent first: of two, the rarer one is what is looked for.
  const positive = classes === 2 ? target.labels[1]! : null
  return finished({target: target.name, task: 'classification', testedOn, positive}, parts, scoreBy)
}

type Facts = Pick<Utility, 'target' | 'task' | 'testedOn' | 'positive'>

async function finished(
  facts: Facts,
  parts: Parts,
  scoreBy: (train: Part) => Promise<UtilityScores>,
): Promise<Utility> {
  const guess = facts.task === 'classification' ? {auc: 0.5, f1: 0} : {r2: 0, rmse: 0}
  const score = (train: Part) =>
    train.rows.length === 0 || parts.test.rows.length === 0 ? guess : scoreBy(train)
  const synthetic = await score(parts.synthetic)
  const real = await score(parts.real)
  const [s, r] = [synthetic.auc ?? synthetic.r2!, real.auc ?? real.r2!]
  const learns = facts.task === 'classification' ? r > 0.5 : r > 0
  return {...facts, synthetic, real, ratio: learns ? s / r : null}
}

function partsOf(target: Learnable, rows: Comparison['rows'], random: Random): Parts {
  const there = (side: Part['side']): Uint32Array => {
    const missing = 'schema' in target ? undefined : target.labels.length
    const cells = target.cells[side]!
    const all = new Uint32Array(cells.length)
    let count = 0
    for (let row = 0; row < cells.length; row++)
      if (missing === undefined ? !Number.isNaN(cells[row]!) : cells[row] !== missing) all[count++] = row
    return all.subarray(0, count)
  }
  const some = (all: Uint32Array, most: number, key: string): Uint32Array =>
    all.length <= most ? all : chooseRows(all.length, most, random.split(key)).map(i => all[i]!)
  let real = there('real')
  let test: Part
  if (rows.holdout === undefined) {
    shuffleInPlace(real, random.split('test'))
    const tested = Math.floor(TESTED * real.length)
    test = {side: 'real', rows: some(real.slice(0, tested), MOST_ROWS, 'test rows')}
    real = real.slice(tested)
  } else test = {side: 'holdout', rows: some(there('holdout'), MOST_ROWS, 'test rows')}
  const synthetic = there('synthetic')
  const count = Math.min(MOST_ROWS, real.length, Math.max(synthetic.length, 1))
  return {
    synthetic: {side: 'synthetic', rows: some(synthetic, count, 'synthetic rows')},
    real: {side: 'real', rows: some(real, count, 'real rows')},
    test,
  }
}

/** Bins are fitted on the training rows, as a user of the model would have them. */
function encode(features: readonly Learnable[], train: Part, test: Part) {
  const bins = features.map(column => binning(column, [train]))
  return {train: bins.map(of => of([train])), test: bins.map(of => of([test]))}
}

/** Codes of the real labels, most frequent first; the last class is shared by all others. */
function classesOf({cells}: ComparedLabels, {side, rows}: Part, classes: number): Uint32Array {
  return rows.map(row => Math.min(cells[side]![row]!, classes - 1))
}

function valuesOf(
  {cells}: ComparedNumbers,
  {side, rows}: Part,
  buffer = new SharedArrayBuffer(8 * rows.length),
) {
  const values = new Float64Array(buffer)
  for (let i = 0; i < rows.length; i++) values[i] = cells[side]![rows[i]!]!
  return values
}
