// A small training step with a part of everything.
import * as t from '../../src/index.ts'

/** A step that uses every kind of noise, statistics and an embedding; fed with codes. */
export function busyStep(): t.TrainingStep<'loss' | 'kept'> {
  const weights = {
    ...t.embeddingWeights('e', 5, 4),
    ...t.linearWeights('l', 4, 3),
    ...t.batchNormWeights('n', 3),
  }
  const statistics = t.batchNormStatistics('n', 3)
  const inner = t.linear(t.embedding(t.input('codes', [8], 'int32'), weights, 'e'), weights, 'l')
  const y = t.dropout(t.batchNorm(t.add(inner, t.noise('z', [8, 3], 'normal')), weights, 'n'), 0.25, 'drop')
  const loss = t.mean(t.square(t.sub(y, t.noise('u', [8, 3], 'uniform'))))
  const gradients = t.clipByNorm(t.gradientsOf(loss, weights), 1)
  const {states} = t.adamW(weights, gradients, {name: 'adam', learningRate: step => t.div(0.1, t.sqrt(step))})
  const kept = t.mean(t.cast(t.noise('half', [64], {keep: 0.5}), 'float32'))
  return {
    states: [...states, ...t.handOver(statistics, t.updateStatistics(inner, statistics, 'n'))],
    reports: {loss, kept},
  }
}

export const feed: t.Feed = (_, random, into) => {
  for (let i = 0; i < 8; i++) into['codes']![i] = random.below(5)
}
