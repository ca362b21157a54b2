import {expect} from 'chai'
import type {Column, RunContext, Table} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {fitModel} from '../src/fit.ts'
import type {TreesModel} from '../src/model.ts'
import {settingsOf} from '../src/options.ts'
import {BATCH_ROWS, openBatches} from '../src/draw-batch.ts'
import {openCells} from '../src/draw-cells.ts'
import {sampleModel, threadsFor} from '../src/sample.ts'

const ROWS = 600
const random = createRandom('sample test')
const described = {evidence: '', missing: [''], physical: 'text'} as const
const labels: Column = {
  name: 'label',
  kind: 'categorical',
  codes: Uint32Array.from({length: ROWS}, () => random.below(4)),
  schema: {...described, name: 'label', kind: 'categorical', categories: ['a', 'b', 'c']},
}
const number: Column = {
  name: 'number',
  kind: 'numeric',
  values: Float64Array.from({length: ROWS}, () => random.below(500)),
  schema: {
    ...described,
    name: 'number',
    kind: 'numeric',
    min: 0,
    max: 499,
    step: 1,
    offset: 0,
    decimals: 0,
    missing: [],
  } as never,
}
const table: Table = {rows: ROWS, columns: [labels, number]}
const run: RunContext = {
  random: createRandom(1),
  signal: new AbortController().signal,
  threads: 1,
  progress() {},
  log() {},
}

describe('sampleModel', () => {
  /** Enough rows for threads to be worth it, and a last batch that is not full. */
  const MANY = 60 * BATCH_ROWS + 77
  let model: TreesModel
  before(async () => {
    model = await fitModel(
      table,
      settingsOf({privacy: 'default', 'min-leaf': 5, significance: 1, alpha: 1}),
      100,
      run,
    )
  })

  async function drawn(threads: number): Promise<Table[]> {
    const batches: Table[] = []
    for await (const batch of sampleModel(model, MANY, {...run, threads})) batches.push(batch)
    return batches
  }

  it('draws the same rows in the same order on one thread, two and four', async () => {
    const alone = await drawn(1)
    expect(alone.reduce((sum, {rows}) => sum + rows, 0)).to.equal(MANY)
    for (const threads of [2, 4]) {
      const together = await drawn(threads)
      expect(together.map(({rows}) => rows)).to.deep.equal(alone.map(({rows}) => rows))
      for (const [i, batch] of together.entries())
        expect(batch.columns, `batch ${i}`).to.deep.equal(alone[i]!.columns)
    }
  }).timeout(60_000)

  it('starts no more threads than there are batches', () => {
    expect(threadsFor(BATCH_ROWS, 1000, 4)).to.equal(1)
    expect(threadsFor(2 * BATCH_ROWS + 1, 1000, 8)).to.equal(3)
    expect(threadsFor(1e6, 10, 4)).to.equal(4)
    expect(threadsFor(1e6, 10, 1)).to.equal(1)
    expect(threadsFor(20 * BATCH_ROWS, 2, 4)).to.equal(1)
  })

  it('draws few rows as it draws many, and makes room for as many alone', () => {
    const rows = 10
    const few = openBatches(model, rows)(rows, createRandom(3))
    expect(few).to.deep.equal(openBatches(model, 1e6)(rows, createRandom(3)))
    expect(openCells(model, rows).draw(rows, createRandom(3)).bins[0]!.length).to.equal(rows)
  })

  it('stops its threads when no more is wanted, and when it is told to', async () => {
    for await (const _ of sampleModel(model, 1e9, {...run, threads: 3})) break
    const abort = new AbortController()
    const batches = sampleModel(model, 1e9, {...run, threads: 3, signal: abort.signal})
    let seen = 0
    try {
      for await (const _ of batches) if (++seen === 5) abort.abort(new Error('enough'))
    } catch (error) {
      expect((error as Error).message).to.equal('enough')
    }
    expect(seen).to.be.within(5, 8)
  })
})
