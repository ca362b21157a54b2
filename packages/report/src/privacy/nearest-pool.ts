// Threads that look for nearest neighbours, this one and workers; the result is the same however many there are.
import {Worker} from 'node:worker_threads'
import {nearestInTree} from './nearest-in-tree.ts'
import type {NeighbourTree} from './neighbour-tree.ts'
import type {Points} from './points.ts'
import {turns} from '../turns.ts'

export interface Search {
  readonly tree: NeighbourTree
  readonly queries: Points
  /** Look for the nearest alone, not for the second. */
  readonly only?: boolean
  /** A dimension that does not count. */
  readonly ignored?: number
}

/** What a worker is handed: a search, where to write, and the next query that nobody has taken, in shared memory. */
export interface Task {
  readonly tree: NeighbourTree
  readonly queries: Points
  readonly settings: {readonly only: boolean; readonly ignored: number}
  readonly nearest: Float64Array
  readonly next: Int32Array
}

export interface NearestPool {
  /** What `nearestInTree` writes, for all queries. @throws the signal's reason when it aborts */
  search(search: Search): Promise<Float64Array>
  close(): Promise<void>
}

/** Queries taken at a time. */
export const CHUNK = 64

export function openNearestPool({
  threads,
  signal,
}: {
  readonly threads: number
  readonly signal: AbortSignal
}): NearestPool {
  const workers = Array.from({length: Math.max(0, threads - 1)}, () => new Worker(workerFile()))
  return {
    async search({tree, queries, only = false, ignored = -1}) {
      signal.throwIfAborted()
      const nearest = new Float64Array(new SharedArrayBuffer(16 * queries.count))
      const next = new Int32Array(new SharedArrayBuffer(4))
      const task: Task = {tree, queries, settings: {only, ignored}, nearest, next}
      const others = workers.map(worker => answer(worker, task))
      const mine = work(task, signal)
      // A worker that fails is heard of before this thread has done all the work.
      await Promise.all([mine, ...others]).catch((error: unknown) => {
        Atomics.store(next, 0, queries.count)
        throw error
      })
      return nearest
    },
    async close() {
      await Promise.all(workers.map(worker => worker.terminate()))
    },
  }
}

async function work(task: Task, signal: AbortSignal): Promise<void> {
  const turn = turns(signal)
  try {
    while (takeChunk(task)) await turn()
  } catch (error) {
    Atomics.store(task.next, 0, task.queries.count)
    throw error
  }
}

/** Does the next queries that nobody has taken; false when none is left. */
export function takeChunk({tree, queries, settings, nearest, next}: Task): boolean {
  const from = Atomics.add(next, 0, CHUNK)
  if (from >= queries.count) return false
  nearestInTree(tree, queries, [from, Math.min(from + CHUNK, queries.count)], settings, nearest)
  return true
}

function answer(worker: Worker, task: Task): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void) => () => {
      worker.off('message', done).off('error', failed).off('exit', gone)
      settle()
    }
    const done = end(resolve)
    const failed = (error: Error) => end(() => reject(error))()
    const gone = end(() => reject(new Error('a worker thread ended before its neighbours were found')))
    worker.on('message', done).on('error', failed).on('exit', gone)
    worker.postMessage(task)
  })
}

/** The worker beside this file: TypeScript when run from source, JavaScript when built. */
function workerFile(): URL {
  return new URL(
    import.meta.url.endsWith('.ts') ? './nearest-worker.ts' : './nearest-worker.js',
    import.meta.url,
  )
}
