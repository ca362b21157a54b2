// A worker thread that fits columns over shared encoded columns, one job a message.
import {parentPort} from 'node:worker_threads'
import type {EncodedColumn} from './encode.ts'
import {type ColumnJob, fitColumn} from './fit-column.ts'

type Message =
  | {readonly columns: readonly EncodedColumn[]}
  | {readonly index: number; readonly job: ColumnJob}

let columns: readonly EncodedColumn[] = []

parentPort!.on('message', (message: Message) => {
  if ('columns' in message) {
    columns = message.columns
    return
  }
  const {index, job} = message
  const model = fitColumn(columns, job)
  const arrays = Object.values(model.method === 'density' ? model.tree : model.trees).filter(
    ArrayBuffer.isView,
  )
  const buffers = new Set(arrays.map(array => array.buffer as ArrayBuffer))
  parentPort!.postMessage({index, model}, [...buffers])
})
