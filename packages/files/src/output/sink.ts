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
  /** Everything is out, on the disk where there is one, but not yet under its name; gives the size in bytes. Nothing is written after it. */
  finish(): Promise<number>
  /** Gives what is finished its name. Nothing may be called after it but `abort` and `takeBack`. */
  commit(): Promise<void>
  /** Removes what `commit` named, unless that replaced a file: what was there before cannot come back. */
  takeBack(): Promise<void>
  /** Leaves nothing behind. Does nothing after `commit`, or a second time. */
  abort(): Promise<void>
}
