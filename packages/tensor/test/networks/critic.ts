// The training step of a critic with gradient penalty (Gulrajani et al. 2017), on rows it is fed with; smooth and kinked layers, a norm.
import * as t from '../../src/index.ts'

export interface CriticShape {
  readonly batch: number
  readonly width: number
  readonly hidden: readonly [number, number]
}

export interface CriticStep extends t.TrainingStep<'distance' | 'penalty'> {
  readonly gradients: t.Weights
  /** Of the gradient penalty alone: second derivatives of the critic. */
  readonly penaltyGradients: t.Weights
}

export function criticStep({batch, width, hidden: [first, second]}: CriticShape): CriticStep {
  const weights = {
    ...t.linearWeights('c0', width, first),
    ...t.layerNormWeights('c0.norm', first),
    ...t.linearWeights('c1', first, second),
    ...t.linearWeights('c.out', second, 1),
  }
  const judge = (x: t.Tensor, name: string) => {
    const inner = t.tanh(t.layerNorm(t.linear(x, weights, 'c0'), weights, 'c0.norm'))
    const outer = t.dropout(t.leakyRelu(t.linear(inner, weights, 'c1'), 0.2), 0.5, `${name}.keep`)
    return t.linear(outer, weights, 'c.out')
  }
  const [fake, real] = [t.input('fake', [batch, width]), t.input('real', [batch, width])]
  const between = t.add(fake, t.mul(t.noise('alpha', [batch, 1], 'uniform'), t.sub(real, fake)))
  const [slope] = t.gradients(t.sum(judge(between, 'between')), [between])
  // A row all of whose units are dropped has a slope of 0, where a norm has no gradient; PyTorch takes 0.
  const lengths = t.sqrt(t.add(t.sumOfSquares(slope!, {axes: [1]}), 1e-12))
  const penalty = t.mul(t.mean(t.square(t.sub(lengths, 1))), 10)
  const distance = t.sub(t.mean(judge(fake, 'fake')), t.mean(judge(real, 'real')))
  const gradients = t.gradientsOf(t.add(distance, penalty), weights)
  const {states} = t.adam(weights, gradients, {
    name: 'adam',
    learningRate: 2e-3,
    beta1: 0.5,
    beta2: 0.9,
    weightDecay: 1e-3,
  })
  return {
    states,
    reports: {distance, penalty},
    gradients,
    penaltyGradients: t.gradientsOf(penalty, weights),
  }
}
