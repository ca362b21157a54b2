// One step of training: the discriminator by WGAN with gradient penalty (Gulrajani et al. 2017), then the generator.
import * as t from '@inferloop/tensor'
import type {Layout} from './layout.ts'
import {
  activate,
  discriminatorWeights,
  generate,
  generatorStatistics,
  generatorWeights,
  judge,
} from './networks.ts'
import type {Network, Settings} from './options.ts'

export type Report = 'discriminator' | 'generator'

/**
 * Discriminator: E D(fake) - E D(real) + penalty · E (‖∇D(between)‖ - 1)², the norm over whole packs. Generator: -E D(fake) + cross entropy
 * of the slots asked for. Fed: `rows` (batch, width), `condition` and `next.condition` (batch, conditions), and with several
 * steps of the discriminator for one of the generator `turn`, 1 where it is the generator's.
 */
export function trainingStep(layout: Layout, settings: Settings): t.TrainingStep<Report> {
  const {batch, pack} = settings
  const packs = batch / pack
  const generator = generatorWeights(layout, settings.noise, settings.generator)
  const statistics = generatorStatistics(settings.generator)
  const discriminator = discriminatorWeights(layout, pack, settings.discriminator)

  const conditionOf = (name: string) =>
    layout.conditions > 0 ? [t.input(name, [batch, layout.conditions])] : []
  const condition = conditionOf('condition')
  const realCondition = conditionOf('real.condition')
  const nextCondition = conditionOf('next.condition')
  const packed = (row: t.Tensor, asked: readonly t.Tensor[]) =>
    t.reshape(t.concat([row, ...asked]), [packs, pack * (layout.width + layout.conditions)])
  const made = (name: string, asked: readonly t.Tensor[]) => {
    const noise = t.noise(`${name}.z`, [batch, settings.noise], 'normal')
    const {logits, statistics: moved} = generate(
      t.concat([noise, ...asked]),
      generator,
      statistics,
      settings.generator.layers,
    )
    const uniform = t.noise(`${name}.u`, [batch, layout.width], 'uniform')
    return {logits, moved, row: activate(logits, uniform, layout, settings.temperature)}
  }

  const fake = t.stopGradient(made('d', condition).row)
  const real = t.input('rows', [batch, layout.width])
  const both = t.concat([packed(fake, condition), packed(real, realCondition)], 0)
  // The first layer is linear and each pack has one coefficient: what it gives for points between is between what it gives.
  const first = t.linear(both, discriminator, 'd0')
  const [ofFake, ofReal] = t.split(first, [packs, packs], 0)
  const between = t.add(ofFake!, t.mul(t.noise('alpha', [packs, 1], 'uniform'), t.sub(ofReal!, ofFake!)))
  const [slope] = t.gradients(t.sum(judge(between, discriminator, 'between', settings)), [between])
  const slopes = t.gemm(slope!, discriminator['d0.weight']!, {transposeB: true})
  // Without the little number a slope of 0 would have no gradient.
  const lengths = t.sqrt(t.add(t.sumOfSquares(slopes, {axes: [1]}), 1e-12))
  const penalty = t.mul(t.mean(t.square(t.sub(lengths, 1))), settings.penalty)
  const signs = Array.from({length: 2 * packs}, (_, i) => (i < packs ? 1 : -1) / packs)
  const distance = t.sum(t.mul(judge(first, discriminator, 'd', settings), t.constant(signs, [2 * packs, 1])))
  const lossD = t.add(distance, penalty)
  const optimizer = (name: string, {rate, decay}: Network) => ({
    name,
    learningRate: rate,
    weightDecay: decay,
    beta1: settings.beta1,
    beta2: settings.beta2,
  })
  const updateD = t.adam(
    discriminator,
    t.gradientsOf(lossD, discriminator),
    optimizer('d.adam', settings.discriminator),
  )

  const {logits, moved, row} = made('g', nextCondition)
  const judged = judge(
    t.linear(packed(row, nextCondition), updateD.weights, 'd0'),
    updateD.weights,
    'g',
    settings,
  )
  const adversary = t.neg(t.mean(judged))
  const lossG =
    nextCondition.length === 0
      ? adversary
      : t.add(adversary, conditionLoss(logits, nextCondition[0]!, layout, batch))
  const updateG = t.adam(generator, t.gradientsOf(lossG, generator), optimizer('g.adam', settings.generator))
  const ofGenerator = [
    ...updateG.states,
    ...t.handOver(statistics, moved),
    ...(settings.average > 0 ? t.average({...updateG.weights, ...moved}, settings.average) : []),
  ]
  return {
    states: [...updateD.states, ...inTurn(ofGenerator, settings.discriminatorSteps)],
    reports: {discriminator: lossD, generator: lossG},
  }
}

/** Cross entropy of the slots asked for: a condition is 1 in one place alone. */
function conditionLoss(logits: t.Tensor, condition: t.Tensor, layout: Layout, batch: number): t.Tensor {
  const asked = layout.places.filter(place => place.condition >= 0)
  const parts = asked.map(({start, size}) => t.logSoftmax(t.slice(logits, start, start + size)))
  return t.mul(t.sum(t.mul(t.concat(parts), condition)), -1 / batch)
}

/** States that stay as they are but at every `steps`th step. */
function inTurn(states: readonly t.State[], steps: number): readonly t.State[] {
  if (steps === 1) return states
  const turn = t.greater(t.input('turn', []), 0.5)
  return states.map(({input, next}) => ({input, next: t.where(turn, next, input)}))
}
