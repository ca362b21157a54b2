// The way back from broadcasting.
import {mul} from '../ops/arithmetic.ts'
import {reshape} from '../ops/movement.ts'
import {sum} from '../ops/reduce.ts'
import {lengthAt, sameShape, type Shape} from '../shape.ts'
import type {Tensor} from '../tensor.ts'

/**
 * The gradient of a tensor of shape `to` that was broadcast to `from`, given the gradient g after that: the sum over
 * what was repeated. Gradients may themselves stand unrepeated (g broadcasts to `from`), and so may the result.
 */
export function sumTo(g: Tensor, from: Shape, to: Shape): Tensor {
  if (sameShape(from, to)) return g
  const lead = from.length - to.length
  const held: Shape = [...Array<number>(from.length - g.shape.length).fill(1), ...g.shape]
  const repeated = from.map((length, axis) => length !== 1 && (axis < lead || to[axis - lead] === 1))
  const axes = held.flatMap((length, axis) => (repeated[axis] && length !== 1 ? [axis] : []))
  const times = from.reduce<number>(
    (n, _, axis) => (repeated[axis] && held[axis] === 1 ? n * lengthAt(from, axis) : n),
    1,
  )
  const whole = reshape(g, held)
  const summed = mul(axes.length > 0 ? sum(whole, {axes, keep: true}) : whole, times)
  return reshape(summed, summed.shape.slice(lead))
}
