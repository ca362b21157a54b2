// Fits p(x1 … xd) = Π p(xj | columns before j), one density tree a column (Reiter 2005; Nowok et al. 2016).
import type {Column, RunContext, Table} from '@inferloop/contract'
import {
  type Axis,
  type EncodedColumn,
  encodeClasses,
  encodeNumbers,
  fitAxis,
  fitColumns,
} from '@inferloop/forest'
import type {TreesModel} from './model.ts'
import type {Leaves, Settings} from './options.ts'
import {classJobs, numberJobs} from './plan-jobs.ts'
import {choosePredictors} from './predictors.ts'

interface Prepared {
  readonly axis: Axis | undefined
  readonly encoded: EncodedColumn
}

/** Trees cost about rows × predictors; below this much of it, starting a thread costs more than it saves. */
const WORTH_A_THREAD = 1e6

/**
 * `maxPredictors` bounds the columns a tree looks at. `choose` may settle the leaves of numeric columns while other threads
 * fit the categorical ones. The result does not depend on `run.threads`.
 */
export async function fitModel(
  table: Table,
  settings: Settings,
  maxPredictors: number,
  run: Pick<RunContext, 'signal' | 'threads'> & Partial<Pick<RunContext, 'progress'>>,
  choose: () => Promise<Leaves> = async () => settings,
): Promise<TreesModel> {
  const prepared = table.columns.map(column => prepare(column, settings))
  const encoded = prepared.map(p => p.encoded)
  const order = table.columns.map((_, i) => i)
  const predictors = choosePredictors(encoded, order, maxPredictors)
  const jobs = [...classJobs(encoded, order, predictors, settings)]
  const cells = table.rows * predictors.reduce((sum, list) => sum + list.length, 0)
  const models = await fitColumns(encoded, jobs.slice(), {
    threads: cells < WORTH_A_THREAD ? 1 : run.threads,
    signal: run.signal,
    later: async () => {
      const numbers = numberJobs(encoded, order, predictors, {...settings, ...(await choose())})
      jobs.push(...numbers)
      return numbers
    },
    onModel: (job, done) =>
      run.progress?.({
        phase: 'fit',
        done,
        total: order.length,
        unit: 'columns',
        note: table.columns[job.column]!.name,
      }),
  })
  const learnt = new Map(jobs.map((job, k) => [job.column, models[k]!]))
  return {
    columns: table.columns.map((column, i) => ({
      schema: column.schema,
      axis: prepared[i]!.axis,
      learnt: learnt.get(i)!,
    })),
    order,
    alpha: settings.alpha,
    blend: settings.blend,
  }
}

function prepare(column: Column, settings: Settings): Prepared {
  if ('codes' in column) {
    const classes = column.schema.categories.length + column.schema.missing.length
    return {axis: undefined, encoded: encodeClasses(column.codes, classes)}
  }
  // The schema's range leaves out the extremes that too few rows hold; nothing beyond it may enter the model.
  const {min, max} = column.schema
  const values = column.values.map(v => (v < min ? min : v > max ? max : v))
  const axis = fitAxis(values.filter(v => v === v).sort(), column.schema.missing.length, settings)
  return {axis, encoded: encodeNumbers(axis, values, column.missing)}
}
