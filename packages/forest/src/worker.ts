// A worker thread that fits columns over shared encoded columns, one job a message.
import {parentPort, workerData} from 'node:worker_threads'
import type {EncodedColumn} from './encode.ts'
import {type ColumnJob, fitColumn} from './fit-column.ts'

const columns = workerData as readonly EncodedColumn[]

parentPort!.on('message', ({index, job}: {index: number; job: ColumnJob}) => {
  const model = fitColumn(columns, job)
  const arrays = Object.values(model.method === 'density' ? model.tree : model.trees).filter(
    ArrayBuffer.isView,
  )
  const buffers = new Set(arrays.map(array => array.buffer as ArrayBuffer))
  parentPort!.postMessage({index, model}, [...buffers])
})
