// Fits p(x1 … xd) = Π p(xj | columns before j), one model a column (Reiter 2005; Nowok et al. 2016).
import {setImmediate as nextTurn} from 'node:timers/promises'
import type {Column, RunContext, Table} from '@inferloop/contract'
import {
  type Axis,
  type ColumnJob,
  type ColumnModel,
  type EncodedColumn,
  encodeClasses,
  encodeNumbers,
  fitAxis,
  openPool,
  type Pool,
  sortedNumbers,
} from '@inferloop/forest'
import {toldApart} from './choose-leaves.ts'
import {drawingOrder} from './drawing-order.ts'
import type {TreesModel} from './model.ts'
import type {Settings} from './options.ts'
import {planJobs, withLeaves} from './plan-jobs.ts'
import {choosePredictors} from './predictors.ts'

interface Prepared {
  readonly axis: Axis | undefined
  readonly encoded: EncodedColumn
}

/** Trees cost about rows × predictors; below this much of it, starting a thread costs more than it saves. */
const WORTH_A_THREAD = 1e6

/**
 * Numeric columns are fitted on each rung of `settings.rungs` in turn, until a classifier hardly tells the model's rows from
 * real ones. `maxPredictors` bounds the columns a tree looks at. The result does not depend on `run.threads`.
 */
export async function fitModel(
  table: Table,
  settings: Settings,
  maxPredictors: number,
  run: RunContext,
): Promise<TreesModel> {
  const columns = table.columns.length
  const cells = (table.rows * columns * Math.min(columns - 1, maxPredictors)) / 2
  const threads = cells < WORTH_A_THREAD ? 1 : Math.min(run.threads, columns)
  const pool = openPool({threads, signal: run.signal})
  try {
    return await fitOnRungs(table, settings, maxPredictors, run, pool)
  } finally {
    await pool.close()
  }
}

/** Columns between two turns for signals. */
const PREPARED_AT_A_TIME = 16

async function fitOnRungs(
  table: Table,
  settings: Settings,
  maxPredictors: number,
  run: RunContext,
  pool: Pool,
): Promise<TreesModel> {
  const prepared: Prepared[] = []
  for (const column of table.columns) {
    if (prepared.length % PREPARED_AT_A_TIME === PREPARED_AT_A_TIME - 1) {
      await nextTurn()
      run.signal.throwIfAborted()
    }
    prepared.push(prepare(column, settings))
  }
  const encoded = prepared.map(p => p.encoded)
  const order = drawingOrder(encoded)
  run.progress({phase: 'fit', done: 0, total: order.length, unit: 'columns', note: 'what depends on what'})
  const predictors = await choosePredictors(encoded, order, maxPredictors, run.signal)
  const learnt = new Array<ColumnModel>(order.length)
  let furthest = 0
  const fit = async (jobs: readonly ColumnJob[]): Promise<TreesModel> => {
    const models = await pool.fit(encoded, jobs, ({column}, done) =>
      run.progress({
        phase: 'fit',
        // A second fit begins anew; progress does not.
        done: (furthest = Math.max(furthest, order.length - jobs.length + done)),
        total: order.length,
        unit: 'columns',
        note: table.columns[column]!.name,
      }),
    )
    jobs.forEach(({column}, k) => {
      learnt[column] = models[k]!
    })
    return {
      columns: table.columns.map(({schema}, i) => ({schema, axis: prepared[i]!.axis, learnt: learnt[i]!})),
      order,
      alpha: settings.alpha,
      blend: settings.blend,
    }
  }
  const {fewValues, manyValues} = planJobs(table.columns, encoded, order, predictors, settings)
  let model = await fit([...fewValues, ...manyValues])
  if (manyValues.length === 0) return model
  for (const leaves of settings.rungs.slice(1)) {
    const auc = await toldApart(model, encoded, table.rows, pool)
    if (auc === undefined) break
    run.log(`told from real rows with an area under the curve of ${auc.toFixed(3)}`)
    if (auc <= settings.mostTold) break
    run.log(`fits again with leaves from ${leaves.minLeaf} rows, significance ${leaves.significance}`)
    model = await fit(withLeaves(manyValues, leaves))
  }
  return model
}

function prepare(column: Column, settings: Settings): Prepared {
  if ('codes' in column) {
    const classes = column.schema.categories.length + column.schema.missing.length
    return {axis: undefined, encoded: encodeClasses(column.codes, classes)}
  }
  // The schema's range leaves out the extremes that too few rows hold; nothing beyond it may enter the model.
  const values = clamped(column.values, column.schema)
  const sorted = sortedNumbers(values)
  const axis = fitAxis(sorted, column.schema.missing.length, settings)
  return {axis, encoded: encodeNumbers(axis, values, column.missing, sorted)}
}

/** NaN stays. */
function clamped(
  values: Float64Array,
  {min, max}: {readonly min: number; readonly max: number},
): Float64Array {
  const inside = values.slice()
  for (let i = 0; i < inside.length; i++) {
    if (inside[i]! < min) inside[i] = min
    else if (inside[i]! > max) inside[i] = max
  }
  return inside
}
