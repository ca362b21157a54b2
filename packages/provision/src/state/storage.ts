// The few things the state needs of a place to keep bytes: a folder, a simulated disk, or an object store with conditional writes.

/** Names are `snapshot.json`, `snapshots/12.json`, `journal/3.ndjson`, `lock.json`. All of it is durable when it returns. */
export interface Storage {
  /** Undefined where there is none. */
  read(name: string): Promise<Versioned | undefined>
  list(prefix: string): Promise<readonly string[]>
  /**
   * Appends to a file, which is made when it is not there. An object store writes one object for each entry.
   *
   * @throws InferError INFER_DISK_FULL, INFER_WRITE_FAILED
   */
  append(name: string, bytes: Uint8Array): Promise<void>
  /**
   * Replaces the whole, all or nothing. `if` is the version read before, or 'absent'; left out, whatever is there is replaced.
   *
   * @throws InferError INFER_STATE_FENCED when it is another version by now
   */
  replace(name: string, bytes: Uint8Array, condition?: {readonly if: string}): Promise<string>
  remove(name: string): Promise<void>
}

export interface Versioned {
  readonly bytes: Uint8Array
  /** Of the content: an etag. */
  readonly version: string
}
