// A row of numbers for each of many codes.
import {gather} from '../ops/indexing.ts'
import {type Tensor, weight} from '../tensor.ts'
import {weightNamed, type Weights} from './weights.ts'

/** `NAME.weight` (codes, width), standard normal, as PyTorch's. */
export const embeddingWeights = (name: string, codes: number, width: number): Weights => ({
  [`${name}.weight`]: weight(`${name}.weight`, [codes, width], {normal: 1}),
})

/** Codes (…) to (…, width). */
export const embedding = (codes: Tensor, weights: Weights, name: string): Tensor =>
  gather(weightNamed(weights, `${name}.weight`), codes)
