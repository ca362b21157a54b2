// The same numbers elsewhere. ONNX: Reshape, Expand, Transpose, Concat, Slice, Pad, Split.
import {add} from './arithmetic.ts'
import {axisOf, lengthAt, lengthsOf, repeatsTo, sameShape, type Shape, sizeOf, show} from '../shape.ts'
import {apply, constant, createNode, type Tensor} from '../tensor.ts'
import {typeOf} from './types.ts'

const numbers = (values: readonly number[]): Tensor => constant(values, [values.length], 'int64')

/** The same numbers in the same order under other axes; one axis may be -1, which takes what is left. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  if (sameShape(shape, x.shape)) return x
  const known = sizeOf(shape.filter(length => length !== -1))
  const whole = lengthsOf(shape).map(length => (length === -1 ? sizeOf(x.shape) / known : length))
  if (sizeOf(whole) !== sizeOf(x.shape) || whole.some(length => !Number.isInteger(length)))
    throw new Error(`${show(x.shape)} cannot become ${show(shape)}`)
  return sameShape(whole, x.shape) ? x : apply('Reshape', [x, numbers(whole)], whole, {}, x.dtype)
}

/** Repeated to `shape` by the rules of broadcasting. */
export function expand(x: Tensor, shape: Shape): Tensor {
  if (!repeatsTo(x.shape, shape)) throw new Error(`${show(x.shape)} does not repeat to ${show(shape)}`)
  return sameShape(x.shape, shape) ? x : apply('Expand', [x, numbers(lengthsOf(shape))], shape, {}, x.dtype)
}

/** Axes in another order: `order[i]` is the old axis at place i; reversed by default. */
export function transpose(
  x: Tensor,
  order: readonly number[] = x.shape.map((_, axis) => axis).toReversed(),
): Tensor {
  if (order.every((axis, i) => axis === i)) return x
  return apply(
    'Transpose',
    [x],
    order.map(axis => x.shape[axis]!),
    {perm: order},
    x.dtype,
  )
}

/** One after the other along an axis, the last by default. */
export function concat(parts: readonly Tensor[], axis = -1): Tensor {
  const [first] = parts
  if (first === undefined) throw new Error('Nothing to concatenate')
  const at = axisOf(axis, first.shape.length)
  const rest = (shape: Shape) => shape.toSpliced(at, 1)
  const stranger = parts.find(({shape}) => !sameShape(rest(shape), rest(first.shape)))
  if (stranger !== undefined)
    throw new Error(`${show(stranger.shape)} and ${show(first.shape)} cannot be joined along axis ${axis}`)
  const dtype = typeOf('Concat', parts, ['float32', 'int32', 'int64', 'bool'])
  if (parts.length === 1) return first
  const length = parts.reduce((total, {shape}) => total + lengthAt(shape, at), 0)
  return apply('Concat', parts, first.shape.with(at, length), {axis: at}, dtype)
}

/** Places from `start` up to `end` (excluded) along an axis, the last by default. */
export function slice(x: Tensor, start: number, end: number, axis = -1): Tensor {
  const at = axisOf(axis, x.shape.length)
  if (!(start >= 0 && start < end && end <= lengthAt(x.shape, at)))
    throw new Error(`${show(x.shape)} has no places ${start} to ${end} along axis ${axis}`)
  if (start === 0 && end === x.shape[at]) return x
  const inputs = [x, numbers([start]), numbers([end]), numbers([at])]
  return apply('Slice', inputs, x.shape.with(at, end - start), {}, x.dtype)
}

/** Zeros added before and after along an axis, the last by default. */
export function pad(x: Tensor, before: number, after: number, axis = -1): Tensor {
  if (before === 0 && after === 0) return x
  const at = axisOf(axis, x.shape.length)
  const none = x.shape.map(() => 0)
  const pads = numbers([...none.with(at, before), ...none.with(at, after)])
  return apply('Pad', [x, pads], x.shape.with(at, before + lengthAt(x.shape, at) + after), {}, x.dtype)
}

/** Cut into parts of these lengths along an axis, the last by default. */
export function split(x: Tensor, lengths: readonly number[], axis = -1): readonly Tensor[] {
  const at = axisOf(axis, x.shape.length)
  if (lengths.reduce((total, length) => total + length, 0) !== x.shape[at])
    throw new Error(`${show(x.shape)} cannot be cut into ${lengths.join(' + ')} along axis ${axis}`)
  if (lengths.length === 1) return [x]
  const outputs = lengths.map(length => ({shape: x.shape.with(at, length), dtype: x.dtype}))
  return createNode('Split', [x, numbers(lengths)], outputs, {axis: at})
}

/** The sum of one or more tensors. */
export const total = (parts: readonly Tensor[]): Tensor => parts.reduce((a, b) => add(a, b))
