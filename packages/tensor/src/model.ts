// A graph ready to be asked for its outputs: what sampling from trained networks needs.
import {type DType, holds, type Values} from './dtype.ts'
import {emit} from './onnx/emit.ts'
import {nodesBehind} from './order.ts'
import {openSession, type SessionOptions} from './session.ts'
import {type Length, lengthsOf, type Shape, sizeOf, show} from './shape.ts'
import type {Node, Tensor} from './tensor.ts'

export interface ModelOptions extends SessionOptions {
  /** Weights by name; they become part of the model. */
  readonly weights?: Readonly<Record<string, Float32Array>>
}

export interface Model<Output extends string = string> {
  /**
   * Outputs by name, for arrays by the name of each input. Named axes are as long as the arrays make them.
   *
   * @throws Error when an array is missing, or of another type or length than its input; where two arrays give a named axis
   *   two lengths, or none tells it
   */
  readonly run: (feeds: Readonly<Record<string, Values>>) => Promise<Readonly<Record<Output, Values>>>
  readonly close: () => Promise<void>
}

/** @throws InferError INFER_ONNX_UNAVAILABLE */
export async function openModel<Output extends string>(
  outputs: Readonly<Record<Output, Tensor>>,
  {weights = {}, threads = 1}: ModelOptions = {},
): Promise<Model<Output>> {
  const wanted = inputsOf(Object.values<Tensor>(outputs)).filter(({name}) => !Object.hasOwn(weights, name))
  const session = await openSession(emit(outputs, {weights}), {threads})
  return {
    async run(feeds) {
      const lengths = namedLengths(wanted, feeds)
      const native = wanted.map(({name, shape, dtype}) => {
        const whole = shape.map(length => lengths.get(length) ?? length)
        checkValues(name, feeds[name], whole, dtype)
        return [name, session.tensor(feeds[name]!, lengthsOf(whole), dtype)] as const
      })
      const results = await session.run(Object.fromEntries(native))
      return Object.fromEntries(
        Object.keys(outputs).map(name => [name, results[name]!.data as Values]),
      ) as Record<Output, Values>
    },
    close: session.close,
  }
}

/** Lengths of named axes, each by the first input in which no other length is open. */
function namedLengths(
  inputs: readonly Input[],
  feeds: Readonly<Record<string, Values>>,
): ReadonlyMap<Length, number> {
  const lengths = new Map<Length, number>()
  const openIn = ({shape}: Input) => shape.filter(one => typeof one === 'string' && !lengths.has(one))
  for (;;) {
    const telling = inputs.find(one => openIn(one).length === 1 && feeds[one.name] !== undefined)
    if (telling === undefined) return lengths
    const [name] = openIn(telling)
    const rest = telling.shape.filter(one => one !== name).map(one => lengths.get(one) ?? one)
    lengths.set(name!, Math.floor(feeds[telling.name]!.length / sizeOf(rest)))
  }
}

export interface Input {
  readonly name: string
  readonly shape: Shape
  readonly dtype: DType
  readonly tensor: Tensor
}

/** The inputs tensors depend on. */
export const inputsOf = (tensors: readonly Tensor[]): readonly Input[] =>
  nodesBehind<Node>(tensors).flatMap(({source, outputs}) =>
    source === undefined
      ? []
      : outputs.map(tensor => ({name: source.name, shape: tensor.shape, dtype: tensor.dtype, tensor})),
  )

/** @throws Error unless the array holds this shape and type */
export function checkValues(name: string, values: Values | undefined, shape: Shape, dtype: DType): void {
  if (values === undefined)
    throw new Error(`Nothing was given for "${name}", ${show(shape)} ${dtype} is expected`)
  if (values.length !== sizeOf(shape) || !holds(values, dtype))
    throw new Error(
      `${values.constructor.name} of ${values.length} was given for "${name}", ${show(shape)} ${dtype} is expected`,
    )
}
