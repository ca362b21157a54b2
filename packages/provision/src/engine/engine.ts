// What a run is given of the world: everything that is not the same each time comes through here.
import type {Clock, Connection} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {StackView} from '../state/store.ts'
import type {Progress} from './progress.ts'

export interface Engine {
  readonly connection: Connection
  readonly clock: Clock
  /** Uniform in [0, 1). */
  readonly random: () => number
  readonly signal: AbortSignal
  /** The value of a secret by its reference; asked for at the moment of a call. */
  readonly secret: (reference: string) => Promise<string>
  /**
   * A slow hash, salted with the stack's name: equal values of one stack have equal fingerprints, and trying values out takes long
   * (docs/decisions/0010-deploying.md).
   */
  readonly fingerprint: (value: string) => string
  /** What a provider said, without values of secrets: it is remembered. */
  readonly hide?: (text: string) => string
  readonly report: (event: Progress) => void
  readonly tool: Snapshot['tool']
  /** Left out: a stack with hooks is refused. */
  readonly runHook?: RunHook
  /** State as others see it, for a run that lost its lock: it removes what it made when another was made in its place. */
  readonly reread?: () => Promise<StackView>
  readonly limits?: Partial<Limits>
}

export type RunHook = (
  words: readonly [string, ...string[]],
  /** `INFER_STACK`, `INFER_RESOURCE`, `INFER_ID`, `INFER_EVENT`. */
  env: Readonly<Record<string, string>>,
  timeoutMs: number,
  signal: AbortSignal,
) => Promise<void>

export interface Limits {
  /** Calls of one rate class at once. */
  readonly parallel: number
  /** The same where a run only looks; providers allow more of that. */
  readonly reads: number
  /** Steps under way at once, of all classes. */
  readonly steps: number
  /** Tries beyond the first, of all calls of a run together. */
  readonly retries: number
  /** First and longest wait between tries, milliseconds; the wait is drawn between 0 and the bound. */
  readonly backoffMs: number
  readonly backoffMaxMs: number
  /** A request of a client that died may still land so long after it was sent, milliseconds. */
  readonly lateMs: number
  /** Between looks at a thing that is not ready, milliseconds, where the provider names no time. */
  readonly pollMs: number
  /** Share of the resources that may be found gone before a refresh stops, 0 to 1. */
  readonly vanish: number
}

export const LIMITS: Limits = {
  parallel: 10,
  reads: 20,
  steps: 40,
  retries: 60,
  backoffMs: 500,
  backoffMaxMs: 30_000,
  lateMs: 30_000,
  pollMs: 2_000,
  vanish: 0.2,
}

export function limitsOf(engine: Engine): Limits {
  return {...LIMITS, ...engine.limits}
}
