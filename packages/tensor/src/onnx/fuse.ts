// Sums of products as one product: A·B + C is one pass of Gemm, where Add would read and write everything once more.
// So gradients gather without adding, and weight decay costs nothing.
import type {Lowered, Operation} from './lower.ts'
import {sameShape} from '../shape.ts'

/** Add(Gemm(a, b), c) becomes Gemm(a, b, c), and Add(Gemm(a, b), c · number) Gemm with beta, where nothing else asks for the parts. */
export function fuse({values, operations, outputs}: Lowered): Lowered {
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
    const gathered = product?.inputs[2]
    if (product === undefined || gathered === undefined) return product
    return sameShape(values[gathered]!.shape, values[value]!.shape) ? openProduct(gathered) : undefined
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

  for (const sum of operations) {
    if (sum.op !== 'Add') continue
    const {shape} = values[sum.outputs[0]!]!
    for (const [first, second] of [sum.inputs, sum.inputs.toReversed()]) {
      const open = sameShape(values[first!]!.shape, shape) ? openProduct(first!) : undefined
      if (open === undefined || first === second) continue
      const {of, by} = scaled(second!)
      const gathered = {
        ...open,
        inputs: [...open.inputs, of],
        attributes: by === 1 ? open.attributes : {...open.attributes, beta: by},
      }
      made.set(open.outputs[0]!, gathered)
      // The whole chain now ends in what the sum was.
      const last = made.get(first!)!
      made.set(sum.outputs[0]!, {...last, outputs: sum.outputs})
      break
    }
  }
  return {values, operations: [...new Set(made.values())], outputs}
}
