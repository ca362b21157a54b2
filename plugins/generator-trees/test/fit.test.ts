import {expect} from 'chai'
import type {Column, NumericSchema, RunContext, Table} from '@inferloop/contract'
import {createRandom} from '@inferloop/random'
import {fitModel} from '../src/fit.ts'
import {options, type Settings, settingsOf} from '../src/options.ts'
import {sampleModel} from '../src/sample.ts'

const ROWS = 3000
const random = createRandom('fit test')
const schema = (name: string): NumericSchema =>
  ({
    kind: 'numeric',
    name,
    min: -10,
    max: 10,
    step: 1e-6,
    offset: 0,
    decimals: 6,
    missing: [],
  }) as unknown as NumericSchema
const numbers = (name: string, values: Float64Array): Column => ({
  name,
  kind: 'numeric',
  values,
  missing: undefined,
  schema: schema(name),
})
const x = Float64Array.from({length: ROWS}, () => 6 * random.next() - 3)
const wave = x.map(v => Math.sin(4 * v) + 0.01 * random.normal())
const table: Table = {rows: ROWS, columns: [numbers('x', x), numbers('wave', wave)]}

const logged: string[] = []
const run: RunContext = {
  random: createRandom(1),
  signal: new AbortController().signal,
  threads: 1,
  progress() {},
  log: message => logged.push(message),
}
const coarse: Settings = {
  ...settingsOf({privacy: 'default', 'min-leaf': 0, significance: -1, alpha: -1}),
  rungs: [
    {minLeaf: 1000, significance: 3},
    {minLeaf: 5, significance: 1},
  ],
  minCorrelation: 2,
}
const nodesOf = async (settings: Settings, of = table): Promise<number> => {
  const {learnt} = (await fitModel(of, settings, 100, run)).columns[1]!
  return learnt.method === 'density' ? learnt.tree.feature.length : 0
}

describe('fitModel', () => {
  it('grows finer leaves when a classifier tells its rows from real ones', async () => {
    expect(await nodesOf({...coarse, mostTold: 0.524})).to.be.above(100)
    expect(logged.join('\n')).to.match(/area under the curve of 0\.[6-9].*\n.*leaves from 5 rows/)
  })

  it('keeps the private leaves when the rows are told no better than it is allowed', async () => {
    expect(await nodesOf({...coarse, mostTold: 1})).to.be.at.most(7)
  })

  it('keeps the private leaves of a table too small to tell', async () => {
    const few: Table = {
      rows: 150,
      columns: [numbers('x', x.slice(0, 150)), numbers('wave', wave.slice(0, 150))],
    }
    const first = {minLeaf: 40, significance: 3}
    expect(await nodesOf({...coarse, rungs: [first, coarse.rungs[1]!], mostTold: 0.5}, few)).to.be.at.most(7)
  })

  it('learns a yes or no by boosting from all other columns, though it stands first', async () => {
    const label: Column = {
      name: 'rises',
      kind: 'boolean',
      codes: Uint32Array.from(x, v => (Math.cos(4 * v) > 0 ? 1 : 0)),
      schema: {kind: 'boolean', name: 'rises', categories: ['no', 'yes'], missing: []} as never,
    }
    const {columns, order} = await fitModel(
      {rows: ROWS, columns: [label, ...table.columns]},
      coarse,
      100,
      run,
    )
    expect(order).to.deep.equal([1, 2, 0])
    const {learnt} = columns[0]!
    expect(learnt.method).to.equal('boosting')
    if (learnt.method === 'boosting') expect(new Set(learnt.trees.feature)).to.deep.equal(new Set([-1, 1, 2]))
  })

  it('writes a number of another column again where rows do', async () => {
    const paid = x.map((v, i) => (i % 2 === 0 ? v : 6 * random.next() - 3))
    const model = await fitModel(
      {rows: ROWS, columns: [numbers('x', x), numbers('paid', paid)]},
      coarse,
      100,
      run,
    )
    let same = 0
    for await (const {rows, columns} of sampleModel(model, 8000, run)) {
      const [a, b] = columns.map(c => ('values' in c ? c.values : new Float64Array()))
      for (let i = 0; i < rows; i++) if (a![i] === b![i]) same++
    }
    expect(same / 8000).to.be.closeTo(0.5, 0.04)
  })
})

describe('settingsOf', () => {
  const left = {privacy: 'high', 'min-leaf': 0, significance: -1, alpha: -1} as const

  it('has a default that leaves every option to the privacy level', () => {
    const defaults = Object.fromEntries(options.map(o => [o.name, o.default]))
    expect(settingsOf({privacy: 'high', ...defaults} as never)).to.deep.equal(settingsOf(left))
  })

  it('puts given leaves everywhere, also when they equal those of the level', () => {
    const {rungs, fewValues} = settingsOf({...left, 'min-leaf': 60, significance: 3})
    expect(rungs).to.deep.equal([{minLeaf: 60, significance: 3}])
    expect(fewValues).to.deep.equal({minLeaf: 60, significance: 3})
  })

  it('keeps the choice between rungs while one of the two is left open', () => {
    const {rungs} = settingsOf({...left, significance: 9})
    expect(rungs.map(r => r.significance)).to.deep.equal([9, 9])
    expect(rungs.map(r => r.minLeaf)).to.deep.equal([60, 20])
  })
})
