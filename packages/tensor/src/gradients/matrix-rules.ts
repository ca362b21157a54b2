// Gradients of products of matrices. Transposes are flags of Gemm: none is ever carried out for two axes.
import {gemm, matmul} from '../ops/matmul.ts'
import {expand, transpose} from '../ops/movement.ts'
import type {Tensor} from '../tensor.ts'
import type {Rule} from './rule.ts'
import {sumTo} from './sum-to.ts'

const swapped = (x: Tensor): Tensor => {
  const axes = x.shape.map((_, axis) => axis)
  return transpose(x, [...axes.slice(0, -2), axes.length - 1, axes.length - 2])
}

export const MATRIX_RULES: Readonly<Record<string, Rule>> = {
  Gemm: (g, [a, b, c], z, {attributes}) => {
    const [transposedA, transposedB] = [attributes['transA'] === 1, attributes['transB'] === 1]
    const whole = expand(g, z.shape)
    return [
      transposedA
        ? gemm(b, whole, {transposeA: transposedB, transposeB: true})
        : gemm(whole, b, {transposeB: !transposedB}),
      transposedB
        ? gemm(whole, a, {transposeA: true, transposeB: transposedA})
        : gemm(a, whole, {transposeA: !transposedA}),
      c === undefined ? undefined : sumTo(g, z.shape, c.shape),
    ]
  },
  MatMul: (g, [a, b], z) => {
    const whole = expand(g, z.shape)
    const shapeOf = (x: Tensor) => [...z.shape.slice(0, -2), ...x.shape.slice(-2)]
    return [
      sumTo(matmul(whole, swapped(b)), shapeOf(a), a.shape),
      sumTo(matmul(swapped(a), whole), shapeOf(b), b.shape),
    ]
  },
}
