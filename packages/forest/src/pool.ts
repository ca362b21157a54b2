// Threads that fit columns, this one and workers; the result is the same however many there are.
import {setImmediate as nextTurn} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import type {EncodedColumn} from './encode.ts'
import {type ColumnJob, type ColumnModel, fitByStep} from './fit-column.ts'

export interface PoolOptions {
  /** Threads to use, this one included. Workers start at once, so that they are awake when there is work. */
  readonly threads: number
  readonly signal: AbortSignal
}

export interface Pool {
  /**
   * The models in the order of their jobs. `onModel` is called after each with its job and how many are done. One fit at a
   * time. @throws the signal's reason when it aborts.
   */
  fit(
    columns: readonly EncodedColumn[],
    jobs: readonly ColumnJob[],
    onModel?: (job: ColumnJob, done: number) => void,
  ): Promise<ColumnModel[]>
  close(): Promise<void>
}

interface Queued {
  readonly index: number
  readonly job: ColumnJob
}

/** Longest this thread works without a turn for signals and the screen, as far as a job lets it. */
const TURN_MS = 40
/** Jobs a worker holds at a time, so that it never waits for this thread to finish a column of its own. */
const AHEAD = 2

export function openPool({threads, signal}: PoolOptions): Pool {
  signal.throwIfAborted()
  let failure: unknown
  let wake = (): void => {}
  const fail = (reason: unknown): void => {
    failure ??= reason
    wake()
  }
  const stop = (): void => fail(signal.reason)
  signal.addEventListener('abort', stop, {once: true})
  const hands = Array.from({length: Math.max(0, threads - 1)}, () => openHand(fail))

  /** Undefined when something fails meanwhile. */
  async function fitHere(
    columns: readonly EncodedColumn[],
    job: ColumnJob,
  ): Promise<ColumnModel | undefined> {
    const steps = fitByStep(columns, job)
    let turned = performance.now()
    while (failure === undefined) {
      const step = steps.next()
      if (step.done === true) return step.value
      if (performance.now() - turned < TURN_MS) continue
      await nextTurn()
      turned = performance.now()
    }
    return undefined
  }

  return {
    async fit(columns, jobs, onModel) {
      const models = new Array<ColumnModel>(jobs.length)
      const queue = jobs
        .map((job, index): Queued => ({index, job}))
        .sort((a, b) => work(b.job) - work(a.job) || a.index - b.index)
      let done = 0
      const finish = ({index, job}: Queued, model: ColumnModel): void => {
        models[index] = model
        done++
        try {
          onModel?.(job, done)
        } catch (error) {
          // Thrown where no one waits, when the model comes from a worker.
          fail(error)
        }
        wake()
      }
      const give = (): void => {
        for (let depth = 0; depth < AHEAD; depth++)
          for (const hand of hands) if (hand.held.size <= depth && queue.length > 0) hand.take(queue.shift()!)
      }
      for (const hand of hands) hand.begin(columns, finish, give)
      give()
      for (let mine = queue.shift(); mine && failure === undefined; mine = queue.shift()) {
        const model = await fitHere(columns, mine.job)
        if (model !== undefined) finish(mine, model)
        await nextTurn()
      }
      while (done < jobs.length && failure === undefined) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      if (failure !== undefined) throw failure
      return models
    },
    async close() {
      signal.removeEventListener('abort', stop)
      await Promise.all(hands.map(hand => hand.close()))
    },
  }
}

interface Hand {
  /** Jobs handed over and not yet back, by index. */
  readonly held: Map<number, Queued>
  begin(
    columns: readonly EncodedColumn[],
    finish: (queued: Queued, model: ColumnModel) => void,
    give: () => void,
  ): void
  take(queued: Queued): void
  close(): Promise<number>
}

function openHand(fail: (reason: unknown) => void): Hand {
  const held = new Map<number, Queued>()
  const worker = new Worker(workerFile())
  let finished = (_queued: Queued, _model: ColumnModel): void => {}
  let more = (): void => {}
  worker.on('message', ({index, model}: {index: number; model: ColumnModel}) => {
    const queued = held.get(index)!
    held.delete(index)
    more()
    finished(queued, model)
  })
  worker.on('error', fail)
  worker.on('exit', code => {
    if (held.size > 0)
      fail(new Error(`a worker thread ended with status ${code} before its columns were fitted`))
  })
  return {
    held,
    begin(columns, finish, give) {
      finished = finish
      more = give
      worker.postMessage({columns})
    },
    take(queued) {
      held.set(queued.index, queued)
      worker.postMessage(queued)
    },
    close: () => worker.terminate(),
  }
}

/** What a job costs, in passes over the rows. */
function work(job: ColumnJob): number {
  return job.predictors.length * (job.method === 'density' ? 12 : job.options.rounds)
}

/** The worker beside this file: TypeScript when run from source, JavaScript when built. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
}
