// The training step of CTGAN (Xu et al. 2019) for a table of tanh numbers and one-hot groups: WGAN with gradient penalty
// (Gulrajani et al. 2017), packed rows (Lin et al. 2018), gumbel-softmax (Jang et al. 2017), a condition on one category.
import * as t from '../../src/index.ts'
import {widthOf} from './width.ts'

export interface CtganShape {
  readonly segments: readonly t.Segment[]
  /** Categories of each discrete column; their one-hots are the last columns. */
  readonly categories: readonly number[]
  readonly rows: number
  readonly batch: number
  readonly pack: number
  readonly noise: number
  readonly generator: readonly number[]
  readonly discriminator: readonly number[]
}

const TAU = 0.2
const total = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0)

/** A linear layer whose input comes in parts, each with a weight of its own: nothing is joined, and constants need no gradient. */
function partedWeights(name: string, parts: readonly number[], outputs: number, bias: boolean): t.Weights {
  const uniform = 1 / Math.sqrt(total(parts))
  const weights = parts.map((inputs, i) => t.weight(`${name}.weight${i}`, [inputs, outputs], {uniform}))
  return {
    ...Object.fromEntries(weights.map(one => [t.nameOf(one), one])),
    ...(bias && {[`${name}.bias`]: t.weight(`${name}.bias`, [outputs], {uniform})}),
  }
}

const parted = (parts: readonly t.Tensor[], weights: t.Weights, name: string): t.Tensor =>
  parts.reduce<t.Tensor | undefined>(
    (plus, part, i) => t.gemm(part, weights[`${name}.weight${i}`]!, plus === undefined ? {} : {plus}),
    weights[`${name}.bias`],
  )!

export function generatorWeights(shape: CtganShape): t.Weights {
  const parts = [shape.noise + total(shape.categories)]
  let weights: t.Weights = {}
  shape.generator.forEach((width, i) => {
    weights = {
      ...weights,
      ...partedWeights(`g${i}`, parts, width, false),
      ...t.batchNormWeights(`g${i}.norm`, width),
    }
    parts.push(width)
  })
  return {...weights, ...partedWeights('g.out', parts, widthOf(shape.segments), true)}
}

export function discriminatorWeights(shape: CtganShape): t.Weights {
  let inputs = shape.pack * (widthOf(shape.segments) + total(shape.categories))
  let weights: t.Weights = {}
  shape.discriminator.forEach((width, i) => {
    weights = {...weights, ...t.linearWeights(`d${i}`, inputs, width)}
    inputs = width
  })
  return {...weights, ...t.linearWeights('d.out', inputs, 1)}
}

/** Logits (batch, width) of noise and condition. */
function generate(shape: CtganShape, weights: t.Weights, start: t.Tensor): t.Tensor {
  const parts = [start]
  shape.generator.forEach((_, i) => {
    parts.push(t.relu(t.batchNorm(parted(parts, weights, `g${i}`), weights, `g${i}.norm`)))
  })
  return parted(parts, weights, 'g.out')
}

/** tanh of numbers, softmax((logits + gumbel noise) / tau) of one-hots. */
function activate(shape: CtganShape, logits: t.Tensor, uniform: t.Tensor): t.Tensor {
  const isOneHot = shape.segments.flatMap(({activation, width}) =>
    Array<boolean>(width).fill(activation === 'softmax'),
  )
  const scale = t.constant(
    isOneHot.map(yes => (yes ? 1 / TAU : 1)),
    [1, isOneHot.length],
  )
  const share = t.constant(
    isOneHot.map(yes => (yes ? 1 / TAU : 0)),
    [1, isOneHot.length],
  )
  const gumbel = t.log(t.neg(t.log(uniform)))
  return t.segmented(t.sub(t.mul(logits, scale), t.mul(gumbel, share)), shape.segments)
}

/** From what the first layer gives to one number for each pack. */
function judge(shape: CtganShape, weights: t.Weights, first: t.Tensor, name: string): t.Tensor {
  let hidden = first
  shape.discriminator.forEach((_, i) => {
    if (i > 0) hidden = t.linear(hidden, weights, `d${i}`)
    hidden = t.dropout(t.leakyRelu(hidden, 0.2), 0.5, `${name}.keep${i}`)
  })
  return t.linear(hidden, weights, 'd.out')
}

export interface CtganStep extends t.TrainingStep {
  readonly gradients: Readonly<Record<string, t.Tensor>>
  /** Of the gradient penalty alone: second derivatives of the discriminator. */
  readonly penaltyGradients: Readonly<Record<string, t.Tensor>>
}

