// One step of training, and the loop that runs many of them in one call.
import {type Shape, show} from '../shape.ts'
import {expand} from '../ops/movement.ts'
import {type Input, inputsOf} from '../model.ts'
import type {State} from '../optimizers/update.ts'
import {apply, constant, createNode, input, nameOf, type Node, type Tensor} from '../tensor.ts'

export interface TrainingStep<Report extends string = string> {
  /** All that one step hands to the next: weights, moments, counts, running statistics. */
  readonly states: readonly State[]
  /** Numbers of shape `[]` to be told of each step, such as losses. */
  readonly reports: Readonly<Record<Report, Tensor>>
  /** Inputs that stay the same in all steps, such as the rows to be learnt. Any other input changes from step to step. */
  readonly tables?: readonly Tensor[]
}

/** The inputs of a step by what they are for. */
export interface StepInputs {
  readonly states: readonly Input[]
  readonly tables: readonly Input[]
  /** Drawn by the trainer. */
  readonly noise: readonly Input[]
  /** Filled by the caller. */
  readonly feeds: readonly Input[]
}

/** @throws Error when a table is no input of the step, a weight is no state, two states have one name, a feed is int64, or an axis has a name */
export function inputsOfStep({states, reports, tables = []}: TrainingStep): StepInputs {
  const stateInputs = states.map(state => state.input)
  const names = stateInputs.map(nameOf)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new Error(`Two states are called "${twice}"`)
  const all = inputsOf([...states.map(({next}) => next), ...Object.values(reports), ...stateInputs])
  const lost = tables.find(table => !all.some(({tensor}) => tensor === table))
  if (lost !== undefined) throw new Error(`The step does not use the table "${nameOf(lost)}"`)
  const others = all.filter(({tensor}) => !stateInputs.includes(tensor) && !tables.includes(tensor))
  const forgotten = others.find(({tensor}) => tensor.node.source?.initial !== undefined)
  if (forgotten !== undefined)
    throw new Error(`The weight "${forgotten.name}" is among no states: hand it over`)
  const wide = others.find(({dtype}) => dtype === 'int64')
  if (wide !== undefined) throw new Error(`"${wide.name}" should be int32: int64 cannot be fed step by step`)
  const named = all.find(({shape}) => shape.some(length => typeof length === 'string'))
  if (named !== undefined)
    throw new Error(`"${named.name}" has a named axis, ${show(named.shape)}: training needs lengths`)
  const isNoise = ({tensor}: Input) => tensor.node.source?.noise !== undefined
  return {
    states: stateInputs.map(tensor => all.find(one => one.tensor === tensor)!),
    tables: all.filter(({tensor}) => tables.includes(tensor)),
    noise: others.filter(isNoise),
    feeds: others.filter(one => !isNoise(one)),
  }
}

/** Name of the count of steps among the loop's inputs, and of the axis of that length. */
export const STEP_COUNT = 'steps'

/**
 * The outputs of the loop: states under `next.NAME`, reports under their names. It takes states and tables by their names,
 * what changes from step to step with an axis of the steps in front, and how many there are as `steps`.
 */
export function loopOver(step: TrainingStep): Readonly<Record<string, Tensor>> {
  const {states, noise, feeds} = inputsOfStep(step)
  const within = (name: string, shape: Shape, dtype: Tensor['dtype']) => input(name, shape, dtype)
  const iteration = within('iteration', [], 'int64')
  const condition = within('condition', [], 'bool')
  const bindings = new Map<Node, Tensor>()
  for (const {name, shape, dtype, tensor} of [...noise, ...feeds]) {
    const stacked = input(name, [STEP_COUNT, ...shape], dtype)
    bindings.set(tensor.node, apply('Gather', [stacked, iteration], shape, {axis: 0}, dtype))
  }
  const reports: readonly Tensor[] = Object.values(step.reports)
  const crooked = Object.entries(step.reports).find(([, {shape}]) => shape.length !== 0)
  if (crooked !== undefined)
    throw new Error(
      `The report "${crooked[0]}" should be one number of shape [], has ${show(crooked[1].shape)}`,
    )
  const nexts = step.states.map(({next}, i) => expand(next, states[i]!.shape))
  const body = {
    inputs: [iteration, condition, ...states.map(({tensor}) => tensor)],
    outputs: [condition, ...nexts, ...reports],
    bindings,
  }
  const starts = states.map(({name, shape, dtype}) => input(name, shape, dtype))
  const results = createNode(
    'Loop',
    [input(STEP_COUNT, [], 'int64'), constant([1], [], 'bool'), ...starts],
    [...states, ...reports.map(({dtype}) => ({shape: [STEP_COUNT], dtype}))],
    {},
    {body},
  )
  return Object.fromEntries([
    ...states.map(({name}, i) => [`next.${name}`, results[i]!] as const),
    ...Object.keys(step.reports).map((name, i) => [name, results[states.length + i]!] as const),
  ])
}
