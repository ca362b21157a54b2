// What an optimizer gives: the weights after a step, and all that the next step has to be handed.
import {add, mul} from '../ops/arithmetic.ts'
import {asTensor, type Tensor, weight} from '../tensor.ts'
import type {Weights} from '../layers/weights.ts'

/** A tensor one step hands to the next: `input` is its value before the step, `next` after. */
export interface State {
  readonly input: Tensor
  readonly next: Tensor
}

export interface Update {
  /** The weights after the step, by their names. */
  readonly weights: Weights
  /** Weights, moments and step count. */
  readonly states: readonly State[]
}

/** A number, or a function of the step (from 1) that gives one: a schedule. */
export type Rate = number | ((step: Tensor) => Tensor)

export interface UpdateOptions {
  /** Begins the names of the optimizer's own states; two optimizers need two names. */
  readonly name: string
  readonly learningRate: Rate
  /** Adds this times the weight to its gradient, 0 by default (AdamW: takes it from the weight). */
  readonly weightDecay?: number
}

/** Tensors handed over under their names, such as a batch norm's statistics. */
export const handOver = (before: Weights, after: Weights): readonly State[] =>
  Object.entries(after).map(([name, next]) => ({input: before[name]!, next}))

/** Counts the steps: 1 in the first. */
export function countSteps(name: string): State {
  const input = weight(`${name}.step`, [], {fill: 0})
  return {input, next: add(input, 1)}
}

export const rateAt = (rate: Rate, step: Tensor): Tensor =>
  typeof rate === 'number' ? asTensor(rate) : rate(step)

/** A slot beside each weight, in its shape, from 0. */
export const slotOf = (name: string, key: string, tensor: Tensor): Tensor =>
  weight(`${name}.${key}`, tensor.shape, {fill: 0})

/** g + decay · w */
export const decayed = (gradient: Tensor, before: Tensor, decay: number): Tensor =>
  decay === 0 ? gradient : add(gradient, mul(before, decay))
