// Picking by index, and adding back to where it was picked. ONNX: Gather, GatherElements, ScatterElements.
// (ScatterND would add rows in fewer words, but with several threads onnxruntime 1.30 loses some that fall on one place.)
import {expand, reshape} from './movement.ts'
import {sameShape, show, type Shape, sizeOf} from '../shape.ts'
import {apply, constant, type Tensor} from '../tensor.ts'
import {checkIndices, typeOf} from './types.ts'

/** Rows of x (along its first axis) by whole numbers: indices (…) of x (n, …rest) give (…, …rest). */
export function gather(x: Tensor, indices: Tensor): Tensor {
  checkIndices(indices)
  return apply('Gather', [x, indices], [...indices.shape, ...x.shape.slice(1)], {axis: 0}, x.dtype)
}

/** The opposite of `gather`: rows (…, …rest) added into zeros of `shape` (n, …rest) at their indices (…). */
export function scatterRows(rows: Tensor, indices: Tensor, shape: Shape): Tensor {
  const [count, rest] = [sizeOf(indices.shape), shape.slice(1)]
  const places = expand(reshape(indices, [count, ...rest.map(() => 1)]), [count, ...rest])
  return scatterAlong(0, reshape(rows, [count, ...rest]), places, shape)
}

/** x at one index for each place along the last axis: indices (…, k) of x (…, n) give (…, k). */
export function pick(x: Tensor, indices: Tensor): Tensor {
  if (!sameShape(x.shape.slice(0, -1), indices.shape.slice(0, -1)))
    throw new Error(`Cannot pick from ${show(x.shape)} by ${show(indices.shape)}`)
  return pickAlong(x.shape.length - 1, x, indices)
}

/** The opposite of `pick`: values (…, k) added into zeros of `shape` (…, n) at their indices. */
export const scatterPicked = (values: Tensor, indices: Tensor, shape: Shape): Tensor =>
  scatterAlong(shape.length - 1, values, indices, shape)

/** `pick` along any axis. */
export function pickAlong(axis: number, x: Tensor, indices: Tensor): Tensor {
  checkIndices(indices)
  return apply('GatherElements', [x, indices], indices.shape, {axis}, x.dtype)
}

/** `scatterPicked` along any axis. */
export function scatterAlong(axis: number, values: Tensor, indices: Tensor, shape: Shape): Tensor {
  checkIndices(indices)
  if (!sameShape(values.shape, indices.shape))
    throw new Error(`Cannot scatter ${show(values.shape)} by ${show(indices.shape)}`)
  const dtype = typeOf('ScatterElements', [values])
  const zeros = expand(constant([0], [], dtype), shape)
  return apply('ScatterElements', [zeros, indices, values], shape, {axis, reduction: 'add'}, dtype)
}

/** 1 at each index, 0 elsewhere: (…) to (…, count). */
export function oneHot(indices: Tensor, count: number): Tensor {
  const unit = Float32Array.from({length: count * count}, (_, i) => (i % (count + 1) === 0 ? 1 : 0))
  return gather(constant(unit, [count, count]), indices)
}
