// From tensors to numbered values and operations: composites are replaced by what they are made of, and what is the same
// is computed once.
import type {DType, Values} from '../dtype.ts'
import {inOrder, nodesBehind} from '../order.ts'
import {type Shape, show} from '../shape.ts'
import type {Attributes, Node, Tensor} from '../tensor.ts'

export interface Value {
  readonly shape: Shape
  readonly dtype: DType
  /** Of an input of the whole graph. */
  readonly name?: string
  /** Of a constant. */
  readonly values?: Values
}

/** Inputs and outputs are places in the list of values. */
export interface Operation {
  readonly op: string
  readonly inputs: readonly number[]
  readonly outputs: readonly number[]
  readonly attributes: Attributes
  readonly body?: {readonly inputs: readonly number[]; readonly outputs: readonly number[]}
}

export interface Lowered {
  readonly values: readonly Value[]
  readonly operations: readonly Operation[]
  readonly outputs: readonly number[]
}

const LARGEST_COMPARED = 1 << 20

/** @throws Error when two inputs have one name */
export function lower(tensors: readonly Tensor[]): Lowered {
  const bodies = nodesBehind<Node>(tensors).flatMap(({body}) => body ?? [])
  const bindings = new Map(bodies.flatMap(({bindings: bound}) => [...bound]))
  const within = new Set(bodies.flatMap(body => body.inputs.map(({node}) => node)))
  const standIns = (node: Node): readonly Tensor[] | undefined => {
    const bound = bindings.get(node)
    return bound === undefined ? node.expansion : [bound]
  }

  const values: Value[] = []
  const operations: Operation[] = []
  const places = new Map<Tensor, number>()
  const known = new Map<unknown, readonly number[]>()
  const placeOf = (tensor: Tensor): number => places.get(tensor)!
  const once = (key: unknown, make: () => readonly number[]): readonly number[] => {
    const found = known.get(key) ?? make()
    known.set(key, found)
    return found
  }
  const addValues = (node: Node, more: Partial<Value> = {}): readonly number[] =>
    node.outputs.map(({shape, dtype}) => values.push({shape, dtype, ...more}) - 1)

  function placesFor(node: Node): readonly number[] {
    const {op, source, attributes, body} = node
    const replaced = standIns(node)
    if (replaced !== undefined) return replaced.map(placeOf)
    if (source !== undefined && within.has(node)) return addValues(node)
    if (source !== undefined) {
      if (known.has(source.name)) throw new Error(`Two inputs are called "${source.name}"`)
      return once(source.name, () => addValues(node, {name: source.name}))
    }
    if (node.values !== undefined)
      return once(constantKey(node, node.values), () => addValues(node, {values: node.values!}))
    const inputs = node.inputs.map(placeOf)
    return once(`:${op}(${inputs.join()})${JSON.stringify(attributes)}`, () => {
      const outputs = addValues(node)
      const placed = body && {inputs: body.inputs.map(placeOf), outputs: body.outputs.map(placeOf)}
      operations.push({op, inputs, outputs, attributes, ...(placed && {body: placed})})
      return outputs
    })
  }

  const before = (node: Node): Node[] =>
    [...(standIns(node) ?? node.inputs), ...(node.body?.inputs ?? []), ...(node.body?.outputs ?? [])].map(
      taken => taken.node,
    )
  for (const node of inOrder(
    tensors.map(tensor => tensor.node),
    before,
  )) {
    const found = placesFor(node)
    node.outputs.forEach((tensor, i) => places.set(tensor, found[i]!))
  }
  return {values, operations, outputs: tensors.map(placeOf)}
}

/** Constants of the same type, shape and bytes are one; of large ones only the same array is. */
function constantKey({outputs}: Node, values: Values): unknown {
  if (values.byteLength > LARGEST_COMPARED) return values
  const [{dtype, shape}] = outputs as readonly [Tensor]
  return `=${dtype}${show(shape)}${Buffer.from(values.buffer, values.byteOffset, values.byteLength).toString('latin1')}`
}
