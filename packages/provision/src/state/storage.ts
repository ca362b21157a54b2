// The few things the state needs of a place to keep bytes: a folder, a simulated disk, or an object store with conditional writes.

/**
 * Names are `lock/3.json`, `journal/3.ndjson`, `snapshots/3-12.json`, below the stack's. All of it is durable when it returns. Nothing here
 * compares and sets, which no file system does: a file has one writer, and who becomes it is decided by `create`.
 */
export interface Storage {
  /** Undefined where there is none. */
  read(name: string): Promise<Uint8Array | undefined>
  /** Full names that begin with the prefix, which is empty or ends in a slash. */
  list(prefix: string): Promise<readonly string[]>
  /**
   * Makes a file, all or nothing; of several at once, one succeeds.
   *
   * @returns whether it was made; false when there is one already
   * @throws InferError INFER_DISK_FULL, INFER_WRITE_FAILED
   */
  create(name: string, bytes: Uint8Array): Promise<boolean>
  /**
   * Appends to a file that is there; broken off, a part of the bytes may be left. An object store writes one object for each call.
   *
   * @throws InferError INFER_DISK_FULL, INFER_WRITE_FAILED
   */
  append(name: string, bytes: Uint8Array, options: Append): Promise<void>
  /**
   * Makes or replaces the whole, all or nothing.
   *
   * @throws InferError INFER_DISK_FULL, INFER_WRITE_FAILED
   */
  replace(name: string, bytes: Uint8Array): Promise<void>
  remove(name: string): Promise<void>
  /** Makes durable what another run, killed in the middle, left in the page cache; before anything is built upon it. */
  flush(name: string): Promise<void>
  /** Readies a stack's folder for writing: keeps spare space, removes what broken-off writes left, makes durable which files there are. */
  prepare(folder: string): Promise<void>
}

export interface Append {
  /** Bytes the file has. A folder removes what is there beyond them: an append left it that found the disk full. */
  readonly at: number
  /** The space kept back may be used: for outcomes of what was done, which must not be lost. */
  readonly spare: boolean
}
