// Batches drawn by worker threads and by this one, given back in their order: rows do not depend on how many there are.
import {Worker} from 'node:worker_threads'
import type {RunContext} from '@inferloop/contract'
import {randomFromState} from '@inferloop/random'
import {BATCH_ROWS, type Cells, openBatches} from './draw-batch.ts'
import type {Order} from './draw-worker.ts'
import type {TreesModel} from './model.ts'

/** Batches a worker has before it, so that it never waits for this thread. */
const AHEAD = 3

/**
 * Cells of the batches asked for, in their order. This thread draws too while the next batch is not there. No more than four
 * batches a thread are held. @throws the signal's reason when it aborts
 */
export async function* drawOnThreads(
  model: TreesModel,
  orders: Iterable<Order>,
  {threads, signal}: Pick<RunContext, 'threads' | 'signal'>,
): AsyncGenerator<readonly Cells[]> {
  const ready = new Map<number, readonly Cells[]>()
  let failure: unknown
  let wake = (): void => {}
  const fail = (reason: unknown): void => {
    failure ??= reason
    wake()
  }
  const stop = (): void => fail(signal.reason)
  signal.addEventListener('abort', stop, {once: true})
  const hands = Array.from({length: threads - 1}, () =>
    openHand(model, fail, (index, cells) => {
      ready.set(index, cells)
      wake()
    }),
  )
  const drawBatch = openBatches(model, BATCH_ROWS)
  const queue = orders[Symbol.iterator]()
  const take = (): Order | undefined => queue.next().value as Order | undefined
  const most = (AHEAD + 1) * threads
  try {
    for (let index = 0; ; index++) {
      for (;;) {
        if (failure !== undefined) throw failure
        for (const hand of hands)
          while (hand.held() < AHEAD && ready.size < most) {
            const order = take()
            if (order === undefined) break
            hand.give(order)
          }
        if (ready.has(index)) break
        const mine = ready.size < most ? take() : undefined
        if (mine !== undefined) ready.set(mine.index, drawBatch(mine.rows, randomFromState(mine.state)))
        else if (hands.every(hand => hand.held() === 0)) return
        else await new Promise<void>(resolve => (wake = resolve))
        await new Promise(resolve => setImmediate(resolve))
      }
      const cells = ready.get(index)!
      ready.delete(index)
      yield cells
    }
  } finally {
    signal.removeEventListener('abort', stop)
    await Promise.all(hands.map(hand => hand.close()))
  }
}

function openHand(
  model: TreesModel,
  fail: (reason: unknown) => void,
  give: (index: number, cells: readonly Cells[]) => void,
) {
  let held = 0
  const worker = new Worker(workerFile(), {workerData: model})
  worker.on('message', ({index, cells}: {index: number; cells: readonly Cells[]}) => {
    held--
    give(index, cells)
  })
  worker.on('error', fail)
  worker.on('exit', code => {
    if (held > 0) fail(new Error(`a worker thread ended with status ${code} before its rows were drawn`))
  })
  return {
    held: () => held,
    give(order: Order): void {
      held++
      worker.postMessage(order)
    },
    close: () => worker.terminate(),
  }
}

/** The worker beside this file: TypeScript when run from source, JavaScript when built. */
function workerFile(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './draw-worker.ts' : './draw-worker.js', import.meta.url)
}
