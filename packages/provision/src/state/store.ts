// How the engine remembers: a view that cannot write, and a writer that has the lock.
import type {Entry, Op, Snapshot} from './snapshot.ts'

/** A stack as it is remembered, the journal played. Has no way to write. */
export interface StackView {
  readonly snapshot: Snapshot
  /** Nothing was ever deployed under this name. */
  readonly isNew: boolean
}

export interface StackWriter {
  /** As of the last entry. */
  view(): StackView
  readonly epoch: number
  readonly runId: string
  /** Begun by runs that were taken over, after their journal was sealed: no state, only to look up what they made. */
  readonly zombieOps: readonly Op[]
  /**
   * Durable when it returns.
   *
   * @throws InferError INFER_STATE_FENCED when another run has taken over, INFER_DISK_FULL, INFER_WRITE_FAILED; after any of them nothing
   * more may be asked of a provider
   */
  append(entry: Entry): Promise<void>
  /** Whether the lease still holds; asked before every call of a provider. @throws InferError INFER_STATE_FENCED when it does not */
  check(): void
  /** Writes a snapshot with all entries and begins an empty journal. */
  compact(): Promise<void>
  /** Gives the lock back. */
  close(): Promise<void>
}

export interface StateStore {
  /** @throws InferError INFER_STATE_DAMAGED, INFER_STATE_VERSION */
  read(stack: string): Promise<StackView>
  /** Takes the lock. @throws InferError INFER_STATE_LOCKED saying who holds it, what for and since when */
  open(stack: string, options: OpenOptions): Promise<StackWriter>
  /** Names of stacks with state. */
  list(): Promise<readonly string[]>
  holder(stack: string): Promise<Holder | undefined>
  /** Takes away the lock of that run. @throws InferError INFER_STATE_LOCKED while its heartbeat is fresh, or when it is another's */
  unlock(stack: string, runId: string): Promise<void>
}

export interface OpenOptions {
  readonly command: string
  /** How long another run is waited for; 0 by default. */
  readonly waitMs?: number
  readonly signal: AbortSignal
}

export interface Holder {
  readonly runId: string
  readonly command: string
  readonly user: string
  readonly host: string
  readonly pid: number
  readonly epoch: number
  readonly acquiredAt: number
  readonly heartbeatAt: number
}
