// A stack as plain data: what is wanted. Read from a stack file, or written by a program.
import type {Inputs, Json, ResourceKind, Usage} from '@inferloop/contract'

export interface Stack {
  /** A slug; state is kept under it. */
  readonly name: string
  /** Name of the provider. */
  readonly provider: string
  /** For `Provider.connect`; never credentials. */
  readonly settings: Readonly<Record<string, Json>>
  /** Names are unique; the order is the file's. */
  readonly resources: readonly DesiredResource[]
  /** Texts with references, shown after a deployment and by `infer deploy status`. */
  readonly outputs: Readonly<Record<string, Json>>
  readonly hooks: readonly Hook[]
  /** A plan that may cost more (its typical value) is refused. */
  readonly maxMonthlyCost?: {readonly amount: number; readonly currency: string}
  /** What is expected to be used a month, by name of the resource; for costs. */
  readonly usage?: Readonly<Record<string, Usage>>
}

export interface DesiredResource {
  readonly name: string
  readonly kind: ResourceKind
  /**
   * Checked against the kind's fields, defaults not yet filled in; fields of one provider under `native`.
   * A field that `refersTo` a kind holds the other resource's name; a driver gets its id.
   * `${name.output}` in a text is an output of another resource, `${name.id}` its id.
   * A text that is one secret is `{$secret: NAME}`; `${secret:NAME}` stands for one inside a longer text.
   */
  readonly inputs: Inputs
  /** Left out: as the kind says, `holdsData` is protected. */
  readonly protect?: boolean
  /** Names it had before. */
  readonly renamedFrom?: readonly string[]
  /** Names of resources it needs without referring to them. */
  readonly dependsOn?: readonly string[]
  readonly hooks?: readonly Hook[]
  /** Differences to what is there that `drift` says nothing of. */
  readonly ignoreDrift?: readonly IgnoreRule[]
  readonly place?: Place
}

/** Where it stands, for errors: counted from 1. */
export interface Place {
  readonly file: string
  readonly line: number
  readonly column?: number
}

/** A command run at one moment; words, not a shell line. A stack's `deploy` hooks run around the whole. */
export interface Hook {
  readonly when: 'before' | 'after'
  readonly of: 'create' | 'update' | 'delete' | 'deploy' | 'destroy'
  readonly run: readonly [string, ...string[]]
  /** 60 by default. */
  readonly timeoutSeconds?: number
}

export interface IgnoreRule {
  /** Field path, `replicas` or `env.DEBUG`; `*` for one part. */
  readonly path: string
  readonly reason: string
  /** Milliseconds since 1970, after which the rule no longer counts. */
  readonly until?: number
}
