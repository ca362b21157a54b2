// Draws rows in batches; each batch has its own random stream, so any thread may draw any batch.
import type {RunContext, Table} from '@inferloop/contract'
import {BATCH_ROWS, type Cells, type DrawBatch, openBatches, withSchemas} from './draw-batch.ts'
import {drawOnThreads} from './draw-threads.ts'
import type {Order} from './draw-worker.ts'
import type {TreesModel} from './model.ts'
import {randomFromState} from '@inferloop/random'

/** Cells below which starting a thread costs more than it saves. */
const WORTH_A_THREAD = 1e6

export async function* sampleModel(model: TreesModel, rows: number, run: RunContext): AsyncGenerator<Table> {
  let made = 0
  const threads = threadsFor(rows, model.columns.length, run.threads)
  const batches =
    threads > 1
      ? drawOnThreads(model, orders(rows, run), {threads, signal: run.signal})
      : drawHere(openBatches(model, rows), orders(rows, run))
  for await (const cells of batches) {
    run.signal.throwIfAborted()
    const count = Math.min(BATCH_ROWS, rows - made)
    made += count
    run.progress({phase: 'sample', done: made, total: rows, unit: 'rows'})
    yield {rows: count, columns: withSchemas(model, cells)}
    await new Promise(resolve => setImmediate(resolve))
  }
}

/** A batch is one thread's. */
export function threadsFor(rows: number, columns: number, threads: number): number {
  return rows * columns < WORTH_A_THREAD ? 1 : Math.min(threads, Math.ceil(rows / BATCH_ROWS))
}

function* orders(rows: number, {random}: RunContext): Generator<Order> {
  for (let start = 0; start < rows; start += BATCH_ROWS) {
    const index = start / BATCH_ROWS
    yield {index, rows: Math.min(BATCH_ROWS, rows - start), state: random.split(index).state}
  }
}

async function* drawHere(drawBatch: DrawBatch, batches: Iterable<Order>): AsyncGenerator<readonly Cells[]> {
  for (const {rows, state} of batches) yield drawBatch(rows, randomFromState(state))
}
