// Many numbers to one along axes. ONNX: ReduceSum, ReduceMean, ReduceMax, Softmax, LogSoftmax.
import {add, div, mul, sub} from './arithmetic.ts'
import {exp, log, sqrt} from './elementwise.ts'
import {stopGradient} from './choice.ts'
import {axisOf, lengthAt} from '../shape.ts'
import {apply, constant, type Tensor} from '../tensor.ts'
import {checkReal, typeOf} from './types.ts'

export interface ReduceOptions {
  /** Axes to reduce, negative ones counted from the last; all by default. */
  readonly axes?: readonly number[]
  /** Leaves an axis of 1 in place of each; false by default. */
  readonly keep?: boolean
}

function reduce(op: string, x: Tensor, options: ReduceOptions): Tensor {
  const dtype = op === 'ReduceMean' ? checkReal(op, x) : typeOf(op, [x])
  const rank = x.shape.length
  const axes = options.axes?.map(axis => axisOf(axis, rank)) ?? x.shape.map((_, axis) => axis)
  if (axes.length === 0) return x
  const keep = options.keep ?? false
  const shape = keep
    ? x.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
    : x.shape.filter((_, axis) => !axes.includes(axis))
  return apply(op, [x, constant(axes, [axes.length], 'int64')], shape, {keepdims: keep ? 1 : 0}, dtype)
}

export const sum = (x: Tensor, options: ReduceOptions = {}): Tensor => reduce('ReduceSum', x, options)

export const mean = (x: Tensor, options: ReduceOptions = {}): Tensor => reduce('ReduceMean', x, options)

/** Σ x²; as a product and a sum, which the runtime adds up three times as fast as ReduceSumSquare. */
export const sumOfSquares = (x: Tensor, options: ReduceOptions = {}): Tensor => sum(mul(x, x), options)

/** The largest; the gradient is shared among equal ones, as PyTorch's `amax` does. */
export const max = (x: Tensor, options: ReduceOptions = {}): Tensor => reduce('ReduceMax', x, options)

/** Σ (x - mean)² / n, or / (n - 1) with `correction: 1`. */
export function variance(x: Tensor, options: ReduceOptions & {readonly correction?: 0 | 1} = {}): Tensor {
  const axes = options.axes ?? x.shape.map((_, axis) => axis)
  const count = axes.reduce((n, axis) => n * lengthAt(x.shape, axisOf(axis, x.shape.length)), 1)
  const deviations = sub(x, mean(x, {axes, keep: true}))
  return mul(sumOfSquares(deviations, options), 1 / (count - (options.correction ?? 0)))
}

/** √Σ x²; its slope at 0 does not exist. */
export const norm = (x: Tensor, options: ReduceOptions = {}): Tensor => sqrt(sumOfSquares(x, options))

/** log Σ exp(x) along the last axis, which becomes 1; without overflow. */
export function logSumExp(x: Tensor): Tensor {
  const top = stopGradient(max(x, {axes: [-1], keep: true}))
  return add(log(sum(exp(sub(x, top)), {axes: [-1], keep: true})), top)
}

/** exp(x) / Σ exp(x) along the last axis */
export const softmax = (x: Tensor): Tensor =>
  apply('Softmax', [x], x.shape, {axis: -1}, checkReal('Softmax', x))

/** x - log Σ exp(x) along the last axis */
export const logSoftmax = (x: Tensor): Tensor =>
  apply('LogSoftmax', [x], x.shape, {axis: -1}, checkReal('LogSoftmax', x))

/** (x - mean) / √(variance + epsilon) along the last axis; `epsilon` 1e-5 by default. */
export function standardize(x: Tensor, epsilon = 1e-5): Tensor {
  const axes = [-1]
  const centred = sub(x, mean(x, {axes, keep: true}))
  return div(centred, sqrt(add(mean(mul(centred, centred), {axes, keep: true}), epsilon)))
}
