// Fits many density trees, one column each, here or on worker threads; the result is the same.
import {setImmediate as nextTurn} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import {type DensityTree, fitDensityTree, type TreeOptions} from './density-tree.ts'
import type {EncodedColumn} from './encode.ts'

export interface TreeJob {
  readonly column: number
  readonly predictors: readonly number[]
  readonly options: TreeOptions
}

export interface PoolOptions {
  readonly threads: number
  readonly signal: AbortSignal
  /** Called after each tree with its job and how many are done. */
  onTree?(job: TreeJob, done: number): void
}

/** The trees in the order of their jobs. @throws the signal's reason when it aborts. */
export async function fitTrees(
  columns: readonly EncodedColumn[],
  jobs: readonly TreeJob[],
  options: PoolOptions,
): Promise<DensityTree[]> {
  options.signal.throwIfAborted()
  const threads = Math.min(options.threads, jobs.length)
  return threads > 1 ? onWorkers(columns, jobs, threads, options) : here(columns, jobs, options)
}

async function here(
  columns: readonly EncodedColumn[],
  jobs: readonly TreeJob[],
  {signal, onTree}: PoolOptions,
): Promise<DensityTree[]> {
  const trees: DensityTree[] = []
  for (const job of jobs) {
    trees.push(fitDensityTree(columns, job.column, job.predictors, job.options))
    onTree?.(job, trees.length)
    await nextTurn()
    signal.throwIfAborted()
  }
  return trees
}

async function onWorkers(
  columns: readonly EncodedColumn[],
  jobs: readonly TreeJob[],
  threads: number,
  {signal, onTree}: PoolOptions,
): Promise<DensityTree[]> {
  const trees = new Array<DensityTree>(jobs.length)
  const longestFirst = jobs
    .map((_, index) => index)
    .sort((a, b) => jobs[b]!.predictors.length - jobs[a]!.predictors.length || a - b)
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
        worker.on('message', ({index, tree}: {index: number; tree: DensityTree}) => {
          trees[index] = tree
          onTree?.(jobs[index]!, ++done)
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
  return trees
}

/** The worker beside this file: TypeScript when run from source, JavaScript when built. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
}
