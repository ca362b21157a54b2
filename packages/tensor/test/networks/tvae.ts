// The training step of TVAE (Xu et al. 2019): a variational autoencoder (Kingma & Welling 2013) of tanh numbers, each with a spread
// to be learnt, and one-hot groups.
import * as t from '../../src/index.ts'
import {widthOf} from './width.ts'

export interface TvaeShape {
  readonly segments: readonly t.Segment[]
  readonly rows: number
  readonly batch: number
  readonly latent: number
  readonly hidden: readonly [number, number]
}

const FACTOR = 2

export function tvaeWeights({segments, latent, hidden: [first, second]}: TvaeShape): t.Weights {
  const width = widthOf(segments)
  return {
    ...t.linearWeights('encode0', width, first),
    ...t.linearWeights('encode1', first, second),
    ...t.linearWeights('mean', second, latent),
    ...t.linearWeights('logVariance', second, latent),
    ...t.linearWeights('decode0', latent, first),
    ...t.linearWeights('decode1', first, second),
    ...t.linearWeights('decode.out', second, width),
    sigma: t.weight('sigma', [width], {fill: 0.1}),
  }
}

export interface TvaeStep extends t.TrainingStep<'loss'> {
  readonly gradients: Readonly<Record<string, t.Tensor>>
}

export function tvaeStep(shape: TvaeShape): TvaeStep {
  const {segments, rows, batch, latent} = shape
  const width = widthOf(segments)
  const weights = tvaeWeights(shape)
  const layer = (x: t.Tensor, name: string) => t.linear(x, weights, name)
  const data = t.input('data', [rows, width])
  const x = t.gather(data, t.input('rows', [batch], 'int32'))

  const encoded = t.relu(layer(t.relu(layer(x, 'encode0')), 'encode1'))
  const [average, logVariance] = [layer(encoded, 'mean'), layer(encoded, 'logVariance')]
  const code = t.add(
    t.mul(t.noise('epsilon', [batch, latent], 'normal'), t.exp(t.mul(logVariance, 0.5))),
    average,
  )
  const decoded = layer(t.relu(layer(t.relu(layer(code, 'decode0')), 'decode1')), 'decode.out')
  const y = t.segmented(
    decoded,
    segments.map(({activation, width: n}) => ({
      activation: activation === 'softmax' ? 'logSoftmax' : activation,
      width: n,
    })),
  )

  // Numbers: normal around tanh, without the constant. One-hots: -log of the chance of the category.
  const numbers = segments.flatMap(({activation, width: n}) =>
    Array<number>(n).fill(Number(activation === 'tanh')),
  )
  const isNumber = t.constant(numbers, [1, width])
  const precision = t.mul(isNumber, t.div(0.5, t.square(weights['sigma']!)))
  const ofNumbers = t.mul(t.square(t.sub(x, y)), precision)
  const ofOneHots = t.mul(t.mul(x, t.sub(1, isNumber)), y)
  const ofSpread = t.mul(t.sum(t.mul(isNumber, t.log(weights['sigma']!))), batch)
  const reconstruction = t.add(t.sum(t.sub(ofNumbers, ofOneHots)), ofSpread)
  const loss = t.mul(
    t.add(t.mul(reconstruction, FACTOR), t.divergenceFromNormal(average, logVariance)),
    1 / batch,
  )

  const gradients = t.gradientsOf(loss, weights)
  const {states} = t.adam(weights, gradients, {name: 'adam', learningRate: 1e-3, weightDecay: 1e-5})
  const held = states.map(({input, next}) =>
    input === weights['sigma'] ? {input, next: t.clip(next, 0.01, 1)} : {input, next},
  )
  return {states: held, reports: {loss}, tables: [data], gradients}
}