export function ctganStep(shape: CtganShape): CtganStep {
  const {batch, pack} = shape
  const packs = batch / pack
  const conditions = total(shape.categories)
  const width = widthOf(shape.segments)
  const packed = (x: t.Tensor) => t.reshape(x, [packs, pack * (width + conditions)])
  const generator = generatorWeights(shape)
  const discriminator = discriminatorWeights(shape)
  const optimizer = {learningRate: 2e-4, beta1: 0.5, beta2: 0.9, weightDecay: 1e-6}

  const data = t.input('data', [shape.rows, width])
  const condition = (name: string) => t.oneHot(t.input(name, [batch], 'int32'), conditions)
  const [fakeCondition, realCondition, nextCondition] = ['fake', 'real', 'next'].map(name =>
    condition(`${name}.condition`),
  )
  const start = (name: string, given: t.Tensor) =>
    t.concat([t.noise(name, [batch, shape.noise], 'normal'), given])

  const fake = activate(
    shape,
    generate(shape, generator, start('d.z', fakeCondition!)),
    t.noise('d.u', [batch, width], 'uniform'),
  )
  const real = t.gather(data, t.input('rows', [batch], 'int32'))
  const both = t.concat(
    [packed(t.stopGradient(t.concat([fake, fakeCondition!]))), packed(t.concat([real, realCondition!]))],
    0,
  )
  // The first layer is linear and each pack has one coefficient: what it gives for points between is between what it gives.
  const first = t.linear(both, discriminator, 'd0')
  const [ofFake, ofReal] = t.split(first, [packs, packs], 0)
  const between = t.add(ofFake!, t.mul(t.noise('alpha', [packs, 1], 'uniform'), t.sub(ofReal!, ofFake!)))
  const [slope] = t.gradients(t.sum(judge(shape, discriminator, between, 'penalty')), [between])
  const slopes = t.gemm(slope!, discriminator['d0.weight']!, {transposeB: true})
  const penalty = t.mul(t.mean(t.square(t.sub(t.norm(slopes, {axes: [1]}), 1))), 10)
  const signs = t.constant(
    Array.from({length: 2 * packs}, (_, i) => (i < packs ? 1 : -1) / packs),
    [2 * packs, 1],
  )
  const distance = t.sum(t.mul(judge(shape, discriminator, first, 'd'), signs))
  const lossD = t.add(distance, penalty)
  const gradientsD = t.gradientsOf(lossD, discriminator)
  const updateD = t.adam(discriminator, gradientsD, {name: 'd.adam', ...optimizer})

  const logits = generate(shape, generator, start('g.z', nextCondition!))
  const made = activate(shape, logits, t.noise('g.u', [batch, width], 'uniform'))
  const firstG = t.linear(packed(t.concat([made, nextCondition!])), updateD.weights, 'd0')
  const discrete = t.slice(logits, width - conditions, width)
  const logChances = t.segmented(
    discrete,
    shape.categories.map(n => ({activation: 'logSoftmax', width: n})),
  )
  const entropy = t.mul(t.sum(t.mul(logChances, nextCondition!)), -1 / batch)
  const lossG = t.sub(entropy, t.mean(judge(shape, updateD.weights, firstG, 'g')))
  const gradientsG = t.gradientsOf(lossG, generator)
  const updateG = t.adam(generator, gradientsG, {name: 'g.adam', ...optimizer})

  return {
    states: [...updateD.states, ...updateG.states],
    reports: {distance, penalty, lossG, entropy},
    tables: [data],
    gradients: {...gradientsD, ...gradientsG},
    penaltyGradients: t.gradientsOf(penalty, discriminator),
  }
}

/** Adult's columns after CTGAN's transformation: 6 numbers with 10 modes each, 9 discrete columns. */
export const ADULT: CtganShape = {
  segments: [
    ...Array.from({length: 6}, () => [
      {activation: 'tanh', width: 1} as const,
      {activation: 'softmax', width: 10} as const,
    ]).flat(),
    ...[9, 16, 7, 15, 6, 5, 2, 42, 2].map(width => ({activation: 'softmax', width}) as const),
  ],
  categories: [9, 16, 7, 15, 6, 5, 2, 42, 2],
  rows: 32_561,
  batch: 500,
  pack: 10,
  noise: 128,
  generator: [256, 256],
  discriminator: [256, 256],
}
