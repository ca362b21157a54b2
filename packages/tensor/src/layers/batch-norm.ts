// Batch normalisation over rows, and the statistics it keeps for later (Ioffe & Szegedy 2015; defaults of PyTorch's BatchNorm1d).
import {add, div, mul, reciprocal, sub} from '../ops/arithmetic.ts'
import {sqrt} from '../ops/elementwise.ts'
import {reshape} from '../ops/movement.ts'
import {mean, sumOfSquares} from '../ops/reduce.ts'
import {lengthAt} from '../shape.ts'
import {composite, type Tensor, weight} from '../tensor.ts'
import {weightNamed, type Weights} from './weights.ts'

/** `NAME.weight` (columns), from 1, and `NAME.bias` (columns), from 0. */
export const batchNormWeights = (name: string, columns: number): Weights => ({
  [`${name}.weight`]: weight(`${name}.weight`, [columns], {fill: 1}),
  [`${name}.bias`]: weight(`${name}.bias`, [columns], {fill: 0}),
})

/** `NAME.running_mean`, from 0, and `NAME.running_var`, from 1: handed from step to step, not learnt. */
export const batchNormStatistics = (name: string, columns: number): Weights => ({
  [`${name}.running_mean`]: weight(`${name}.running_mean`, [columns], {fill: 0}),
  [`${name}.running_var`]: weight(`${name}.running_var`, [columns], {fill: 1}),
})

/** What the gradient rule needs again; the same nodes merge when ONNX is written. */
export function centre(x: Tensor, epsilon: number) {
  const rows = lengthAt(x.shape, 0)
  const average = mean(x, {axes: [0], keep: true})
  const centred = sub(x, average)
  const spread = mul(sumOfSquares(centred, {axes: [0], keep: true}), 1 / rows)
  return {average, centred, spread, inverse: reciprocal(sqrt(add(spread, epsilon)))}
}

/** (x - mean) / √(variance + epsilon) · weight + bias of x (n, columns), by mean and variance of these n rows. */
export function batchNorm(x: Tensor, weights: Weights, name: string, epsilon = 1e-5): Tensor {
  const [gamma, beta] = [weightNamed(weights, `${name}.weight`), weightNamed(weights, `${name}.bias`)]
  const {centred, inverse} = centre(x, epsilon)
  const y = add(mul(centred, mul(inverse, gamma)), beta)
  return composite('BatchNorm', [x, gamma, beta], y, {epsilon: String(epsilon)})
}

/**
 * The statistics after a batch x: (1 - momentum) · old + momentum · new, where the new variance divides by n - 1.
 * `momentum` 0.1 by default, as in PyTorch.
 */
export function updateStatistics(x: Tensor, statistics: Weights, name: string, momentum = 0.1): Weights {
  const rows = lengthAt(x.shape, 0)
  const {average, spread} = centre(x, 1e-5)
  const move = (key: string, now: Tensor) => {
    const old = weightNamed(statistics, `${name}.${key}`)
    return {[`${name}.${key}`]: add(mul(old, 1 - momentum), mul(reshape(now, old.shape), momentum))}
  }
  return {...move('running_mean', average), ...move('running_var', mul(spread, rows / (rows - 1)))}
}

/** Batch normalisation by the kept statistics: one row's result does not depend on the others. */
export function batchNormInference(x: Tensor, weights: Weights, name: string, epsilon = 1e-5): Tensor {
  const scale = div(
    weightNamed(weights, `${name}.weight`),
    sqrt(add(weightNamed(weights, `${name}.running_var`), epsilon)),
  )
  const offset = sub(
    weightNamed(weights, `${name}.bias`),
    mul(weightNamed(weights, `${name}.running_mean`), scale),
  )
  return add(mul(x, scale), offset)
}
