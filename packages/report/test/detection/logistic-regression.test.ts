import {expect} from 'chai'
import {createRandom} from '@inferloop/random'
import {designMatrix} from '../../src/detection/design-matrix.ts'
import {fitLogistic} from '../../src/detection/logistic-regression.ts'
import {labels, numbers, times} from '../by-side.ts'

const {signal} = new AbortController()

describe('fitLogistic', () => {
  it('gives one label the log odds of its rows, but for the pull to 0', async () => {
    // 300 of 400 rows with label a are ones, 100 of 400 with b: log odds of log 3 and -log 3.
    const cells = times(800, i => (i < 400 ? 'a' : 'b'))
    const column = labels('x', {real: cells, synthetic: []})
    const matrix = designMatrix([column], [{side: 'real', rows: Uint32Array.from(cells.keys())}])
    const ones = Uint8Array.from(cells, (_, i) => (i < 300 || i >= 700 ? 1 : 0))
    const weights = await fitLogistic(
      matrix,
      ones,
      Uint32Array.from(cells.keys()),
      new Float64Array(matrix.features + 1),
      signal,
    )
    const intercept = weights.at(-1)!
    expect(weights[0]! + intercept).to.be.closeTo(Math.log(3), 0.02)
    expect(weights[1]! + intercept).to.be.closeTo(-Math.log(3), 0.02)
  })

  it('finds the weights that were drawn from', async () => {
    const random = createRandom('weights')
    const [x, y] = [times(20_000, () => random.normal()), times(20_000, () => random.normal())]
    const columns = [numbers('x', {real: x, synthetic: []}), numbers('y', {real: y, synthetic: []})]
    const rows = Uint32Array.from(x.keys())
    const matrix = designMatrix(columns, [{side: 'real', rows}])
    const ones = Uint8Array.from(rows, i =>
      random.next() < 1 / (1 + Math.exp(-(1.5 * x[i]! - 0.5 * y[i]! + 0.3))) ? 1 : 0,
    )
    const weights = await fitLogistic(matrix, ones, rows, new Float64Array(matrix.features + 1), signal)
    // Features come in twos: the number, and whether it is missing.
    expect(weights[0]).to.be.closeTo(1.5, 0.08)
    expect(weights[2]).to.be.closeTo(-0.5, 0.06)
    expect(weights[1]).to.equal(0)
  })

  it('stays finite where a line parts the classes', async () => {
    const x = times(100, i => i)
    const rows = Uint32Array.from(x.keys())
    const matrix = designMatrix([numbers('x', {real: x, synthetic: []})], [{side: 'real', rows}])
    const ones = Uint8Array.from(x, i => (i < 50 ? 0 : 1))
    const weights = await fitLogistic(matrix, ones, rows, new Float64Array(matrix.features + 1), signal)
    expect(weights[0]).to.be.within(2, 20)
  })
})
