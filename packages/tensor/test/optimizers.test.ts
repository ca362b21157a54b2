import {expect} from 'chai'
import {readFileSync} from 'node:fs'
import * as t from '../src/index.ts'
import {lehmer} from './networks/lehmer.ts'

const FIXTURES = JSON.parse(
  readFileSync(new URL('fixtures/optimizers.json', import.meta.url), 'utf8'),
) as Readonly<Record<string, readonly [readonly number[], readonly number[]]>>

const sgd = {name: 'o', learningRate: 0.1}
const adam = {name: 'o', learningRate: 0.05}
const OPTIMIZERS: Readonly<Record<string, (weights: t.Weights, gradients: t.Weights) => t.Update>> = {
  sgd: (w, g) => t.sgd(w, g, sgd),
  'sgd with momentum and decay': (w, g) => t.sgd(w, g, {...sgd, momentum: 0.9, weightDecay: 0.05}),
  adam: (w, g) => t.adam(w, g, adam),
  'adam with decay': (w, g) =>
    t.adam(w, g, {...adam, beta1: 0.5, beta2: 0.9, epsilon: 1e-3, weightDecay: 0.1}),
  adamW: (w, g) => t.adamW(w, g, adam),
  'adamW with decay': (w, g) => t.adamW(w, g, {...adam, weightDecay: 0.3}),
  'clipped by norm': (w, g) => t.sgd(w, t.clipByNorm(g, 1), sgd),
  'clipped by value': (w, g) => t.sgd(w, t.clipByValue(g, 0.3), sgd),
}

describe('optimizers move weights as PyTorch’s do', () => {
  for (const [name, optimize] of Object.entries(OPTIMIZERS)) {
    it(name, async () => {
      const weights = {a: t.weight('a', [3, 2], {fill: 0}), b: t.weight('b', [2], {fill: 0})}
      const {states} = optimize(weights, {a: t.input('da', [3, 2]), b: t.input('db', [2])})
      const trainer = await t.openTrainer(
        {states, reports: {}},
        {
          initial: {a: lehmer(1, 6), b: lehmer(2, 2)},
          feed(step, _, into) {
            into['da']!.set(lehmer(10 + 2 * step, 6).map(g => g * (step + 0.25)))
            into['db']!.set(lehmer(11 + 2 * step, 2).map(g => g * (step + 0.25)))
          },
        },
      )
      await trainer.run(5)
      const {a, b} = trainer.states()
      const found = [...a!, ...b!]
      FIXTURES[name]!.flat().forEach((expected, i) =>
        expect(found[i], `place ${i}`).to.be.closeTo(expected, 2e-6),
      )
      await trainer.close()
    })
  }

  it('follow a schedule of the step', async () => {
    const w = t.weight('w', [], {fill: 0})
    const {states} = t.sgd({w}, {w: t.constant([1], [])}, {name: 'o', learningRate: step => t.div(1, step)})
    const trainer = await t.openTrainer({states, reports: {}})
    await trainer.run(4)
    expect(trainer.states()['w']![0]).to.be.closeTo(-(1 + 1 / 2 + 1 / 3 + 1 / 4), 1e-6)
    await trainer.close()
  })

  it('are followed by an average: the plain mean at first, then the moving one', async () => {
    const w = t.weight('w', [], {fill: 0})
    const {weights, states} = t.sgd({w}, {w: t.constant([-1], [])}, {name: 'o', learningRate: 1})
    const trainer = await t.openTrainer({states: [...states, ...t.average(weights, 0.75)], reports: {}})
    const found: number[] = []
    for (let step = 0; step < 6; step++) {
      await trainer.run(1)
      found.push(trainer.states()['w.average']![0]!)
    }
    // w is 1, 2, 3 …: means of all up to the fourth, then a quarter of the way to each.
    const expected = [1, 1.5, 2, 2.5, 2.5 + 0.25 * 2.5]
    expected.push(expected[4]! + 0.25 * (6 - expected[4]!))
    expected.forEach((value, i) => expect(found[i]).to.be.closeTo(value, 1e-6))
    await trainer.close()
  })
})
