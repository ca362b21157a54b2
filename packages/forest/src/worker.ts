// A worker thread that fits density trees over shared columns, one job a message.
import {parentPort, workerData} from 'node:worker_threads'
import {fitDensityTree} from './density-tree.ts'
import type {EncodedColumn} from './encode.ts'
import type {TreeJob} from './pool.ts'

const columns = workerData as readonly EncodedColumn[]

parentPort!.on('message', ({index, job}: {index: number; job: TreeJob}) => {
  const tree = fitDensityTree(columns, job.column, job.predictors, job.options)
  const buffers = new Set(Object.values(tree).map(array => (array as Uint8Array<ArrayBuffer>).buffer))
  parentPort!.postMessage({index, tree}, [...buffers])
})
