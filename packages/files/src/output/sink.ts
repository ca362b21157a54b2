// Where a writer's bytes go, and how they end up under the target's name or nowhere.

export interface Sink {
  /** What messages call it. */
  readonly name: string
  /** The unfinished file, for a writer that fills it by name; undefined when the bytes go straight to their end. */
  readonly partial?: string
  /** True once nobody reads any more (EPIPE): further bytes are dropped without an error. */
  readonly ended: boolean
  /** Resolves when the bytes are on their way and `bytes` may be used again. */
  write(bytes: Uint8Array): Promise<void>
  /** Makes what was written the target, and gives its size in bytes. Nothing may be called after it but `abort`. */
  commit(): Promise<number>
  /** Leaves nothing behind. Does nothing after `commit`, or a second time. */
  abort(): Promise<void>
}
