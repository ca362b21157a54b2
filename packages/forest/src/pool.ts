// Threads that fit columns, this one and workers; the result is the same however many there are.
import {setImmediate as nextTurn} from 'node:timers/promises'
import {Worker} from 'node:worker_threads'
import type {EncodedColumn} from './encode.ts'
import {type ColumnJob, type ColumnModel, fitByStep} from './fit-column.ts'
import type {Round} from './worker.ts'

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

/** Longest this thread works without a turn for signals and the screen, as far as a job lets it. */
const TURN_MS = 40

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
        .map((job, index) => ({index, job}))
        .sort((a, b) => work(b.job) - work(a.job) || a.index - b.index)
      const next = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT))
      let done = 0
      const finish = (index: number, model: ColumnModel): void => {
        models[index] = model
        done++
        try {
          onModel?.(jobs[index]!, done)
        } catch (error) {
          // Thrown where no one waits, when the model comes from a worker.
          fail(error)
        }
        wake()
      }
      for (const hand of hands) hand.begin({columns, queue, next}, finish, () => done < jobs.length)
      while (failure === undefined) {
        const mine = queue[Atomics.add(next, 0, 1)]
        if (mine === undefined) break
        const model = await fitHere(columns, mine.job)
        if (model !== undefined) finish(mine.index, model)
        await nextTurn()
      }
      while (done < jobs.length && failure === undefined) {
        await new Promise<void>(resolve => {
          wake = resolve
        })
      }
      if (failure === undefined) return models
      Atomics.store(next, 0, queue.length)
      throw failure
    },
    async close() {
      signal.removeEventListener('abort', stop)
      await Promise.all(hands.map(hand => hand.close()))
    },
  }
}

interface Hand {
  /** Takes jobs until there is none; `isAwaited` says whether some are still out. */
  begin(round: Round, finish: (index: number, model: ColumnModel) => void, isAwaited: () => boolean): void
  close(): Promise<number>
}

function openHand(fail: (reason: unknown) => void): Hand {
  const worker = new Worker(workerFile())
  let finished = (_index: number, _model: ColumnModel): void => {}
  let awaited = (): boolean => false
  worker.on('message', ({index, model}: {index: number; model: ColumnModel}) => finished(index, model))
  worker.on('error', fail)
  worker.on('exit', code => {
    if (awaited()) fail(new Error(`a worker thread ended with status ${code} before its columns were fitted`))
  })
  return {
    begin(round, finish, isAwaited) {
      finished = finish
      awaited = isAwaited
      worker.postMessage(round)
    },
    close() {
      awaited = () => false
      return worker.terminate()
    },
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
