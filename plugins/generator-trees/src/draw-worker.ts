// A worker thread that draws batches from a model it is given once.
import {parentPort, workerData} from 'node:worker_threads'
import type {Random} from '@inferloop/contract'
import {randomFromState} from '@inferloop/random'
import {BATCH_ROWS, openBatches} from './draw-batch.ts'
import type {TreesModel} from './model.ts'

/** What a worker is asked for: batch `index`, from the stream with this state. */
export interface Order {
  readonly index: number
  readonly rows: number
  readonly state: Random['state']
}

const drawBatch = openBatches(workerData as TreesModel, BATCH_ROWS)

parentPort!.on('message', ({index, rows, state}: Order) => {
  const cells = drawBatch(rows, randomFromState(state))
  const buffers = cells.flatMap(column => Object.values(column)).filter(array => array !== undefined)
  parentPort!.postMessage(
    {index, cells},
    buffers.map(({buffer}) => buffer as ArrayBuffer),
  )
})
