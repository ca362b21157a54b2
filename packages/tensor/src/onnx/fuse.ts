// Sums of products as one product: A·B + C is one pass of Gemm, where Add would read and write everything once more, and A·B + C·D
// is one product of what is stacked. So gradients gather without adding, and weight decay costs nothing.
import type {Lowered, Operation} from './lower.ts'
import {lengthsOf, sameShape} from '../shape.ts'

/** Add(Gemm(a, b), c) becomes Gemm(a, b, c), and Add(Gemm(a, b), c · number) Gemm with beta, where nothing else asks for the parts. */
export function fuse({values: given, operations, outputs}: Lowered): Lowered {
  const values = [...given]
  const made = new Map<number, Operation>()
  const uses = new Map<number, number>()
  const use = (value: number) => uses.set(value, (uses.get(value) ?? 0) + 1)
  outputs.forEach(use)
  for (const operation of operations) {
    operation.outputs.forEach(value => made.set(value, operation))
    operation.inputs.forEach(use)
    operation.body?.outputs.forEach(use)
  }
  const onlyMade = (value: number, op: string): Operation | undefined => {
    const operation = made.get(value)
    return operation?.op === op && uses.get(value) === 1 ? operation : undefined
  }

  /** The product at `value`, or one it is gathered on, that has nothing added yet. */
  function openProduct(value: number): Operation | undefined {
    const product = onlyMade(value, 'Gemm')
    const added = product?.inputs[2]
    if (product === undefined || added === undefined) return product
    return sameShape(values[added]!.shape, values[value]!.shape) ? openProduct(added) : undefined
  }

  const scalar = (value: number): number | undefined => {
    const {values: numbers, shape} = values[value]!
    return numbers !== undefined && shape.length === 0 ? Number(numbers[0]) : undefined
  }

  /** `value` as something times a number. */
  function scaled(value: number): {readonly of: number; readonly by: number} {
    const product = onlyMade(value, 'Mul')
    for (const [a, b] of product === undefined ? [] : [product.inputs, product.inputs.toReversed()]) {
      const by = scalar(a!)
      if (by !== undefined) return {of: b!, by}
    }
    return {of: value, by: 1}
  }

  /** Aᵀ·B + Cᵀ·D as one product of A over C and B over D, where copying those is less than another pass over the result. */
  function stacked(one: Operation, other: Operation | undefined): Operation | undefined {
    const isPlain = ({inputs, attributes}: Operation) =>
      inputs.length === 2 && attributes['transA'] === 1 && Object.keys(attributes).length === 1
    if (other === undefined || !isPlain(one) || !isPlain(other)) return undefined
    const shapes = [...one.inputs, ...other.inputs].map(value => values[value]!.shape)
    if (shapes.flat().some(length => typeof length === 'string')) return undefined
    const [[rows, m], [, n], [more]] = shapes.map(lengthsOf) as [[number, number], [number, number], [number]]
    if ((rows + more) * (m + n) > m * n) return undefined
    const inputs = [0, 1].map(i => {
      const parts = [one.inputs[i]!, other.inputs[i]!]
      const {shape, dtype} = values[parts[0]!]!
      const value = values.push({shape: shape.with(0, rows + more), dtype}) - 1
      made.set(value, {op: 'Concat', inputs: parts, outputs: [value], attributes: {axis: 0}})
      uses.set(value, 1)
      return value
    })
    return {...one, inputs}
  }

  function gathered(product: Operation, added: number): Operation {
    const {of, by} = scaled(added)
    const attributes = by === 1 ? product.attributes : {...product.attributes, beta: by}
    return {...product, inputs: [...product.inputs, of], attributes}
  }

  for (const sum of operations) {
    if (sum.op !== 'Add') continue
    const {shape} = values[sum.outputs[0]!]!
    for (const [first, second] of [sum.inputs, sum.inputs.toReversed()]) {
      const open = sameShape(values[first!]!.shape, shape) ? openProduct(first!) : undefined
      if (open === undefined || first === second) continue
      made.set(open.outputs[0]!, stacked(open, onlyMade(second!, 'Gemm')) ?? gathered(open, second!))
      // The whole chain now ends in what the sum was.
      const last = made.get(first!)!
      made.set(sum.outputs[0]!, {...last, outputs: sum.outputs})
      break
    }
  }
  return {values, operations: [...new Set(made.values())], outputs}
}
