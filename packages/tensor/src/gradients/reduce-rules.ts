// Gradients of what reduces along axes. A sum's gradient stays unrepeated: most of what follows broadcasts anyway.
import {div, mul, sub} from '../ops/arithmetic.ts'
import {cast, equal} from '../ops/choice.ts'
import {exp} from '../ops/elementwise.ts'
import {expand, reshape} from '../ops/movement.ts'
import {sum} from '../ops/reduce.ts'
import {sizeOf} from '../shape.ts'
import {type Node, numbersIn, type Tensor} from '../tensor.ts'
import type {Rule} from './rule.ts'

/** A tensor of the reduced shape, with an axis of 1 in place of each reduced one. */
function kept(tensor: Tensor, node: Node): Tensor {
  if (node.attributes['keepdims'] === 1) return tensor
  const axes = numbersIn(node.inputs[1]!)
  const shape = node.inputs[0]!.shape.map((length, axis) => (axes.includes(axis) ? 1 : length))
  return reshape(expand(tensor, node.outputs[0]!.shape), shape)
}

const last = {axes: [-1], keep: true}

export const REDUCE_RULES: Readonly<Record<string, Rule>> = {
  ReduceSum: (g, _, __, node) => [kept(g, node)],
  ReduceMean: (g, [x], z, node) => [mul(kept(g, node), sizeOf(z.shape) / sizeOf(x.shape))],
  ReduceMax: (g, [x], z, node) => {
    const winners = cast(equal(x, kept(z, node)), 'float32')
    return [mul(kept(g, node), div(winners, sum(winners, {axes: numbersIn(node.inputs[1]!), keep: true})))]
  },
  Softmax: (g, _, z) => {
    const weighted = mul(g, z)
    return [sub(weighted, mul(z, sum(weighted, last)))]
  },
  LogSoftmax: (g, [x], z) => {
    const whole = expand(g, x.shape)
    return [sub(whole, mul(exp(z), sum(whole, last)))]
  },
}
