// Functions of one number, element by element. ONNX: Exp, Log, Sqrt, Abs, Sign, Sin, Cos, Erf, Tanh, Sigmoid, Softplus, Relu,
// LeakyRelu, Elu, Clip.
import {add, mul} from './arithmetic.ts'
import {apply, asTensor, type Tensor} from '../tensor.ts'
import {checkReal, typeOf} from './types.ts'

const unary =
  (op: string) =>
  (x: Tensor): Tensor =>
    apply(op, [x], x.shape, {}, checkReal(op, x))

export const exp = unary('Exp')
/** Natural logarithm; of 0 it is -∞. */
export const log = unary('Log')
/** √x; the slope at 0 is infinite. */
export const sqrt = unary('Sqrt')
/** |x|; the slope at 0 is 0. */
export const abs = (x: Tensor): Tensor => apply('Abs', [x], x.shape, {}, typeOf('Abs', [x]))
/** -1, 0 or 1; has no slope. */
export const sign = (x: Tensor): Tensor => apply('Sign', [x], x.shape, {}, typeOf('Sign', [x]))
export const sin = unary('Sin')
export const cos = unary('Cos')
/** 2/√π ∫₀ˣ exp(-t²) dt */
export const erf = unary('Erf')
export const tanh = unary('Tanh')
/** 1 / (1 + exp(-x)) */
export const sigmoid = unary('Sigmoid')
/** log(1 + exp(x)), without overflow */
export const softplus = unary('Softplus')
/** max(x, 0); the slope at 0 is 0 */
export const relu = unary('Relu')

/** x above 0, slope · x below; `slope` is above 0, 0.2 by default. */
export const leakyRelu = (x: Tensor, slope = 0.2): Tensor =>
  apply('LeakyRelu', [x], x.shape, {alpha: slope}, checkReal('LeakyRelu', x))

/** x above 0, alpha · (exp(x) - 1) below; `alpha` 1 by default. */
export const elu = (x: Tensor, alpha = 1): Tensor => apply('Elu', [x], x.shape, {alpha}, checkReal('Elu', x))

/** x · Φ(x), the exact form (Hendrycks & Gimpel 2016). */
export const gelu = (x: Tensor): Tensor => mul(mul(x, 0.5), add(erf(mul(x, Math.SQRT1_2)), 1))

/** x · sigmoid(x), also called swish. */
export const silu = (x: Tensor): Tensor => mul(x, sigmoid(x))

/** x held within [low, high]; the slope is 1 inside, bounds included, and 0 outside. */
export const clip = (x: Tensor, low: number, high: number): Tensor =>
  apply('Clip', [x, asTensor(low), asTensor(high)], x.shape, {}, checkReal('Clip', x))
