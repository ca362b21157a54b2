// A graph is plain data: tensors name the node that makes them, nodes name the tensors they take. Shapes are
// static, but for axes that have a name in place of a length.
// `op` is the ONNX operator, verbatim; besides there are Input, Constant, and composites, which carry their expansion.
import {type DType, type Values, valuesOf} from './dtype.ts'
import {checkShape, type Shape, sizeOf, show} from './shape.ts'

export interface Tensor {
  readonly node: Node
  /** Which of the node's outputs this is. */
  readonly output: number
  readonly shape: Shape
  readonly dtype: DType
}

export interface Node {
  readonly op: string
  readonly inputs: readonly Tensor[]
  readonly attributes: Attributes
  readonly outputs: readonly Tensor[]
  /** Of a composite: the same outputs made of ONNX operators. Gradients see the composite, ONNX the expansion. */
  readonly expansion?: readonly Tensor[]
  /** Of a constant. */
  readonly values?: Values
  /** Of an input. */
  readonly source?: Source
  /** Of a loop. */
  readonly body?: Body
}

/** Whole numbers but for `alpha` and `beta`. Those of composites are read by their gradient rules alone. */
export type Attributes = Readonly<Record<string, number | string | readonly number[]>>

export interface Source {
  /** Written to ONNX verbatim. */
  readonly name: string
  /** Of weights: what training begins with. */
  readonly initial?: Initial
  /** Of noise: what the trainer draws anew for each step. */
  readonly noise?: Noise
}

/** `fill`: that number; `uniform`: from (-bound, bound); `normal`: mean 0 and this standard deviation. */
export type Initial = {readonly fill: number} | {readonly uniform: number} | {readonly normal: number}

/** `uniform` never gives 0 or 1; `keep` is true with that probability. */
export type Noise = 'normal' | 'uniform' | {readonly keep: number}

/** A loop's step: nodes that depend on `inputs` run in it; `bindings` stand for tensors of the step as it was built. */
export interface Body {
  readonly inputs: readonly Tensor[]
  readonly outputs: readonly Tensor[]
  readonly bindings: ReadonlyMap<Node, Tensor>
}

/** Where a tensor is expected, a number is one of shape `[]`. */
export type Operand = Tensor | number

export interface Output {
  readonly shape: Shape
  readonly dtype?: DType
}

/** A node with all its outputs; `dtype` defaults to float32. */
export function createNode(
  op: string,
  inputs: readonly Tensor[],
  outputs: readonly Output[],
  attributes: Attributes = {},
  more: Pick<Node, 'expansion' | 'values' | 'source' | 'body'> = {},
): readonly Tensor[] {
  const made: Tensor[] = []
  const node: Node = {op, inputs, attributes, outputs: made, ...more}
  outputs.forEach(({shape, dtype = 'float32'}, output) => made.push({node, output, shape, dtype}))
  return made
}

/** The one output of a new node, float32 unless said. */
export function apply(
  op: string,
  inputs: readonly Tensor[],
  shape: Shape,
  attributes: Attributes = {},
  dtype: DType = 'float32',
): Tensor {
  return createNode(op, inputs, [{shape, dtype}], attributes)[0]!
}

/** A node of several ONNX operators with a gradient rule of its own, under `op` in the table of rules. */
export function composite(
  op: string,
  inputs: readonly Tensor[],
  expansion: Tensor,
  attributes: Attributes = {},
): Tensor {
  return createNode(op, inputs, [expansion], attributes, {expansion: [expansion]})[0]!
}

/**
 * What is handed in when the graph runs, under this name. An axis with a name, `['rows', 128]`, gets its length then: the same
 * one wherever this name stands.
 *
 * @throws Error when a length is neither a whole number from 0 on nor a name
 */
export const input = (name: string, shape: Shape, dtype: DType = 'float32'): Tensor =>
  given(shape, dtype, {name})

/** A tensor to be learnt, or anything else that one step of training hands to the next. */
export function weight(name: string, shape: Shape, initial: Initial): Tensor {
  return given(shape, 'float32', {name, initial})
}

/** Numbers the trainer draws for each step from its seed; a plain input elsewhere. `keep` makes bools. */
export function noise(name: string, shape: Shape, kind: Noise): Tensor {
  const dtype = typeof kind === 'object' ? 'bool' : 'float32'
  return given(shape, dtype, {name, noise: kind})
}

function given(shape: Shape, dtype: DType, source: Source): Tensor {
  checkShape(source.name, shape)
  return createNode('Input', [], [{shape, dtype}], {}, {source})[0]!
}

/**
 * Numbers that are part of the graph. `shape` defaults to one axis.
 *
 * @throws Error when there are more or fewer values than the shape holds
 */
export function constant(
  numbers: Values | ArrayLike<number>,
  shape: Shape = [numbers.length],
  dtype: DType = 'float32',
): Tensor {
  const values = valuesOf(numbers, dtype)
  if (values.length !== sizeOf(shape)) throw new Error(`${show(shape)} does not hold ${values.length} values`)
  return createNode('Constant', [], [{shape, dtype}], {}, {values})[0]!
}

export const asTensor = (operand: Operand): Tensor =>
  typeof operand === 'number' ? constant([operand], []) : operand

/** The number a constant of shape `[]` holds; undefined for other tensors. */
export function numberOf(tensor: Tensor): number | undefined {
  const {values} = tensor.node
  return values !== undefined && tensor.shape.length === 0 ? Number(values[0]) : undefined
}

/**
 * The name of an input.
 *
 * @throws Error for a tensor that is computed
 */
export function nameOf(tensor: Tensor): string {
  const {source, op} = tensor.node
  if (source === undefined) throw new Error(`An input is expected here, this is the result of ${op}`)
  return source.name
}

/** The numbers of a constant. */
export function numbersIn(tensor: Tensor): number[] {
  const {values, op} = tensor.node
  if (values === undefined) throw new Error(`A constant is expected here, this is the result of ${op}`)
  return Array.from<number | bigint, number>(values, Number)
}
