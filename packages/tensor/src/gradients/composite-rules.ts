// Gradients of composites, in fewer operators than their expansions would give; made of operators with rules, so they have
// gradients in turn.
import {centre} from '../layers/batch-norm.ts'
import {mul, sub} from '../ops/arithmetic.ts'
import {where} from '../ops/choice.ts'
import {exp} from '../ops/elementwise.ts'
import {gemm} from '../ops/matmul.ts'
import {expand, reshape} from '../ops/movement.ts'
import {sum} from '../ops/reduce.ts'
import type {Activation} from '../ops/segmented.ts'
import {lengthAt} from '../shape.ts'
import {constant, type Node, type Tensor} from '../tensor.ts'
import type {Rule} from './rule.ts'

const rows = {axes: [0], keep: true}

export const COMPOSITE_RULES: Readonly<Record<string, Rule>> = {
  BatchNorm: (g, [x, gamma, beta], z, {attributes}) => {
    const count = lengthAt(x.shape, 0)
    const {centred, inverse} = centre(x, Number(attributes['epsilon']))
    const whole = expand(g, z.shape)
    const toBeta = sum(whole, rows)
    const toGamma = mul(sum(mul(whole, centred), rows), inverse)
    const along = mul(mul(toGamma, inverse), 1 / count)
    const toX = mul(sub(sub(whole, mul(toBeta, 1 / count)), mul(centred, along)), mul(inverse, gamma))
    return [toX, reshape(toGamma, gamma.shape), reshape(toBeta, beta.shape)]
  },
  Segmented: (g, _, z, node) => {
    const whole = expand(g, z.shape)
    const weighted = mul(whole, z)
    const {kinds, columnsOf, within} = segmentsOf(node)
    const slopes: Readonly<Record<Activation, () => Tensor>> = {
      softmax: () => sub(weighted, mul(z, within(weighted))),
      logSoftmax: () => sub(whole, mul(exp(z), within(whole))),
      tanh: () => sub(whole, mul(weighted, z)),
      linear: () => whole,
    }
    return [
      kinds
        .slice(1)
        .reduce((rest, kind) => where(columnsOf(kind), slopes[kind](), rest), slopes[kinds[0]!]()),
    ]
  },
}

/** The activations there are, which columns each has, and sums within segments, standing in each of their columns. */
function segmentsOf({attributes, inputs}: Node) {
  const activations = String(attributes['activations']).split(' ') as Activation[]
  const widths = attributes['widths'] as readonly number[]
  const width = lengthAt(inputs[0]!.shape, 1)
  const segmentAt = widths.flatMap((n, segment) => Array<number>(n).fill(segment))
  const columnsOf = (kind: Activation): Tensor =>
    constant(
      segmentAt.map(segment => Number(activations[segment] === kind)),
      [1, width],
      'bool',
    )
  const within = (x: Tensor): Tensor => {
    const member = new Float32Array(width * widths.length)
    segmentAt.forEach((segment, column) => {
      if (activations[segment]!.endsWith('oftmax')) member[column * widths.length + segment] = 1
    })
    const members = constant(member, [width, widths.length])
    return gemm(gemm(x, members), members, {transposeB: true})
  }
  return {kinds: [...new Set(activations)], columnsOf, within}
}
