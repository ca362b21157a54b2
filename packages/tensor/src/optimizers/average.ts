// The average of the weights along training, which makes better rows than the weights themselves (Yazıcı et al. 2019).
import type {Weights} from '../layers/weights.ts'
import {add, div, maximum, mul, sub} from '../ops/arithmetic.ts'
import {countSteps, slotOf, type State} from './update.ts'

/**
 * A ← A + max(1 - decay, 1/step) · (w - A): the plain mean of the first 1/(1 - decay) steps, an exponential moving average
 * from there on. The states are called `KEY.average`, beside `average.step`.
 *
 * @param after tensors after the step, by name
 * @param decay 0 keeps the tensors as they are
 */
export function average(after: Weights, decay: number): readonly State[] {
  const count = countSteps('average')
  const share = maximum(1 - decay, div(1, count.next))
  return [
    count,
    ...Object.entries(after).map(([key, now]) => {
      const before = slotOf(key, 'average', now)
      return {input: before, next: add(before, mul(share, sub(now, before)))}
    }),
  ]
}
