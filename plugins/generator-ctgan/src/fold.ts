// The generator's weights after training, each batch norm made part of the layer before it.
import type {Weights} from './model.ts'

const EPSILON = 1e-5

/**
 * γ · (x·W - mean) / √(variance + ε) + β is x·W′ + b′ with W′ = W · γ / √(variance + ε); mean and variance are those that the
 * layer kept while it was trained.
 */
export function foldNorms(states: Weights, layers: number): Record<string, Float32Array> {
  const weights: Record<string, Float32Array> = {}
  for (let i = 0; i < layers; i++) {
    const part = (name: string): Float32Array => states[`g${i}.norm.${name}`]!
    const [gamma, beta, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(part)
    const scale = gamma!.map((one, j) => one / Math.sqrt(variance![j]! + EPSILON))
    for (let p = 0; p <= i; p++) {
      const name = `g${i}.weight${p}`
      weights[name] = states[name]!.map((weight, at) => weight * scale[at % scale.length]!)
    }
    weights[`g${i}.bias`] = beta!.map((one, j) => one - mean![j]! * scale[j]!)
  }
  for (let p = 0; p <= layers; p++) weights[`g.out.weight${p}`] = states[`g.out.weight${p}`]!.slice()
  weights['g.out.bias'] = states['g.out.bias']!.slice()
  return weights
}
