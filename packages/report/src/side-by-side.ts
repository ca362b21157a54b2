// Boosted models of several tables, fitted side by side so that no thread waits for the last model of one of them.
import type {BoostedTrees, ColumnJob, EncodedColumn, Pool} from '@inferloop/forest'

/** Jobs name columns by their place in `columns`. */
export interface Task {
  readonly columns: readonly EncodedColumn[]
  readonly jobs: readonly ColumnJob[]
}

export interface Boosted {
  readonly trees: BoostedTrees
  /** How much the splits on each predictor of the job lowered the loss. */
  readonly gains: Float64Array
}

/** The models of each task, in the order of its jobs; all jobs are of boosting. `onModel` is told how many are done. */
export async function fitSideBySide(
  tasks: readonly Task[],
  pool: Pool,
  onModel?: (done: number, total: number) => void,
): Promise<Boosted[][]> {
  const starts: number[] = []
  const jobs: ColumnJob[] = []
  let start = 0
  for (const task of tasks) {
    starts.push(start)
    for (const job of task.jobs) {
      const predictors = job.predictors.map(j => j + start)
      jobs.push({...job, predictors, column: job.column + start})
    }
    start += task.columns.length
  }
  const columns = tasks.flatMap(task => task.columns)
  const models = await pool.fit(columns, jobs, (_, done) => onModel?.(done, jobs.length))
  let at = 0
  return tasks.map((task, t) =>
    task.jobs.map(({predictors}) => {
      const model = models[at++]!
      if (model.method !== 'boosting') throw new Error(`a job of boosting gave a model of ${model.method}`)
      const feature = model.trees.feature.map(f => (f < 0 ? f : f - starts[t]!))
      return {trees: {...model.trees, feature}, gains: model.gains ?? new Float64Array(predictors.length)}
    }),
  )
}
