// The first network of README.md, as it stands there.
import {createRandom} from '@inferloop/random'
import * as t from '@inferloop/tensor'

const x = t.input('x', [32, 2])
const inside = t.input('inside', [32, 1])
const weights = {...t.linearWeights('hidden', 2, 16), ...t.linearWeights('out', 16, 1)}
const network = (w: t.Weights) => t.linear(t.tanh(t.linear(x, w, 'hidden')), w, 'out')

const loss = t.binaryCrossEntropy(network(weights), inside)
const update = t.adam(weights, t.gradientsOf(loss, weights), {name: 'adam', learningRate: 0.02})

const trainer = await t.openTrainer(
  {states: update.states, reports: {loss}},
  {
    random: createRandom(1),
    feed(step, random, into) {
      for (let i = 0; i < 32; i++) {
        const [a, b] = [random.normal(), random.normal()]
        into['x']!.set([a, b], 2 * i)
        into['inside']![i] = Number(a * a + b * b < 1)
      }
    },
  },
)
for (let call = 0; call < 20; call++) await trainer.run(50)
const report = await trainer.run(1)
console.log(`loss after ${trainer.steps()} steps: ${report.loss[0]!.toFixed(2)}`)

const model = await t.openModel({chance: t.sigmoid(network(weights))}, {weights: trainer.states()})
const points = new Float32Array(64).fill(3) // far outside, but for the first
points.set([0.1, 0.1])
const {chance} = await model.run({x: points})
console.log(chance[0]! > 0.5, chance[1]! > 0.5)
