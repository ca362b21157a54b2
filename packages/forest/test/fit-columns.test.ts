import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {fitAxis} from '../src/axis.ts'
import {scoresOf} from '../src/boosted-trees.ts'
import {fitBoosting} from '../src/boosting.ts'
import {fitDensityTree} from '../src/density-tree.ts'
import {encodeClasses, type EncodedColumn, encodeNumbers} from '../src/encode.ts'
import type {ColumnJob} from '../src/fit-column.ts'
import {openPool} from '../src/pool.ts'
import {drawnCodes} from './drawn-codes.ts'

const random = createRandom('columns')
const ROWS = 3000
const x = Float64Array.from({length: ROWS}, () => random.normal())
const y = x.map(v => 2 * v + 0.3 * random.normal())
const label = Uint32Array.from(y, v => (v + 0.5 * random.normal() > 0 ? 1 : 0))
const group = Uint32Array.from(x, v => Math.min(3, Math.max(0, Math.floor(v) + 2)))
const axisOf = (values: Float64Array) => fitAxis(values.slice().sort(), 0, {minAtomRows: 5, rowsPerKnot: 8})
const columns: EncodedColumn[] = [
  encodeNumbers(axisOf(x), x, undefined),
  encodeNumbers(axisOf(y), y, undefined),
  encodeClasses(label, 2),
  encodeClasses(group, 4),
]
const tree = {minLeaf: 10, significance: 2, minCorrelation: 0.9}
const boosting = {rounds: 30, leaves: 8, learningRate: 0.2, minLeaf: 20, l2: 1}
const jobs: ColumnJob[] = [
  {column: 0, predictors: [], method: 'density', options: tree},
  {column: 1, predictors: [0], method: 'density', options: tree},
  {column: 2, predictors: [0, 1], method: 'boosting', options: boosting},
  {column: 3, predictors: [0, 1, 2], method: 'density', options: tree},
]

describe('a pool of threads', () => {
  it('gives the models in the order of their jobs', async () => {
    const {signal} = new AbortController()
    const pool = openPool({threads: 2, signal})
    const fitted = await pool.fit(columns, jobs)
    await pool.close()
    expect(fitted.map(m => m.method)).to.deep.equal(['density', 'density', 'boosting', 'density'])
  })

  it('stops with the reason it was given', async () => {
    const controller = new AbortController()
    const reason = new Error('enough')
    const pool = openPool({threads: 2, signal: controller.signal})
    const fitted = pool.fit(columns, jobs, () => controller.abort(reason))
    const outcome = await fitted.catch((error: unknown) => error)
    await pool.close()
    expect(outcome).to.equal(reason)
  })
})

describe('fitDensityTree', () => {
  it('counts every row in exactly one leaf', () => {
    const fitted = fitDensityTree(columns, 3, [0, 1], tree)
    const leaves = [...fitted.feature.keys()].filter(id => fitted.feature[id]! < 0)
    expect(leaves.reduce((sum, id) => sum + fitted.count[id]!, 0)).to.equal(ROWS)
    for (const id of leaves) expect(fitted.cumulative[fitted.entry[id + 1]! - 1]).to.equal(fitted.count[id])
  })

  it('draws codes as often as the leaf holds them', () => {
    const fitted = fitDensityTree(columns, 3, [], tree)
    const none = {bins: [], codes: [], values: []}
    const out = drawnCodes({method: 'density', tree: fitted}, [false], none, 20_000, createRandom(5))
    for (let g = 0; g < 4; g++) {
      const real = group.filter(c => c === g).length / ROWS
      expect(out.filter(c => c === g).length / out.length).to.be.closeTo(real, 0.015)
    }
  })

  it('follows a predictor within a leaf when the two move together', () => {
    const line = encodeNumbers(axisOf(x), x, undefined)
    const whole = {minLeaf: ROWS, significance: 0, minCorrelation: 0.9}
    const fitted = fitDensityTree([columns[0]!, line], 1, [0], whole)
    const drawn = {bins: [columns[0]!.bins], codes: [columns[0]!.codes], values: []}
    const out = drawnCodes({method: 'density', tree: fitted}, [false, false], drawn, ROWS, createRandom(6))
    const worst = out.reduce((most, code, i) => Math.max(most, Math.abs(code - columns[0]!.codes[i]!)), 0)
    expect(worst).to.be.at.most(2)
  })
})

describe('fitBoosting', () => {
  it('learns an exclusive or, which no single split can, and knows how sure it is', () => {
    const dice = createRandom('xor')
    const bits = Array.from({length: 4000}, () => [dice.below(2), dice.below(2)] as const)
    const truth = bits.map(([a, b]) => (dice.next() < 0.9 ? a ^ b : 1 - (a ^ b)))
    const bins = [0, 1].map(j => Uint8Array.from(bits, pair => pair[j]!))
    const features = bins.map(b => ({bins: b, binCount: 2, categorical: false}))
    const rows = Uint32Array.from(bits.keys())
    const model = fitBoosting(features, Uint8Array.from(truth), rows, {...boosting, rounds: 60})
    for (let i = 0; i < 50; i++) {
      const odds = scoresOf(model, [false, false], bins, Uint32Array.of(i))[0]!
      const expected = bits[i]![0] ^ bits[i]![1] ? 0.9 : 0.1
      expect(1 / (1 + Math.exp(-odds))).to.be.closeTo(expected, 0.05)
    }
  })
})
