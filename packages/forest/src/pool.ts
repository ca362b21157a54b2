// Fits many columns, here or on worker threads; the result is the same.
import {setImmediate as nextTurn} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import type {EncodedColumn} from './encode.ts'
import {type ColumnJob, type ColumnModel, fitColumn} from './fit-column.ts'

export interface PoolOptions {
  readonly threads: number
  readonly signal: AbortSignal
  /** Called after each column with its job and how many are done. */
  onModel?(job: ColumnJob, done: number): void
}

/** The models in the order of their jobs. @throws the signal's reason when it aborts. */
export async function fitColumns(
  columns: readonly EncodedColumn[],
  jobs: readonly ColumnJob[],
  options: PoolOptions,
): Promise<ColumnModel[]> {
  options.signal.throwIfAborted()
  const threads = Math.min(options.threads, jobs.length)
  return threads > 1 ? onWorkers(columns, jobs, threads, options) : here(columns, jobs, options)
}

async function here(
  columns: readonly EncodedColumn[],
  jobs: readonly ColumnJob[],
  {signal, onModel}: PoolOptions,
): Promise<ColumnModel[]> {
  const models: ColumnModel[] = []
  for (const job of jobs) {
    models.push(fitColumn(columns, job))
    onModel?.(job, models.length)
    await nextTurn()
    signal.throwIfAborted()
  }
  return models
}

async function onWorkers(
  columns: readonly EncodedColumn[],
  jobs: readonly ColumnJob[],
  threads: number,
  {signal, onModel}: PoolOptions,
): Promise<ColumnModel[]> {
  const models = new Array<ColumnModel>(jobs.length)
  const longestFirst = jobs.map((_, index) => index).sort((a, b) => work(jobs[b]!) - work(jobs[a]!) || a - b)
  const workers: Worker[] = []
  let next = 0
  let done = 0
  try {
    await new Promise<void>((resolve, reject) => {
      const stop = (): void => reject(signal.reason)
      signal.addEventListener('abort', stop, {once: true})
      const give = (worker: Worker): void => {
        const index = longestFirst[next++]
        if (index !== undefined) worker.postMessage({index, job: jobs[index]})
      }
      for (let t = 0; t < threads; t++) {
        const worker = new Worker(workerFile(), {workerData: columns})
        workers.push(worker)
        worker.on('message', ({index, model}: {index: number; model: ColumnModel}) => {
          models[index] = model
          onModel?.(jobs[index]!, ++done)
          if (done === jobs.length) {
            signal.removeEventListener('abort', stop)
            resolve()
          } else give(worker)
        })
        worker.on('error', reject)
        give(worker)
      }
    })
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()))
  }
  return models
}

/** What a job costs, in passes over the rows. */
function work(job: ColumnJob): number {
  return job.predictors.length * (job.method === 'boosting' ? job.options.rounds : 12)
}

/** The worker beside this file: TypeScript when run from source, JavaScript when built. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
}
