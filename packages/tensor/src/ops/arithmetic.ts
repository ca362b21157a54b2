// Addition, multiplication and their kin, with broadcasting. ONNX: Add, Sub, Mul, Div, Pow, Neg, Reciprocal, Max, Min.
import {broadcast} from '../shape.ts'
import {apply, asTensor, numberOf, type Operand, type Tensor} from '../tensor.ts'
import {checkReal, typeOf} from './types.ts'

function binary(op: string, a: Tensor, b: Tensor): Tensor {
  return apply(op, [a, b], broadcast(a.shape, b.shape), {}, typeOf(op, [a, b]))
}

/** a + b */
export function add(a: Operand, b: Operand): Tensor {
  const [x, y] = [asTensor(a), asTensor(b)]
  if (numberOf(x) === 0) return y
  return numberOf(y) === 0 ? x : binary('Add', x, y)
}

/** a - b */
export function sub(a: Operand, b: Operand): Tensor {
  const [x, y] = [asTensor(a), asTensor(b)]
  return numberOf(y) === 0 ? x : binary('Sub', x, y)
}

/** a · b, element by element */
export function mul(a: Operand, b: Operand): Tensor {
  const [x, y] = [asTensor(a), asTensor(b)]
  const [m, n] = [numberOf(x), numberOf(y)]
  if (m !== undefined && n !== undefined && x.dtype === 'float32') return asTensor(m * n)
  if (m === 1) return y
  return n === 1 ? x : binary('Mul', x, y)
}

/** a / b; by a constant it is a multiplication, which is faster */
export function div(a: Operand, b: Operand): Tensor {
  const [x, y] = [asTensor(a), asTensor(b)]
  const divisor = numberOf(y)
  return divisor !== undefined && x.dtype === 'float32' ? mul(x, 1 / divisor) : binary('Div', x, y)
}

/** aᵇ; where a number is raised to a tensor, a should be above 0 for the gradient to exist */
export const pow = (a: Operand, b: Operand): Tensor => binary('Pow', asTensor(a), asTensor(b))

/** The larger of both; where they are equal, the gradient goes half to each, as PyTorch's does */
export const maximum = (a: Operand, b: Operand): Tensor => binary('Max', asTensor(a), asTensor(b))

/** The smaller of both; equal ones share the gradient */
export const minimum = (a: Operand, b: Operand): Tensor => binary('Min', asTensor(a), asTensor(b))

/** -x */
export const neg = (x: Tensor): Tensor => apply('Neg', [x], x.shape, {}, typeOf('Neg', [x]))

/** 1 / x */
export const reciprocal = (x: Tensor): Tensor =>
  apply('Reciprocal', [x], x.shape, {}, checkReal('Reciprocal', x))

/** x² */
export const square = (x: Tensor): Tensor => mul(x, x)
