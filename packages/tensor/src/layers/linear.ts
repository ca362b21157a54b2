// A linear layer. The weight is (inputs, outputs), the transpose of PyTorch's, for then no product needs a transpose going forward.
import {gemm} from '../ops/matmul.ts'
import {type Tensor, weight} from '../tensor.ts'
import {weightNamed, type Weights} from './weights.ts'

/** `NAME.weight` (inputs, outputs) and, unless `bias` is false, `NAME.bias` (outputs); both uniform within ±1/√inputs, as PyTorch's. */
export function linearWeights(name: string, inputs: number, outputs: number, bias = true): Weights {
  const initial = {uniform: 1 / Math.sqrt(inputs)}
  return {
    [`${name}.weight`]: weight(`${name}.weight`, [inputs, outputs], initial),
    ...(bias && {[`${name}.bias`]: weight(`${name}.bias`, [outputs], initial)}),
  }
}

/** x·W + b of x (n, inputs). */
export function linear(x: Tensor, weights: Weights, name: string): Tensor {
  const bias = weights[`${name}.bias`]
  return gemm(x, weightNamed(weights, `${name}.weight`), bias === undefined ? {} : {plus: bias})
}
