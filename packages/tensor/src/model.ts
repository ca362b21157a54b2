// A graph ready to be asked for its outputs: what sampling from trained networks needs.
import {type DType, holds, type Values} from './dtype.ts'
import {emit} from './onnx/emit.ts'
import {nodesBehind} from './order.ts'
import {openSession, type SessionOptions} from './session.ts'
import {type Shape, sizeOf, show} from './shape.ts'
import type {Node, Tensor} from './tensor.ts'

export interface ModelOptions extends SessionOptions {
  /** Weights by name; they become part of the model. */
  readonly weights?: Readonly<Record<string, Float32Array>>
}

export interface Model<Output extends string = string> {
  /**
   * Outputs by name, for arrays by the name of each input.
   *
   * @throws Error when an array is missing, or of another type or length than its input
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
      const native = wanted.map(({name, shape, dtype}) => {
        checkValues(name, feeds[name], shape, dtype)
        return [name, session.tensor(feeds[name]!, shape, dtype)] as const
      })
      const results = await session.run(Object.fromEntries(native))
      return Object.fromEntries(
        Object.keys(outputs).map(name => [name, results[name]!.data as Values]),
      ) as Record<Output, Values>
    },
    close: session.close,
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
