// The trained generator, run by onnxruntime on any number of rows.
import {errorCode, InferError, type Random} from '@inferloop/contract'
import * as t from '@inferloop/tensor'
import {type Conditions, conditionPlace, drawCondition} from './conditions.ts'
import type {Layout} from './layout.ts'
import type {Weights} from './model.ts'
import {generateTrained, startWidth, trainedShapes, type WeightShapes} from './networks.ts'

export interface GeneratorShape {
  readonly layout: Layout
  readonly noise: number
  readonly width: number
  readonly layers: number
}

export interface RunningGenerator {
  /** Of the weights it takes. */
  readonly shapes: WeightShapes
  /** Logits (rows, width) of `start` (rows, noise and condition). */
  readonly run: (start: Float32Array, weights: Weights) => Promise<Float32Array>
  readonly close: () => Promise<void>
}

/** As a graph whose rows are as many as it is given. */
function trainedGraph({layout, noise, width, layers}: GeneratorShape) {
  const shapes = trainedShapes(layout, noise, {width, layers})
  const weights = Object.fromEntries(shapes.map(({name, shape}) => [name, t.input(name, shape)]))
  const start = t.input('start', ['rows', startWidth(layout, noise)])
  return {shapes, logits: generateTrained(start, weights, layers)}
}

/** Weights are handed in at each run, so that one session serves a whole training. */
export async function openGenerator(shape: GeneratorShape): Promise<RunningGenerator> {
  const {shapes, logits} = trainedGraph(shape)
  const session = await t.openSession(t.emit({logits}, {name: 'generator'})).catch(adviseTrees)
  const inputs = startWidth(shape.layout, shape.noise)
  return {
    shapes,
    async run(start, weights) {
      const given = shapes.map(one => [one.name, session.tensor(weights[one.name]!, one.shape, 'float32')])
      const results = await session.run({
        ...Object.fromEntries(given),
        start: session.tensor(start, [start.length / inputs, inputs], 'float32'),
      })
      return results['logits']!.data as Float32Array
    },
    close: session.close,
  }
}

/** The first session of all is the generator's: where there can be none, infer has another way. */
function adviseTrees(error: unknown): never {
  if (errorCode(error) !== 'INFER_ONNX_UNAVAILABLE') throw error
  const {message, suggestions, cause} = error as InferError
  throw new InferError('INFER_ONNX_UNAVAILABLE', {
    message,
    suggestions: [...suggestions, 'or take a generator that needs no neural network: --generator trees'],
    cause,
  })
}

/** Noise and a condition for each of `rows` rows; `fixed` is a condition for all of them: places that are 1. */
export function drawStart(
  {layout, noise}: Pick<GeneratorShape, 'layout' | 'noise'>,
  rows: number,
  conditions: Conditions,
  random: Random,
  fixed?: number,
): Float32Array {
  const width = startWidth(layout, noise)
  const start = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    const at = row * width
    for (let i = 0; i < noise; i++) start[at + i] = random.normal()
    if (fixed !== undefined) start[at + noise + fixed] = 1
    else if (conditions.columns.length > 0)
      start[at + noise + conditionPlace(layout, ...drawCondition(conditions, random))] = 1
  }
  return start
}
