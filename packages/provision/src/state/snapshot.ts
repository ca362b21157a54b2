// What is remembered of a stack: resources, operations without an outcome, restarts that wait. Plain data, no secrets.
import type {Inputs, Json, Outputs, ResourceKind, Status} from '@inferloop/contract'
import type {Hook} from '../engine/stack.ts'

/** Version of the snapshot's shape; an older one is migrated, a newer one refused. */
export const SCHEMA = 1

export interface Snapshot {
  readonly schema: typeof SCHEMA
  /** UUID of the stack's first snapshot: two stacks of one name have two. */
  readonly lineage: string
  /**
   * How many entries were ever played; `opened`, `sealed` and `about` change no resource and do not count, and `anew` sets it. 0: nothing
   * was ever deployed.
   */
  readonly serial: number
  /** Fencing number of the run that wrote it. */
  readonly epoch: number
  readonly stack: string
  readonly target: Target
  /** By name. */
  readonly resources: Readonly<Record<string, ResourceRow>>
  /** Operations begun and without an outcome, by opId. */
  readonly openOps: Readonly<Record<string, Op>>
  /** Restarts that wait, by name of the resource. */
  readonly notify: Readonly<Record<string, {readonly reason: string; readonly since: number}>>
  /** Kept when their resource went from the stack, or left by a rollback; adopted when it comes back. */
  readonly detached: Readonly<Record<string, ResourceRow>>
  /** Outputs of the stack as of the last deployment that finished. */
  readonly outputs?: Readonly<Record<string, Json>>
  /** The same as the stack file had them: references by name. */
  readonly wantedOutputs?: Readonly<Record<string, Json>>
  /** Where a rollback leads: what the last deployment touches, as it was before; null where there was nothing. */
  readonly undo?: {
    readonly runId: string
    readonly at: number
    readonly rows: Readonly<Record<string, ResourceRow | null>>
    /** Names that were taken from `detached`, and go back there. */
    readonly detached: readonly string[]
    /** `wantedOutputs` by then; left out where nothing was deployed. */
    readonly outputs?: Readonly<Record<string, Json>>
    /** The deployment came to its end: the next one begins anew. */
    readonly finished?: true
  }
  readonly tool: {readonly infer: string; readonly providers: Readonly<Record<string, string>>}
}

/** Checked against `whoami` before every run. */
export interface Target {
  readonly provider: string
  readonly account: string
  readonly region: string
}

export interface ResourceRow {
  readonly name: string
  readonly kind: ResourceKind
  /** Known as soon as the provider said it, before anything is waited for. */
  readonly id?: string
  readonly status: Status
  /** 1, and one more with each replacement. */
  readonly incarnation: number
  /** The operation that made it. */
  readonly opId: string
  /** As last applied, references to other resources filled in; secrets are `{$secret: reference}`. */
  readonly inputs: Inputs
  /** The same as the stack file had them: references to others by name. */
  readonly wanted?: Inputs
  /** Fingerprint of each secret's value as last applied, by reference. */
  readonly secrets?: Readonly<Record<string, string>>
  /** As last read. */
  readonly observed?: Inputs
  readonly observedAt?: number
  readonly outputs: Outputs
  /** Names of what it needs. */
  readonly dependsOn: readonly string[]
  readonly holdsData: boolean
  /** Refuses removal and replacement; stays when the line in the stack file goes. */
  readonly protect: boolean
  /** Those of its removal as the stack file last had them: they run though the line is gone. Left out for none. */
  readonly hooks?: readonly Hook[]
  /** Its hooks after that have not run, or not to their end: the next deployment runs them. */
  readonly hooksDue?: 'create' | 'update'
  /** While it is replaced: what it takes the place of. */
  readonly prior?: ResourceRow
}

export type Action =
  | 'create'
  | 'update'
  | 'delete'
  | 'replace-create'
  | 'replace-delete'
  | 'adopt'
  | 'operate'

/** Something a provider is asked to do: durable before it is asked. */
export interface Op {
  /** base32 of sha256(lineage, name, incarnation, action, serial), 25 characters: it fits every tag, label and token. */
  readonly opId: string
  readonly name: string
  readonly kind: ResourceKind
  readonly action: Action
  readonly incarnation: number
  readonly before?: Inputs
  readonly after?: Inputs
  /** Of what is changed or removed. */
  readonly id?: string
  readonly issuedAt: number
  readonly attempts: number
  readonly epoch: number
  readonly runId: string
}

/** One line of the journal. */
export type Entry =
  | {
      readonly is: 'opened'
      readonly epoch: number
      readonly runId: string
      readonly command: string
      readonly at: number
      /** Until there is an `anew` in this journal, there is no state. */
      readonly anew?: true
    }
  /** What counts of the journals before. */
  | {readonly is: 'sealed'; readonly seals: readonly Seal[]}
  /** Where the stack lives and what it was changed with, when either is new. */
  | {readonly is: 'about'; readonly target: Target; readonly tool: Snapshot['tool']}
  /** All that is remembered from here on; what was remembered before is given up. */
  | {
      readonly is: 'anew'
      readonly lineage: string
      readonly serial: number
      readonly rows: Readonly<Record<string, ResourceRow>>
    }
  | {readonly is: 'intent'; readonly op: Op; readonly row?: ResourceRow}
  | {readonly is: 'id'; readonly opId: string; readonly id: string}
  | {readonly is: 'attempt'; readonly opId: string; readonly at: number}
  /** `row` undefined: the resource is gone. */
  | {readonly is: 'done'; readonly opId: string; readonly name: string; readonly row?: ResourceRow}
  /** `row` undefined: a row without an id that this operation made is gone, any other stays as it is. */
  | {
      readonly is: 'failed'
      readonly opId: string
      readonly name: string
      readonly why: string
      readonly row?: ResourceRow
    }
  /**
   * A row that changed without a call: read anew, renamed, detached. It stands in one place: as `detached` it leaves the resources, as a
   * resource it leaves the detached row of its id. `row` undefined: it is forgotten there.
   */
  | {
      readonly is: 'row'
      readonly name: string
      readonly row?: ResourceRow
      readonly as?: 'resource' | 'detached'
      /** Its name until now, which is free from the same instant; others depend on the new one. */
      readonly from?: string
    }
  | {readonly is: 'notify'; readonly name: string; readonly reason?: string}
  /** A deployment begins: becomes `undo` of the snapshot. */
  | {readonly is: 'begun'; readonly undo: NonNullable<Snapshot['undo']>}
  /** A deployment is complete. */
  | {
      readonly is: 'finished'
      readonly at: number
      readonly outputs: Readonly<Record<string, Json>>
      readonly wanted?: Readonly<Record<string, Json>>
    }

/** Of an earlier journal: later bytes there never count. */
export interface Seal {
  readonly epoch: number
  readonly bytes: number
  readonly sha256: string
}
