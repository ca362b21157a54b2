// Fits many columns, here and on worker threads; the result is the same.
import {setImmediate as nextTurn} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import type {EncodedColumn} from './encode.ts'
import {type ColumnJob, type ColumnModel, fitColumn} from './fit-column.ts'

export interface PoolOptions {
  /** Threads to use, this one included. */
  readonly threads: number
  readonly signal: AbortSignal
  /** Called after each column with its job and how many are done. */
  onModel?(job: ColumnJob, done: number): void
}

interface Queued {
  readonly index: number
  readonly job: ColumnJob
}

/** Jobs a worker holds at a time, so that it never waits for this thread to finish a column of its own. */
const AHEAD = 2

/** The models in the order of their jobs. @throws the signal's reason when it aborts. */
export async function fitColumns(
  columns: readonly EncodedColumn[],
  jobs: readonly ColumnJob[],
  {threads, signal, onModel}: PoolOptions,
): Promise<ColumnModel[]> {
  signal.throwIfAborted()
  const models = new Array<ColumnModel>(jobs.length)
  const queue = jobs
    .map((job, index): Queued => ({index, job}))
    .sort((a, b) => work(b.job) - work(a.job) || a.index - b.index)
  let done = 0
  let failure: unknown
  let wake = (): void => {}

  const finish = ({index, job}: Queued, model: ColumnModel): void => {
    models[index] = model
    done++
    onModel?.(job, done)
    wake()
  }
  const fail = (reason: unknown): void => {
    failure ??= reason
    wake()
  }
  const stop = (): void => fail(signal.reason)
  signal.addEventListener('abort', stop, {once: true})
  const workers = Math.max(0, Math.min(threads, jobs.length) - 1)
  const hands = Array.from({length: workers}, () => openHand(columns, finish, fail, give))

  function give(): void {
    for (let depth = 0; depth < AHEAD; depth++)
      for (const hand of hands) if (hand.held.size <= depth && queue.length > 0) hand.take(queue.shift()!)
  }

  try {
    give()
    for (let mine = queue.shift(); mine && failure === undefined; mine = queue.shift()) {
      finish(mine, fitColumn(columns, mine.job))
      await nextTurn()
    }
    while (done < jobs.length && failure === undefined) {
      await new Promise<void>(resolve => {
        wake = resolve
      })
    }
    if (failure !== undefined) throw failure
    return models
  } finally {
    signal.removeEventListener('abort', stop)
    await Promise.all(hands.map(hand => hand.close()))
  }
}

interface Hand {
  /** Jobs handed over and not yet back, by index. */
  readonly held: Map<number, Queued>
  take(queued: Queued): void
  close(): Promise<number>
}

function openHand(
  columns: readonly EncodedColumn[],
  finish: (queued: Queued, model: ColumnModel) => void,
  fail: (reason: unknown) => void,
  give: () => void,
): Hand {
  const held = new Map<number, Queued>()
  const worker = new Worker(workerFile(), {workerData: columns})
  worker.on('message', ({index, model}: {index: number; model: ColumnModel}) => {
    const queued = held.get(index)!
    held.delete(index)
    give()
    finish(queued, model)
  })
  worker.on('error', fail)
  worker.on('exit', code => {
    if (held.size > 0)
      fail(new Error(`a worker thread ended with status ${code} before its columns were fitted`))
  })
  return {
    held,
    take(queued) {
      held.set(queued.index, queued)
      worker.postMessage(queued)
    },
    close: () => worker.terminate(),
  }
}

/** What a job costs, in passes over the rows. */
function work(job: ColumnJob): number {
  return job.predictors.length * (job.method === 'boosting' ? job.options.rounds : 12)
}

/** The worker beside this file: TypeScript when run from source, JavaScript when built. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
}
