// Gradients of what moves numbers: they go back where they came from.
import {asTensor, numbersIn} from '../tensor.ts'
import {pickAlong, scatterAlong, scatterRows} from '../ops/indexing.ts'
import {concat, expand, pad, reshape, slice, transpose} from '../ops/movement.ts'
import {lengthAt} from '../shape.ts'
import type {Rule} from './rule.ts'
import {sumTo} from './sum-to.ts'

export const MOVEMENT_RULES: Readonly<Record<string, Rule>> = {
  Reshape: (g, [x], z) => [reshape(expand(g, z.shape), x.shape)],
  Expand: (g, [x], z) => [sumTo(g, z.shape, x.shape)],
  Transpose: (g, _, z, {attributes}) => {
    const order = attributes['perm'] as readonly number[]
    return [
      transpose(
        expand(g, z.shape),
        order.map((_axis, i) => order.indexOf(i)),
      ),
    ]
  },
  Concat: (g, _, z, {inputs, attributes}) => {
    const axis = Number(attributes['axis'])
    let start = 0
    return inputs.map(part => slice(expand(g, z.shape), start, (start += lengthAt(part.shape, axis)), axis))
  },
  Slice: (g, [x, starts, ends], z, {inputs}) => {
    const [start, end, axis] = [starts, ends, inputs[3]!].map(one => numbersIn(one)[0]!)
    return [pad(expand(g, z.shape), start!, lengthAt(x.shape, axis!) - end!, axis)]
  },
  Pad: (g, [x, pads], z) => {
    const before = numbersIn(pads).slice(0, x.shape.length)
    const whole = expand(g, z.shape)
    return [
      before.reduce((part, start, axis) => slice(part, start, start + lengthAt(x.shape, axis), axis), whole),
    ]
  },
  Split: (_, __, ___, {outputs, attributes}, all) => [
    concat(
      outputs.map(({shape}, i) => expand(all[i] ?? asTensor(0), shape)),
      Number(attributes['axis']),
    ),
  ],
  Gather: (g, [x, indices], z) => [scatterRows(expand(g, z.shape), indices, x.shape)],
  GatherElements: (g, [x, indices], z, {attributes}) => [
    scatterAlong(Number(attributes['axis']), expand(g, z.shape), indices, x.shape),
  ],
  ScatterElements: (g, [, indices], z, {attributes}) => [
    undefined,
    undefined,
    pickAlong(Number(attributes['axis']), expand(g, z.shape), indices),
  ],
}
