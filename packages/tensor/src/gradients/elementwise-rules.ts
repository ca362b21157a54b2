// Gradients of what works element by element, one line an operator.
import {add, div, mul, neg, pow, sub} from '../ops/arithmetic.ts'
import {cast, equal, greater, less, not, where} from '../ops/choice.ts'
import {cos, exp, log, sigmoid, sign, sin} from '../ops/elementwise.ts'
import {numberOf, type Operand, type Tensor} from '../tensor.ts'
import type {Rule} from './rule.ts'
import {sumTo} from './sum-to.ts'

/** Of two equal values each gets half. */
const share = (wins: Tensor, a: Tensor, b: Tensor): Tensor => where(wins, 1, where(equal(a, b), 0.5, 0))

/** x^(b - 1) · b, and for the exponent x^b · log x. */
const slopeOfPow = (a: Tensor, b: Tensor): Tensor => {
  const exponent = numberOf(b)
  if (exponent === undefined) return mul(b, pow(a, sub(b, 1)))
  return exponent === 2 ? mul(a, 2) : mul(pow(a, exponent - 1), exponent)
}

const within = (x: Tensor, low: Operand, high: Operand): Tensor =>
  mul(cast(not(less(x, low)), 'float32'), cast(not(greater(x, high)), 'float32'))

const none: Rule = () => []

export const ELEMENTWISE_RULES: Readonly<Record<string, Rule>> = {
  Add: (g, [a, b], z) => [sumTo(g, z.shape, a.shape), sumTo(g, z.shape, b.shape)],
  Sub: (g, [a, b], z) => [sumTo(g, z.shape, a.shape), neg(sumTo(g, z.shape, b.shape))],
  Mul: (g, [a, b], z) => [sumTo(mul(g, b), z.shape, a.shape), sumTo(mul(g, a), z.shape, b.shape)],
  Div: (g, [a, b], z) => {
    const q = div(g, b)
    return [sumTo(q, z.shape, a.shape), neg(sumTo(mul(q, z), z.shape, b.shape))]
  },
  Pow: (g, [a, b], z) => [
    sumTo(mul(g, slopeOfPow(a, b)), z.shape, a.shape),
    sumTo(mul(g, mul(z, log(a))), z.shape, b.shape),
  ],
  Max: (g, [a, b], z) => [
    sumTo(mul(g, share(greater(a, b), a, b)), z.shape, a.shape),
    sumTo(mul(g, share(greater(b, a), a, b)), z.shape, b.shape),
  ],
  Min: (g, [a, b], z) => [
    sumTo(mul(g, share(less(a, b), a, b)), z.shape, a.shape),
    sumTo(mul(g, share(less(b, a), a, b)), z.shape, b.shape),
  ],
  Where: (g, [condition, a, b], z) => [
    undefined,
    sumTo(where(condition, g, 0), z.shape, a.shape),
    sumTo(where(condition, 0, g), z.shape, b.shape),
  ],
  Neg: g => [neg(g)],
  Reciprocal: (g, _, z) => [neg(mul(g, mul(z, z)))],
  Exp: (g, _, z) => [mul(g, z)],
  Log: (g, [x]) => [div(g, x)],
  Sqrt: (g, _, z) => [div(mul(g, 0.5), z)],
  Abs: (g, [x]) => [mul(g, sign(x))],
  Sin: (g, [x]) => [mul(g, cos(x))],
  Cos: (g, [x]) => [neg(mul(g, sin(x)))],
  Erf: (g, [x]) => [mul(g, mul(exp(neg(mul(x, x))), 2 / Math.sqrt(Math.PI)))],
  Tanh: (g, _, z) => [mul(g, sub(1, mul(z, z)))],
  Sigmoid: (g, _, z) => [mul(g, mul(z, sub(1, z)))],
  Softplus: (g, [x]) => [mul(g, sigmoid(x))],
  // By the sign of the result, which is that of x: then a product and its activation can run as one.
  Relu: (g, _, z) => [where(greater(z, 0), g, 0)],
  LeakyRelu: (g, _, z, {attributes}) => [mul(g, where(greater(z, 0), 1, Number(attributes['alpha'])))],
  Elu: (g, [x], z, {attributes}) => [mul(g, where(greater(x, 0), 1, add(z, Number(attributes['alpha']))))],
  Clip: (g, [x, low, high]) => [mul(g, within(x, low, high))],
  StopGradient: none,
  Cast: none,
  Sign: none,
  Greater: none,
  Less: none,
  Equal: none,
  Not: none,
}
