// Products of matrices. ONNX: Gemm, which transposes for nothing and adds a third tensor, and MatMul for stacks of matrices.
import {broadcast, repeatsTo, show} from '../shape.ts'
import {apply, type Attributes, type Tensor} from '../tensor.ts'
import {checkReal} from './types.ts'

export interface GemmOptions {
  /** Added to the product; broadcasts to it. */
  readonly plus?: Tensor
  readonly transposeA?: boolean
  readonly transposeB?: boolean
}

/**
 * A·B + C of matrices: (m, k)·(k, n) is (m, n), and so after either is transposed.
 *
 * @throws Error when the inner sizes differ, C does not repeat to the product, or one is not float32
 */
export function gemm(a: Tensor, b: Tensor, options: GemmOptions = {}): Tensor {
  const {plus, transposeA = false, transposeB = false} = options
  const [m, k] = transposeA ? a.shape.toReversed() : a.shape
  const [inner, n] = transposeB ? b.shape.toReversed() : b.shape
  if (a.shape.length !== 2 || b.shape.length !== 2 || k !== inner)
    throw new Error(
      `Cannot multiply ${show(a.shape)}${transposeA ? 'ᵀ' : ''} by ${show(b.shape)}${transposeB ? 'ᵀ' : ''}`,
    )
  const shape = [m!, n!]
  if (plus !== undefined && !repeatsTo(plus.shape, shape))
    throw new Error(`Cannot add ${show(plus.shape)} to a product of ${show(shape)}`)
  const inputs = plus === undefined ? [a, b] : [a, b, plus]
  const attributes: Attributes = {...(transposeA && {transA: 1}), ...(transposeB && {transB: 1})}
  return apply('Gemm', inputs, shape, attributes, checkReal('Gemm', ...inputs))
}

/**
 * (…, m, k)·(…, k, n); the axes before the last two broadcast.
 *
 * @throws Error when the inner sizes differ, a tensor has fewer than two axes, or one is not float32
 */
export function matmul(a: Tensor, b: Tensor): Tensor {
  if (a.shape.length === 2 && b.shape.length === 2) return gemm(a, b)
  const [m, k] = a.shape.slice(-2)
  const [inner, n] = b.shape.slice(-2)
  if (a.shape.length < 2 || b.shape.length < 2 || k !== inner)
    throw new Error(`Cannot multiply ${show(a.shape)} by ${show(b.shape)}`)
  const shape = [...broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2)), m!, n!]
  return apply('MatMul', [a, b], shape, {}, checkReal('MatMul', a, b))
}
