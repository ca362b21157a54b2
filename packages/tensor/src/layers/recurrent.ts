// One step of a GRU (Cho et al. 2014) and of an LSTM (Hochreiter & Schmidhuber 1997), by the formulas of PyTorch's cells.
import {add, mul, sub} from '../ops/arithmetic.ts'
import {sigmoid, tanh} from '../ops/elementwise.ts'
import {gemm} from '../ops/matmul.ts'
import {split} from '../ops/movement.ts'
import {lengthAt} from '../shape.ts'
import {type Tensor, weight} from '../tensor.ts'
import {weightNamed, type Weights} from './weights.ts'

function cellWeights(name: string, inputs: number, hidden: number, gates: number): Weights {
  const initial = {uniform: 1 / Math.sqrt(hidden)}
  const shapes = {
    weight_ih: [inputs, gates * hidden],
    weight_hh: [hidden, gates * hidden],
    bias_ih: [gates * hidden],
    bias_hh: [gates * hidden],
  }
  return Object.fromEntries(
    Object.entries(shapes).map(([key, shape]) => [
      `${name}.${key}`,
      weight(`${name}.${key}`, shape, initial),
    ]),
  )
}

/** Both products with their biases, (n, gates · hidden) each. */
function products(x: Tensor, hidden: Tensor, weights: Weights, name: string): readonly [Tensor, Tensor] {
  const at = (key: string) => weightNamed(weights, `${name}.${key}`)
  return [
    gemm(x, at('weight_ih'), {plus: at('bias_ih')}),
    gemm(hidden, at('weight_hh'), {plus: at('bias_hh')}),
  ]
}

/** `NAME.weight_ih` (inputs, 3·hidden), `NAME.weight_hh` (hidden, 3·hidden) and biases; gates in the order reset, update, new. */
export const gruWeights = (name: string, inputs: number, hidden: number): Weights =>
  cellWeights(name, inputs, hidden, 3)

/**
 * r = σ(xWᵣ + hUᵣ), z = σ(xW_z + hU_z), n = tanh(xWₙ + r · hUₙ), and h becomes (1 - z) · n + z · h;
 * x (n, inputs), h (n, hidden).
 */
export function gruCell(x: Tensor, h: Tensor, weights: Weights, name: string): Tensor {
  const width = lengthAt(h.shape, 1)
  const [fromX, fromH] = products(x, h, weights, name).map(all => split(all, [width, width, width]))
  const reset = sigmoid(add(fromX![0]!, fromH![0]!))
  const update = sigmoid(add(fromX![1]!, fromH![1]!))
  const fresh = tanh(add(fromX![2]!, mul(reset, fromH![2]!)))
  return add(fresh, mul(update, sub(h, fresh)))
}

/** `NAME.weight_ih` (inputs, 4·hidden), `NAME.weight_hh` (hidden, 4·hidden) and biases; gates in the order input, forget, cell, output. */
export const lstmWeights = (name: string, inputs: number, hidden: number): Weights =>
  cellWeights(name, inputs, hidden, 4)

export interface LstmState {
  readonly hidden: Tensor
  readonly cell: Tensor
}

/** c becomes σ(f) · c + σ(i) · tanh(g), h becomes σ(o) · tanh(c); x (n, inputs), both states (n, hidden). */
export function lstmCell(x: Tensor, state: LstmState, weights: Weights, name: string): LstmState {
  const width = lengthAt(state.hidden.shape, 1)
  const [fromX, fromH] = products(x, state.hidden, weights, name)
  const [i, f, g, o] = split(add(fromX, fromH), [width, width, width, width])
  const cell = add(mul(sigmoid(f!), state.cell), mul(sigmoid(i!), tanh(g!)))
  return {hidden: mul(sigmoid(o!), tanh(cell)), cell}
}
