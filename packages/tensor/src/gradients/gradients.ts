// The driver of reverse-mode differentiation: walks the graph backwards and lets the rules add nodes.
import {expand, total} from '../ops/movement.ts'
import {nodesBehind} from '../order.ts'
import {sizeOf, show} from '../shape.ts'
import {asTensor, type Node, type Tensor} from '../tensor.ts'
import {COMPOSITE_RULES} from './composite-rules.ts'
import {ELEMENTWISE_RULES} from './elementwise-rules.ts'
import {MATRIX_RULES} from './matrix-rules.ts'
import {MOVEMENT_RULES} from './movement-rules.ts'
import {REDUCE_RULES} from './reduce-rules.ts'
import type {Rule} from './rule.ts'

/** By operator. */
export const GRADIENT_RULES: ReadonlyMap<string, Rule> = new Map(
  Object.entries({
    ...ELEMENTWISE_RULES,
    ...REDUCE_RULES,
    ...MATRIX_RULES,
    ...MOVEMENT_RULES,
    ...COMPOSITE_RULES,
  }),
)

/**
 * dloss/dx for each x of `by`, in its shape; zeros where the loss does not depend on it. The result is part of the graph:
 * it can stand in a loss itself, as a gradient penalty needs, to any order.
 *
 * @param loss one number
 * @throws Error when the loss is no single number, or goes through an operator without a gradient rule
 */
export function gradients(loss: Tensor, by: readonly Tensor[]): readonly Tensor[] {
  if (sizeOf(loss.shape) !== 1)
    throw new Error(`A loss should be one number, this has shape ${show(loss.shape)}`)
  const order = nodesBehind<Node>([loss])
  const wanted = new Set(by)
  const depending = new Set<Node>()
  const depends = (tensor: Tensor): boolean => wanted.has(tensor) || depending.has(tensor.node)
  for (const node of order) if (node.inputs.some(depends)) depending.add(node)

  const parts = new Map<Tensor, Tensor[]>([[loss, [asTensor(1)]]])
  const gradientOf = (tensor: Tensor): Tensor | undefined => {
    const found = parts.get(tensor)
    return found === undefined ? undefined : total(found)
  }
  for (const node of order.toReversed()) {
    if (!depending.has(node)) continue
    const all = node.outputs.map(gradientOf)
    const first = all.find(g => g !== undefined)
    if (first === undefined) continue
    const rule = GRADIENT_RULES.get(node.op)
    if (rule === undefined) throw new Error(`${node.op} has no gradient`)
    const inputs = node.inputs as readonly [Tensor, Tensor, Tensor]
    rule(first, inputs, node.outputs[0]!, node, all).forEach((part, i) => {
      const taken = node.inputs[i]!
      if (part !== undefined && depends(taken)) parts.set(taken, [...(parts.get(taken) ?? []), part])
    })
  }
  return by.map(tensor => expand(gradientOf(tensor) ?? asTensor(0), tensor.shape))
}

/** Like `gradients`, of tensors by name. */
export function gradientsOf<Name extends string>(
  loss: Tensor,
  weights: Readonly<Record<Name, Tensor>>,
): Readonly<Record<Name, Tensor>> {
  const found = gradients(loss, Object.values(weights))
  return Object.fromEntries(Object.keys(weights).map((name, i) => [name, found[i]!])) as Record<Name, Tensor>
}
