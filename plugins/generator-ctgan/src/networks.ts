// The two networks of CTGAN (Xu et al. 2019, 4.4), as graphs of packages/tensor.
import * as t from '@inferloop/tensor'
import type {Layout} from './layout.ts'
import type {Network, Settings} from './options.ts'

/** Widths of the parts the generator's layers take: noise with condition, then each hidden layer, all of them every time. */
export const startWidth = (layout: Layout, noise: number): number => noise + layout.conditions

/** A linear layer whose input comes in parts, each with a weight of its own, so that nothing need be joined. */
function partedWeights(name: string, parts: readonly number[], outputs: number, bias: boolean): t.Weights {
  const uniform = 1 / Math.sqrt(parts.reduce((a, b) => a + b, 0))
  const weights = parts.map((inputs, i) => t.weight(`${name}.weight${i}`, [inputs, outputs], {uniform}))
  return {
    ...Object.fromEntries(weights.map(one => [t.nameOf(one), one])),
    ...(bias && {[`${name}.bias`]: t.weight(`${name}.bias`, [outputs], {uniform})}),
  }
}

const parted = (parts: readonly t.Tensor[], weights: t.Weights, name: string): t.Tensor =>
  parts.reduce<t.Tensor | undefined>(
    (plus, part, i) => t.gemm(part, weights[`${name}.weight${i}`]!, plus === undefined ? {} : {plus}),
    weights[`${name}.bias`],
  )!

/** Biases before a batch norm are left out: it takes them away again. */
export function generatorWeights(layout: Layout, noise: number, {width, layers}: Network): t.Weights {
  const parts = [startWidth(layout, noise)]
  let weights: t.Weights = {}
  for (let i = 0; i < layers; i++) {
    const layer = partedWeights(`g${i}`, parts, width, false)
    weights = {...weights, ...layer, ...t.batchNormWeights(`g${i}.norm`, width)}
    parts.push(width)
  }
  return {...weights, ...partedWeights('g.out', parts, layout.width, true)}
}

export const generatorStatistics = ({width, layers}: Network): t.Weights =>
  Object.assign({}, ...Array.from({length: layers}, (_, i) => t.batchNormStatistics(`g${i}.norm`, width)))

/** Before its activations, a row of `start`: noise and condition. `statistics` moves on by what this batch is like. */
export function generate(start: t.Tensor, weights: t.Weights, statistics: t.Weights, layers: number) {
  const parts = [start]
  let moved: t.Weights = {}
  for (let i = 0; i < layers; i++) {
    const hidden = parted(parts, weights, `g${i}`)
    moved = {...moved, ...t.updateStatistics(t.stopGradient(hidden), statistics, `g${i}.norm`)}
    parts.push(t.relu(t.batchNorm(hidden, weights, `g${i}.norm`)))
  }
  return {logits: parted(parts, weights, 'g.out'), statistics: moved}
}

/** The generator as it is used afterwards: each batch norm has become part of its layer. */
export function generateTrained(start: t.Tensor, weights: t.Weights, layers: number): t.Tensor {
  const parts = [start]
  for (let i = 0; i < layers; i++) parts.push(t.relu(parted(parts, weights, `g${i}`)))
  return parted(parts, weights, 'g.out')
}

export type WeightShapes = readonly {
  readonly name: string
  readonly shape: readonly [number, number] | readonly [number]
}[]

/** Names and shapes of the weights `generateTrained` takes, in the order a model keeps them; none where there is no column. */
export function trainedShapes(
  layout: Layout,
  noise: number,
  {width, layers}: Pick<Network, 'width' | 'layers'>,
): WeightShapes {
  if (layout.width === 0) return []
  const parts = [startWidth(layout, noise)]
  const shapes = Array.from({length: layers + 1}, (_, i) => {
    const [name, outputs] = i < layers ? [`g${i}`, width] : ['g.out', layout.width]
    const layer = [
      ...parts.map((inputs, p) => ({name: `${name}.weight${p}`, shape: [inputs, outputs] as const})),
      {name: `${name}.bias`, shape: [outputs] as const},
    ]
    parts.push(width)
    return layer
  })
  return shapes.flat()
}

/** Scalars through tanh, slots through softmax((logits + Gumbel noise) / temperature) (Jang et al. 2017). */
export function activate(logits: t.Tensor, uniform: t.Tensor, layout: Layout, temperature: number): t.Tensor {
  const isScalar = new Set(layout.places.map(({scalar}) => scalar))
  const row = (slot: number, scalar: number) =>
    t.constant(
      Array.from({length: layout.width}, (_, i) => (isScalar.has(i) ? scalar : slot)),
      [1, layout.width],
    )
  const gumbel = t.log(t.neg(t.log(uniform)))
  const scaled = t.sub(t.mul(logits, row(1 / temperature, 1)), t.mul(gumbel, row(1 / temperature, 0)))
  return t.segmented(scaled, segmentsOf(layout))
}

export const segmentsOf = ({places}: Layout): t.Segment[] =>
  places.flatMap(({scalar, size}): t.Segment[] => [
    ...(scalar >= 0 ? [{activation: 'tanh', width: 1} as const] : []),
    {activation: 'softmax', width: size},
  ])

export function discriminatorWeights(layout: Layout, pack: number, {width, layers}: Network): t.Weights {
  let inputs = pack * (layout.width + layout.conditions)
  let weights: t.Weights = {}
  for (let i = 0; i < layers; i++) {
    weights = {...weights, ...t.linearWeights(`d${i}`, inputs, width)}
    inputs = width
  }
  return {...weights, ...t.linearWeights('d.out', inputs, 1)}
}

/** From what the first layer gives to one number for each pack; `name` begins the names of its dropout's noise. */
export function judge(
  first: t.Tensor,
  weights: t.Weights,
  name: string,
  {discriminator, dropout}: Settings,
): t.Tensor {
  let hidden = first
  for (let i = 0; i < discriminator.layers; i++) {
    if (i > 0) hidden = t.linear(hidden, weights, `d${i}`)
    hidden = t.dropout(t.leakyRelu(hidden, 0.2), dropout, `${name}.keep${i}`)
  }
  return t.linear(hidden, weights, 'd.out')
}
