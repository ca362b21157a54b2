// A worker thread that looks for nearest neighbours, chunk by chunk, until none is left.
import {parentPort} from 'node:worker_threads'
import {type Task, takeChunk} from './nearest-pool.ts'

parentPort!.on('message', (task: Task) => {
  while (takeChunk(task));
  parentPort!.postMessage('done')
})
