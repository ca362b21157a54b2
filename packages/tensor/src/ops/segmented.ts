// One activation for each group of columns, as tables of one-hot groups need them. One Split, an operator a group, one Concat.
import {tanh} from './elementwise.ts'
import {concat, split} from './movement.ts'
import {logSoftmax, softmax} from './reduce.ts'
import {composite, type Tensor} from '../tensor.ts'

export type Activation = 'softmax' | 'logSoftmax' | 'tanh' | 'linear'

/** Neighbouring columns that go through one activation together. */
export interface Segment {
  readonly activation: Activation
  readonly width: number
}

const ACTIVATIONS: Readonly<Record<Activation, (x: Tensor) => Tensor>> = {
  softmax,
  logSoftmax,
  tanh,
  linear: x => x,
}

/**
 * Columns of x (n, width) through the activations of their segments, in order; the widths add up to that of x.
 * Its gradient sums within all segments at once, by two thin products with a matrix of zeros and ones.
 */
export function segmented(x: Tensor, segments: readonly Segment[]): Tensor {
  const widths = segments.map(({width}) => width)
  const parts = split(x, widths).map((part, i) => ACTIVATIONS[segments[i]!.activation](part))
  const activations = segments.map(({activation}) => activation).join(' ')
  return composite('Segmented', [x], concat(parts), {activations, widths})
}
