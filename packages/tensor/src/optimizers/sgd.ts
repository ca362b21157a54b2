// Stochastic gradient descent with momentum (Sutskever et al. 2013), in PyTorch's form.
import type {Weights} from '../layers/weights.ts'
import {add, mul, sub} from '../ops/arithmetic.ts'
import {countSteps, decayed, rateAt, slotOf, type State, type Update, type UpdateOptions} from './update.ts'

export interface SgdOptions extends UpdateOptions {
  /** 0 by default: no memory of earlier steps. */
  readonly momentum?: number
}

/** b becomes momentum · b + gradient, and w becomes w - rate · b. */
export function sgd(weights: Weights, gradients: Weights, options: SgdOptions): Update {
  const {name, learningRate, weightDecay = 0, momentum = 0} = options
  const count = countSteps(name)
  const rate = rateAt(learningRate, count.next)
  const after: Record<string, Weights[string]> = {}
  const states: State[] = [count]
  for (const [key, before] of Object.entries(weights)) {
    let move = decayed(gradients[key]!, before, weightDecay)
    if (momentum !== 0) {
      const memory = slotOf(key, `${name}.momentum`, before)
      move = add(mul(memory, momentum), move)
      states.push({input: memory, next: move})
    }
    after[key] = sub(before, mul(rate, move))
    states.push({input: before, next: after[key]})
  }
  return {weights: after, states}
}
