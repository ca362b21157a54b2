// Layer normalisation (Ba, Kiros & Hinton 2016).
import {add, mul} from '../ops/arithmetic.ts'
import {standardize} from '../ops/reduce.ts'
import {type Tensor, weight} from '../tensor.ts'
import {weightNamed, type Weights} from './weights.ts'

/** `NAME.weight` (width), from 1, and `NAME.bias` (width), from 0. */
export const layerNormWeights = (name: string, width: number): Weights => ({
  [`${name}.weight`]: weight(`${name}.weight`, [width], {fill: 1}),
  [`${name}.bias`]: weight(`${name}.bias`, [width], {fill: 0}),
})

/** (x - mean) / √(variance + epsilon) · weight + bias along the last axis of x (…, width). */
export const layerNorm = (x: Tensor, weights: Weights, name: string, epsilon = 1e-5): Tensor =>
  add(
    mul(standardize(x, epsilon), weightNamed(weights, `${name}.weight`)),
    weightNamed(weights, `${name}.bias`),
  )
