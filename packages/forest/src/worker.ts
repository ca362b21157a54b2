// A worker thread that fits columns over shared encoded columns: it takes the next job nobody has taken until there is none.
import {parentPort} from 'node:worker_threads'
import type {EncodedColumn} from './encode.ts'
import {type ColumnJob, fitColumn} from './fit-column.ts'

export interface Round {
  readonly columns: readonly EncodedColumn[]
  readonly queue: readonly {readonly index: number; readonly job: ColumnJob}[]
  /** Place in `queue` of the next job, in shared memory. */
  readonly next: Int32Array
}

parentPort!.on('message', ({columns, queue, next}: Round) => {
  for (let at = Atomics.add(next, 0, 1); at < queue.length; at = Atomics.add(next, 0, 1)) {
    const {index, job} = queue[at]!
    const model = fitColumn(columns, job)
    const arrays = Object.values(model.method === 'density' ? model.tree : model.trees).filter(
      ArrayBuffer.isView,
    )
    const buffers = new Set(arrays.map(array => array.buffer as ArrayBuffer))
    parentPort!.postMessage({index, model}, [...buffers])
  }
})
