// Gradients held within bounds before a step (Pascanu, Mikolov & Bengio 2013).
import type {Weights} from '../layers/weights.ts'
import {add, div, minimum, mul} from '../ops/arithmetic.ts'
import {clip, sqrt} from '../ops/elementwise.ts'
import {total} from '../ops/movement.ts'
import {sumOfSquares} from '../ops/reduce.ts'
import type {Tensor} from '../tensor.ts'

const each = (gradients: Weights, change: (gradient: Tensor) => Tensor): Weights =>
  Object.fromEntries(Object.entries(gradients).map(([name, gradient]) => [name, change(gradient)]))

/** All scaled by min(1, largest / (norm + 1e-6)), where the norm is that of all numbers together. */
export function clipByNorm(gradients: Weights, largest: number): Weights {
  const norm = sqrt(total(Object.values(gradients).map(gradient => sumOfSquares(gradient))))
  const scale = minimum(1, div(largest, add(norm, 1e-6)))
  return each(gradients, gradient => mul(gradient, scale))
}

/** Each number held within ±largest. */
export const clipByValue = (gradients: Weights, largest: number): Weights =>
  each(gradients, gradient => clip(gradient, -largest, largest))
