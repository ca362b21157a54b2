// What is learnt, as plain data; it holds no rows.
import type {ModelColumn} from './layout.ts'

export interface CtganModel {
  readonly columns: readonly ModelColumn[]
  /** Random numbers a row is made from. */
  readonly noise: number
  /** Of the generator's hidden layers. */
  readonly width: number
  readonly layers: number
  /** Of the trained generator, by name; batch norms have become part of them. */
  readonly weights: Weights
}

export type Weights = Readonly<Record<string, Float32Array>>
