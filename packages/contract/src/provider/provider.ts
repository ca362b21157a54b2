// A provider: a place where stacks are deployed, and its visiting card.
import type {CONTRACT} from '../hooks.ts'
import type {Fields, ResourceKind} from './field.ts'
import type {KindDriver} from './kind-driver.ts'

/** What a plugin's `infer:providers` hook returns: a few plain facts and the road to the code. */
export interface ProviderDescriptor {
  readonly contract: typeof CONTRACT
  /** `aws`, `sandbox`, … */
  readonly name: string
  readonly summary: string
  /** Settings of a stack's `settings` section: region, project, endpoint. Credentials come from the environment, never from here. */
  readonly settings: Fields
  /** Environment variables and files credentials come from, for help and `infer deploy providers --test`. */
  readonly credentials: readonly CredentialSpec[]
  readonly load: () => Promise<Provider>
}

export interface CredentialSpec {
  /** `AWS_ACCESS_KEY_ID`, `~/.aws/credentials`. */
  readonly name: string
  readonly summary: string
  readonly secret: boolean
}

export interface Provider {
  /** @throws InferError INFER_PROVIDER_REFUSED when credentials are missing or refused, INFER_PROVIDER_UNREACHABLE */
  connect(settings: Readonly<Record<string, unknown>>, io: ProviderIo): Promise<Connection>
}

/** The only way to the world: a simulation swaps it, limits and redaction live in it. */
export interface ProviderIo {
  readonly fetch: typeof fetch
  readonly clock: Clock
  /** Uniform in [0, 1). */
  readonly random: () => number
  /** A line for --verbose; secrets that `secret` gave are taken out. */
  readonly log: (line: string) => void
  /** The value of a secret by its reference; what it gives is known to `log` from then on. */
  readonly secret: (reference: string) => Promise<string>
  readonly env: Readonly<Record<string, string | undefined>>
  readonly signal: AbortSignal
  /** Folder of the stack file: relative paths of settings start there. */
  readonly folder: string
}

export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Milliseconds that never jump. */
  monotonic(): number
  /** @throws the signal's reason when it is aborted */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>
}

export interface Connection {
  /** Checked before every run: a stack is never touched under another account. */
  whoami(): Promise<Identity>
  /** Connection, credentials, each permission, quota, clock: whatever can be tried without changing anything. */
  test(): Promise<readonly CheckResult[]>
  capabilities(): Promise<Capabilities>
  readonly drivers: ReadonlyMap<ResourceKind, KindDriver>
  close(): Promise<void>
}

export interface Identity {
  readonly provider: string
  /** Account, project, subscription or host. */
  readonly account: string
  readonly region: string
}

export interface CheckResult {
  readonly name: string
  readonly passed: boolean
  readonly detail: string
  /** What to type or change when it failed. */
  readonly fix?: string
}

export type Capabilities = Readonly<Record<ResourceKind, Capability>>

export interface Capability {
  readonly supported: boolean
  /** `preview`: proven on an emulator alone. */
  readonly maturity?: 'stable' | 'preview'
  /** Fields of the portable kind that cannot be had here. */
  readonly lacks?: readonly string[]
  /** Why it is not supported. */
  readonly reason?: string
  /** What does nearly the same here. */
  readonly instead?: string
}

/** What went wrong in a call, for people and for retries. */
export interface Explained {
  /** The provider's own word, such as `InsufficientInstanceCapacity`. */
  readonly code: string
  /** Trying again later may help: 429, 503. Never of a 400. */
  readonly retryable: boolean
  /** It may have been done all the same: a timeout, a lost connection. */
  readonly ambiguous: boolean
  /** `RunInstances` */
  readonly call: string
  readonly requestId?: string
  readonly retryAfterMs?: number
  readonly message: string
  /** What to type or change next. */
  readonly fix: string
}
