// The shape of a stream; the same words as the contract's `Random`, so that this package imports nothing.

/** Four whole numbers in [0, 2^32). */
export type Words = readonly [number, number, number, number]

export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number
  /** Uniform whole number in [0, bound), unbiased; bound is a whole number from 1 to 2^32. */
  below(bound: number): number
  /** Standard normal. */
  normal(): number
  /** Fills `into` with uniform 32-bit words, the stream's next: many cost less than one by one. */
  words(into: Uint32Array): void
  /** An independent stream; the same key gives the same stream, however much was drawn from this one. */
  split(key: number | string): Random
  /**
   * The stream's identity: `randomFromState(state)` is this stream from its first number on, with the same
   * splits. It does not change as numbers are drawn.
   */
  readonly state: Words
}
