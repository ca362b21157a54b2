// A template with its values as text, written in a thread with limits on time and memory.
import {Worker} from 'node:worker_threads'
import {type Fault, faulty} from '../fault.ts'
import type {Rendered} from './handlebars.ts'
import type {Declared} from './variables.ts'

export interface Task {
  readonly text: string
  /** Its name in faults. */
  readonly file: string
  readonly folder: string
  readonly declared: Declared
  readonly given: Readonly<Record<string, unknown>>
}

/** Milliseconds of rendering, and of starting a thread on a machine that has much to do. */
const LONGEST = 2_000
const LONGEST_START = 30_000
const MOST_MEBIBYTES = 64
const MOST_LETTERS = 2 ** 20

/** @throws InferError INFER_STACK with every fault of the values, or of the template */
export async function renderTemplate(task: Task): Promise<string> {
  const result = await inThread(task)
  if ('text' in result) {
    if (result.text.length <= MOST_LETTERS) return result.text
    throw tooMuch(task, `would write more than ${MOST_LETTERS / 1024} KiB`)
  }
  throw faulty(
    result.faults.map(
      ({file, line, column, what, instead, path}): Fault => ({
        path: path ?? [],
        what,
        place: `${file}:${line}:${column}`,
        ...(instead !== undefined && {instead}),
      }),
    ),
  )
}

const tooMuch = ({file}: Task, what: string) => faulty([{path: [], what, place: `${file}:1:1`}])

function inThread(task: Task): Promise<Rendered> {
  const worker = new Worker(workerFile(), {
    workerData: task,
    env: {},
    stdout: true,
    stderr: true,
    resourceLimits: {maxOldGenerationSizeMb: MOST_MEBIBYTES, maxYoungGenerationSizeMb: 16, stackSizeMb: 2},
  })
  return new Promise<Rendered>((resolve, reject) => {
    const tooLong = () => reject(tooMuch(task, `takes longer than ${LONGEST / 1000} seconds`))
    let timer = setTimeout(tooLong, LONGEST_START)
    worker.on('message', (message: 'ready' | Rendered) => {
      clearTimeout(timer)
      if (message !== 'ready') return resolve(message)
      timer = setTimeout(tooLong, LONGEST)
      worker.postMessage('go')
    })
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY'
      reject(full ? tooMuch(task, `needs more than ${MOST_MEBIBYTES} MiB of memory`) : error)
    })
    worker.once('exit', () => {
      clearTimeout(timer)
      reject(tooMuch(task, 'could not be written'))
    })
  }).finally(() => void worker.terminate())
}

const workerFile = (): URL =>
  new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './worker.js', import.meta.url)
