// Which operations are needed, in what order, and which of them run inside the loop.
import {inOrder} from '../order.ts'
import type {Lowered, Operation} from './lower.ts'

export interface Arranged {
  readonly outer: readonly Operation[]
  /** Operations of the one loop: those that depend on what changes in it. */
  readonly inner: readonly Operation[]
}

/** @throws Error when a loop stands in a loop */
export function arrange({operations, outputs}: Lowered): Arranged {
  const made = new Map(operations.flatMap(one => one.outputs.map(value => [value, one] as const)))
  const needed = (values: readonly number[]): Operation[] => values.flatMap(value => made.get(value) ?? [])
  const order = inOrder(needed(outputs), ({inputs, body}) => needed([...inputs, ...(body?.outputs ?? [])]))
  const loops = order.flatMap(({body}) => body ?? [])
  if (loops.length > 1) throw new Error('A graph can hold one loop')
  const changing = new Set(loops.flatMap(({inputs}) => inputs))
  const inner = order.filter(({inputs, outputs: results, body}) => {
    const changes = body === undefined && inputs.some(value => changing.has(value))
    if (changes) results.forEach(value => changing.add(value))
    return changes
  })
  const inside = new Set(inner)
  return {outer: order.filter(one => !inside.has(one)), inner}
}
