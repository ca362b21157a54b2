// How long a lock lives.

export interface Timing {
  readonly heartbeatMs: number
  /** The holder stops itself at half of it; nobody takes over before all of it, and the longest request, is past. */
  readonly ttlMs: number
  /** The longest a request may be under way. */
  readonly requestMs: number
  /** Between two looks of a run that waits. */
  readonly pollMs: number
}

/** A lock of another machine is taken over after 90 to 105 s. */
export const TIMING: Timing = {heartbeatMs: 10_000, ttlMs: 60_000, requestMs: 30_000, pollMs: 1000}
