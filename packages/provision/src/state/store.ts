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
   * Durable, and seen by every later run, when it returns. Entries are written one after the other in the order they were given.
   *
   * @throws InferError INFER_STATE_FENCED when another run has taken over, INFER_DISK_FULL, INFER_WRITE_FAILED; after any of them nothing
   * more may be asked of a provider, but outcomes of calls that ran are still to be appended: they go into the inbox
   */
  append(entry: Entry): Promise<void>
  /** Whether the lease still holds; asked before every call of a provider. @throws InferError INFER_STATE_FENCED when it does not */
  check(): void
  /** Writes a snapshot with all entries so far: the next run has less to play. Old files go when a stack is opened. */
  compact(): Promise<void>
  /** Gives the lock back. */
  close(): Promise<void>
}

export interface StateStore {
  /** @throws InferError INFER_STATE_DAMAGED, INFER_STATE_VERSION */
  read(stack: string): Promise<StackView>
  /**
   * Takes the lock.
   *
   * @throws InferError INFER_STATE_LOCKED saying who holds it, what for and since when; INFER_OPTION where it shall be begun anew and is sound
   */
  open(stack: string, options: AnewOptions): Promise<StackWriter>
  /** Names of stacks with state. */
  list(): Promise<readonly string[]>
  holder(stack: string): Promise<Holder | undefined>
  /** Takes away the lock of that run. @throws InferError INFER_STATE_LOCKED while its heartbeat is fresh, or when it is another's */
  unlock(stack: string, runId: string): Promise<void>
  /** What can be gone back to, newest first. */
  backups(stack: string): Promise<readonly Backup[]>
  /**
   * Makes what was remembered at that serial the state again, with all entries since then that are sound when `since` is 'all'.
   *
   * @throws InferError INFER_STATE_DAMAGED where that backup is damaged as well, INFER_STATE_LOCKED
   */
  restore(
    stack: string,
    backup: Backup,
    options: OpenOptions & {readonly since: 'all' | 'none'},
  ): Promise<StackView>
}

export interface OpenOptions {
  readonly command: string
  /** How long another run is waited for; 0 by default. */
  readonly waitMs?: number
  readonly signal: AbortSignal
}

export interface AnewOptions extends OpenOptions {
  /**
   * The state is damaged or there is none: what is there stays as it is and counts no more once an `anew` is appended and a snapshot of it
   * written. Until then every other run is refused.
   */
  readonly anew?: true
}

export interface Backup {
  readonly serial: number
  readonly epoch: number
  readonly sound: boolean
  /** Of a sound one. */
  readonly lineage?: string
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
  /** Whether its process lives; left out where that cannot be seen from this machine. */
  readonly alive?: boolean
}
