// Weights by name. Layers are functions of what they take and of the weights, so that the same layer also runs on updated ones.
import {createRandom, type Random} from '@inferloop/random'
import {sizeOf} from '../shape.ts'
import {nameOf, type Tensor} from '../tensor.ts'

/** Tensors by the name they have in the file; names are PyTorch's where it has the layer. */
export type Weights = Readonly<Record<string, Tensor>>

/** @throws Error when no weight has this name */
export function weightNamed(weights: Weights, name: string): Tensor {
  const found = weights[name]
  if (found === undefined)
    throw new Error(`There is no weight "${name}" among ${Object.keys(weights).join(', ')}`)
  return found
}

/** What a weight begins with, each from a stream of its own; zeros for a tensor that does not say. */
export function initialValues(tensor: Tensor, random: Random = createRandom(0)): Float32Array {
  const values = new Float32Array(sizeOf(tensor.shape))
  const initial = tensor.node.source?.initial
  if (initial === undefined) return values
  if ('fill' in initial) return values.fill(initial.fill)
  const stream = random.split(nameOf(tensor))
  if ('uniform' in initial) return values.map(() => (stream.next() * 2 - 1) * initial.uniform)
  return values.map(() => stream.normal() * initial.normal)
}
