// The thread in which a template is checked and written: what hangs or swells there ends with it.
import {parentPort, workerData} from 'node:worker_threads'
import {checkValues} from './check-values.ts'
import {render, type Rendered} from './handlebars.ts'
import type {Task} from './render-template.ts'

const {text, file, folder, declared, given} = workerData as Task

async function work(): Promise<Rendered> {
  const {values, faults} = checkValues(declared, given, file)
  return faults.length > 0 ? {faults} : render({text, file, folder, values})
}

parentPort!.once('message', () => {
  void work().then(
    result => parentPort!.postMessage(result),
    (error: unknown) => parentPort!.postMessage({faults: [{file, line: 1, column: 1, what: String(error)}]}),
  )
})
parentPort!.postMessage('ready')
