// Comparing, choosing and changing types. ONNX: Greater, Less, Equal, Not, Where, Cast.
import {type DType, ONNX_TYPE} from '../dtype.ts'
import {broadcast} from '../shape.ts'
import {apply, asTensor, composite, type Operand, type Tensor} from '../tensor.ts'
import {typeOf} from './types.ts'

const ALL: readonly DType[] = ['float32', 'int32', 'int64', 'bool']

function compare(op: string, a: Operand, b: Operand, allowed?: readonly DType[]): Tensor {
  const [x, y] = [asTensor(a), asTensor(b)]
  typeOf(op, [x, y], allowed)
  return apply(op, [x, y], broadcast(x.shape, y.shape), {}, 'bool')
}

/** a > b, a bool */
export const greater = (a: Operand, b: Operand): Tensor => compare('Greater', a, b)

/** a < b, a bool */
export const less = (a: Operand, b: Operand): Tensor => compare('Less', a, b)

/** a = b, a bool */
export const equal = (a: Operand, b: Operand): Tensor => compare('Equal', a, b, ALL)

/** Of a bool, the other. */
export const not = (x: Tensor): Tensor => apply('Not', [x], x.shape, {}, typeOf('Not', [x], ['bool']))

/**
 * a where the bool is true, b elsewhere; all three broadcast.
 *
 * @throws Error when the condition is no bool, or a and b have two types
 */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  const [x, y] = [asTensor(a), asTensor(b)]
  typeOf('The condition of Where', [condition], ['bool'])
  return apply(
    'Where',
    [condition, x, y],
    broadcast(condition.shape, broadcast(x.shape, y.shape)),
    {},
    typeOf('Where', [x, y]),
  )
}

/** The same numbers in another type; has no gradient. */
export const cast = (x: Tensor, dtype: DType): Tensor =>
  x.dtype === dtype ? x : apply('Cast', [x], x.shape, {to: ONNX_TYPE[dtype]}, dtype)

/** x, for gradients a constant. */
export const stopGradient = (x: Tensor): Tensor => composite('StopGradient', [x], x)
