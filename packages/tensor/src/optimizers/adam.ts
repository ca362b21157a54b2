// Adam (Kingma & Ba 2015) and AdamW (Loshchilov & Hutter 2019), equal to PyTorch's within rounding.
import type {Weights} from '../layers/weights.ts'
import {add, div, mul, pow, sub} from '../ops/arithmetic.ts'
import {sqrt} from '../ops/elementwise.ts'
import {countSteps, decayed, rateAt, slotOf, type State, type Update, type UpdateOptions} from './update.ts'

export interface AdamOptions extends UpdateOptions {
  /** Decay of the mean of gradients, 0.9 by default. */
  readonly beta1?: number
  /** Decay of the mean of their squares, 0.999 by default. */
  readonly beta2?: number
  /** Added to the root of the latter, 1e-8 by default. */
  readonly epsilon?: number
}

/** w - rate · m̂ / (√v̂ + epsilon), where weight decay is part of the gradient. */
export const adam = (weights: Weights, gradients: Weights, options: AdamOptions): Update =>
  update(weights, gradients, options, false)

/** The same with w shrunk by rate · weightDecay first, apart from the gradient; `weightDecay` 0.01 by default. */
export const adamW = (weights: Weights, gradients: Weights, options: AdamOptions): Update =>
  update(weights, gradients, {weightDecay: 0.01, ...options}, true)

/**
 * Moments are kept as M = m / (1 - β₁) and V = v / (1 - β₂), which saves two passes over each; the corrections of both
 * are one number a step: w - a · M / (√V + e).
 */
function update(weights: Weights, gradients: Weights, options: AdamOptions, apart: boolean): Update {
  const {name, learningRate, weightDecay = 0, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8} = options
  const count = countSteps(name)
  const rate = rateAt(learningRate, count.next)
  const first = div(1 - beta1, sub(1, pow(beta1, count.next)))
  const second = sqrt(div(1 - beta2, sub(1, pow(beta2, count.next))))
  const pace = mul(div(first, second), rate)
  const floor = div(epsilon, second)
  const after: Record<string, Weights[string]> = {}
  const states: State[] = [count]
  for (const [key, before] of Object.entries(weights)) {
    const gradient = apart ? gradients[key]! : decayed(gradients[key]!, before, weightDecay)
    const [m, v] = [slotOf(key, `${name}.m`, before), slotOf(key, `${name}.v`, before)]
    const nextM = add(mul(m, beta1), gradient)
    const nextV = add(mul(v, beta2), mul(gradient, gradient))
    const shrunk = apart && weightDecay !== 0 ? mul(before, sub(1, mul(rate, weightDecay))) : before
    after[key] = sub(shrunk, mul(pace, div(nextM, add(sqrt(nextV), floor))))
    states.push({input: before, next: after[key]}, {input: m, next: nextM}, {input: v, next: nextV})
  }
  return {weights: after, states}
}
