// What every long task is handed: dice, a way to be stopped, and someone to tell.

/** A stream of random numbers; the same seed and the same splits give the same numbers everywhere. */
export interface Random {
  /** Uniform in [0, 1), 53 bits. */
  next(): number
  /** Uniform whole number in [0, bound), unbiased; bound from 1 to 2^32. */
  below(bound: number): number
  /** Standard normal. */
  normal(): number
  /** Fills `into` with uniform 32-bit words, the stream's next: many cost less than one by one. */
  words(into: Uint32Array): void
  /** An independent stream; the same key gives the same stream, however much was drawn from this one. */
  split(key: number | string): Random
  /** Four 32-bit words that define the stream; plain data that may cross to another thread. */
  readonly state: readonly [number, number, number, number]
}

export interface Progress {
  /** What is being done: `fit`, `sample`, … */
  readonly phase: string
  readonly done: number
  readonly total: number
  /** What is counted: `columns`, `rows`. */
  readonly unit: string
  /** The thing at hand, such as a column's name. */
  readonly note?: string
  /** Seconds left at most, where more is known than what was done until now. */
  readonly left?: number
}

/** One place where a long task keeps how far it is, as bytes of its own, to go on after a crash. */
export interface Kept {
  /** What was kept by the same task with the same input and options; undefined where nothing was. */
  read(): Promise<Uint8Array | undefined>
  /** Replaces it: after a crash there is the old or the new, whole. */
  write(bytes: Uint8Array): Promise<void>
  /** Milliseconds from one writing to the next, at least. */
  readonly every: number
}

export interface RunContext {
  readonly random: Random
  readonly signal: AbortSignal
  /** Worker threads a task may use, at least 1. Never changes a result. */
  readonly threads: number
  progress(event: Progress): void
  /** Left out where nothing can be kept. */
  readonly kept?: Kept
  /** A line for --verbose. */
  log(message: string): void
}
