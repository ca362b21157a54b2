// A graph as an ONNX model: operator set 18, the standard domain alone, so that any runtime can run it.
import {holds} from '../dtype.ts'
import {sizeOf, show} from '../shape.ts'
import type {Tensor} from '../tensor.ts'
import {arrange} from './arrange.ts'
import {fuse} from './fuse.ts'
import {lower, type Operation} from './lower.ts'
import {attribute, graphAttribute, modelBytes, type NamedTensor, type NodeMessage} from './messages.ts'

const OPSET = 18

export interface EmitOptions {
  /** Of the graph, `graph` by default. */
  readonly name?: string
  /** Inputs that become part of the file, by name: trained weights. */
  readonly weights?: Readonly<Record<string, Float32Array>>
}

/**
 * Inputs and outputs have the names they were given, verbatim; what is between is numbered, with a `_` before.
 *
 * @param outputs tensors by the name each shall have
 * @throws Error when two inputs, or an input and an output, have one name, a name is empty or such as `_3`, or weights do not fit
 */
export function emit(
  outputs: Readonly<Record<string, Tensor>>,
  {name = 'graph', weights = {}}: EmitOptions = {},
): Uint8Array<ArrayBuffer> {
  const lowered = fuse(lower(Object.values(outputs)))
  const {outer, inner} = arrange(lowered)
  const values = [...lowered.values]
  const names = new Map<number, string>()
  const nameOf = (value: number): string => names.get(value) ?? `_${value}`
  const named = (value: number): NamedTensor => ({...values[value]!, name: nameOf(value)})

  const used = new Set(
    [...outer, ...inner]
      .flatMap(({inputs, body}) => [...inputs, ...(body?.outputs ?? [])])
      .concat(lowered.outputs),
  )
  const inputs = values.flatMap(({name: given}, value) => {
    if (given === undefined || !used.has(value)) return []
    checkName(given, 'an input')
    names.set(value, given)
    return [value]
  })

  const identity = (value: number): Operation => {
    const copy = values.push({shape: values[value]!.shape, dtype: values[value]!.dtype}) - 1
    return {op: 'Identity', inputs: [value], outputs: [copy], attributes: {}}
  }
  /** Results by which a graph may be left: each made by one of its operations, none twice. */
  const leave = (operations: readonly Operation[], wanted: readonly number[]) => {
    const free = new Set(operations.flatMap(one => one.outputs))
    const copies: Operation[] = []
    const results = wanted.map(value => {
      if (free.delete(value)) return value
      const copy = identity(value)
      copies.push(copy)
      return copy.outputs[0]!
    })
    return {operations: [...operations, ...copies], results}
  }

  const whole = leave(outer, lowered.outputs)
  const taken = new Set(names.values())
  Object.keys(outputs).forEach((given, i) => {
    checkName(given, 'an output')
    if (taken.has(given)) throw new Error(`"${given}" is both an input and an output`)
    names.set(whole.results[i]!, given)
  })

  const nodesOf = (operations: readonly Operation[]): NodeMessage[] =>
    operations.map(({op, inputs: from, outputs: to, attributes, body}) => ({
      op,
      name: `${op}${nameOf(to[0]!)}`,
      inputs: from.map(nameOf),
      outputs: to.map(nameOf),
      attributes: [
        ...Object.entries(attributes).map(([key, value]) => attribute(key, value)),
        ...(body === undefined ? [] : [graphAttribute('body', bodyOf(body))]),
      ],
    }))
  const bodyOf = ({inputs: from, outputs: to}: NonNullable<Operation['body']>) => {
    const {operations, results} = leave(inner, to)
    return {
      name: 'step',
      nodes: nodesOf(operations),
      initializers: [],
      inputs: from.map(named),
      outputs: results.map(named),
    }
  }

  const nodes = nodesOf(whole.operations)
  const constants = values.flatMap((value, i) =>
    value.values !== undefined && used.has(i) ? [{...named(i), values: value.values}] : [],
  )
  const isInside = (value: number) => Object.hasOwn(weights, nameOf(value))
  const inside = inputs.filter(isInside).map(value => ({...named(value), values: weights[nameOf(value)]!}))
  for (const {name: key, shape, dtype, values: given} of inside) {
    if (given.length !== sizeOf(shape) || !holds(given, dtype))
      throw new Error(`"${key}" has ${given.length} values, ${show(shape)} ${dtype} is expected`)
  }
  return modelBytes(
    {
      name,
      nodes,
      initializers: [...constants, ...inside],
      inputs: inputs.filter(value => !isInside(value)).map(named),
      outputs: whole.results.map(named),
    },
    OPSET,
  )
}

/** @throws Error for names that numbered values have, and for the empty one, by which ONNX leaves an input out */
function checkName(name: string, what: string): void {
  if (/^(_\d+)?$/.test(name))
    throw new Error(`"${name}" cannot name ${what}: the empty name and _ with a number are taken`)
}
