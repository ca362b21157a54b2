import {expect} from 'chai'
import type {Worker} from 'node:worker_threads'
import {createRandom} from '@inferloop/random'
import {fitAxis} from '../src/axis.ts'
import {encodeClasses, type EncodedColumn, encodeNumbers} from '../src/encode.ts'
import type {ColumnJob, ColumnModel} from '../src/fit-column.ts'
import {openPool, type PoolOptions} from '../src/pool.ts'

const ROWS = 2000
const random = createRandom('pool')
const columns: EncodedColumn[] = Array.from({length: 6}, (_, k) => {
  if (k % 3 === 2)
    return encodeClasses(
      Uint32Array.from({length: ROWS}, () => random.below(k === 2 ? 2 : 5)),
      k === 2 ? 2 : 5,
    )
  const values = Float64Array.from({length: ROWS}, () => Math.round(1000 * random.normal()))
  return encodeNumbers(fitAxis(values.slice().sort(), 0, {minAtomRows: 5, rowsPerKnot: 8}), values, undefined)
})
const tree = {minLeaf: 10, significance: 0, minCorrelation: 0.9}
const jobs: ColumnJob[] = columns.map((_, column) => {
  const predictors = Array.from({length: column}, (_none, p) => p)
  return column === 2
    ? {
        column,
        predictors,
        method: 'boosting',
        options: {rounds: 20, leaves: 8, learningRate: 0.2, minLeaf: 20, l2: 1},
      }
    : {column, predictors, method: 'density', options: tree}
})

const arraysOf = (model: ColumnModel): string =>
  JSON.stringify(model, (_, part: unknown) =>
    ArrayBuffer.isView(part) ? [part.constructor.name, [...(part as Uint8Array)]] : part,
  )

/** Runs a task and says how many worker threads it began and how many of them have ended by then. */
async function threadsOf(
  task: () => Promise<unknown>,
): Promise<{outcome: unknown; begun: number; ended: number}> {
  let begun = 0
  let ended = 0
  const count = (worker: Worker): void => {
    begun++
    worker.once('exit', () => ended++)
  }
  process.on('worker', count)
  try {
    const outcome = await task().catch((error: unknown) => error)
    return {outcome, begun, ended}
  } finally {
    process.off('worker', count)
  }
}

const fitWith = async (
  of: readonly EncodedColumn[],
  wanted: readonly ColumnJob[],
  {onModel, ...options}: PoolOptions & {onModel?: (job: ColumnJob, done: number) => void},
): Promise<ColumnModel[]> => {
  const pool = openPool(options)
  try {
    return await pool.fit(of, wanted, onModel)
  } finally {
    await pool.close()
  }
}
type Given = Parameters<typeof fitWith>[2]

const run = (options: Partial<Given>): Promise<ColumnModel[]> =>
  fitWith(columns, jobs, {threads: 1, signal: new AbortController().signal, ...options})

describe('openPool', () => {
  it('ends with what a listener throws, on this thread and on others', async () => {
    for (const threads of [1, 3]) {
      const onModel = () => {
        throw new Error('no screen')
      }
      const {outcome} = await threadsOf(() => run({threads, onModel}))
      expect((outcome as Error).message).to.equal('no screen')
    }
  })

  it('gives the same arrays on 1, 2 and 4 threads, and without a listener', async () => {
    const one = (await run({})).map(arraysOf)
    expect((await run({threads: 2})).map(arraysOf)).to.deep.equal(one)
    expect((await run({threads: 4, onModel: () => {}})).map(arraysOf)).to.deep.equal(one)
  })

  it('uses one thread fewer than it may, since this one works too, and leaves none behind', async () => {
    const {begun, ended} = await threadsOf(() => run({threads: 3}))
    expect({begun, ended}).to.deep.equal({begun: 2, ended: 2})
  })

  it('fits again with the same threads, other columns and other jobs', async () => {
    const pool = openPool({threads: 3, signal: new AbortController().signal})
    const first = await pool.fit(columns, jobs)
    const fewer = await pool.fit(columns.slice(0, 2), jobs.slice(0, 2))
    const again = await pool.fit(columns, jobs)
    await pool.close()
    expect(fewer.map(arraysOf)).to.deep.equal(first.slice(0, 2).map(arraysOf))
    expect(again.map(arraysOf)).to.deep.equal(first.map(arraysOf))
  })

  it('begins no thread when one is enough', async () => {
    expect(await threadsOf(() => run({threads: 1}))).to.include({begun: 0})
  })

  it('rejects with the reason it was told to stop for, and leaves no thread behind', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const stop = (): void => controller.abort(reason)
    const {outcome, begun, ended} = await threadsOf(() =>
      run({threads: 4, signal: controller.signal, onModel: stop}),
    )
    expect(outcome).to.equal(reason)
    expect({begun, ended}).to.deep.equal({begun: 3, ended: 3})
  })

  it('begins nothing when it was told to stop before', async () => {
    const reason = new Error('before')
    const {outcome, begun} = await threadsOf(() => run({threads: 4, signal: AbortSignal.abort(reason)}))
    expect(outcome).to.equal(reason)
    expect(begun).to.equal(0)
  })

  it('passes on what went wrong in a thread', async () => {
    const broken: ColumnJob[] = [0, 1, 2].map(column => ({
      column,
      predictors: [99],
      method: 'density',
      options: tree,
    }))
    const {outcome, begun, ended} = await threadsOf(() =>
      fitWith(columns, broken, {threads: 2, signal: new AbortController().signal}),
    )
    expect(outcome).to.be.instanceOf(TypeError)
    expect(ended).to.equal(begun)
  })

  it('counts the columns that are done, each once', async () => {
    const heard: [number, number][] = []
    await run({threads: 2, onModel: (job, done) => heard.push([job.column, done])})
    expect(heard.map(([, done]) => done)).to.deep.equal([1, 2, 3, 4, 5, 6])
    expect(new Set(heard.map(([column]) => column))).to.deep.equal(new Set([0, 1, 2, 3, 4, 5]))
  })

  it('has nothing to do when there are no columns', async () => {
    const {signal} = new AbortController()
    expect(await fitWith([], [], {threads: 4, signal})).to.deep.equal([])
  })
})
