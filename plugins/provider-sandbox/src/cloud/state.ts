// Everything the cloud remembers: plain data that goes through JSON.
import type {Inputs, Json, Outputs, OwnerTags, ResourceKind} from '@inferloop/contract'
import type {Dials} from '../dials.ts'

export interface CloudState {
  readonly account: string
  /** Ids are drawn from it and from `made`. */
  readonly seed: string
  made: number
  /** The cloud's clock goes ahead by so much. */
  offsetMs: number
  dials: Dials
  /** Calls that each rule of the dials was for, and how often it struck. */
  struck: {seen: number; times: number}[]
  /** By kind and id, `network.vpc/vpc-0f3a…`. */
  things: Record<string, CloudThing>
  tokens: Record<string, {readonly at: number; readonly id: string; readonly asked: string}>
  /** By operation; without an id where nothing was made yet. */
  markers: Record<string, {readonly at: number; readonly id?: string}>
  /** Requests whose answer was lost before they were done. */
  late: {readonly at: number; readonly action: Action}[]
}

export interface CloudThing {
  readonly kind: ResourceKind
  readonly id: string
  inputs: Inputs
  outputs: Outputs
  readonly tags: Partial<OwnerTags>
  /** SHA-256 of secrets by path: enough to see a change. */
  secrets: Readonly<Record<string, string>>
  doing: 'creating' | 'updating' | 'deleting' | undefined
  /** When that is done; null for never. */
  settledAt: number | null
  failed: boolean
  readonly createdAt: number
  /** Operations done, by opId. */
  operations: Record<string, {readonly name: string; readonly at: number; readonly outputs: Outputs}>
}

/** A request once understood. */
export type Action = {readonly opId: string} & (
  | {readonly is: 'account'}
  | {
      readonly is: 'create'
      readonly kind: ResourceKind
      readonly inputs: Inputs
      readonly tags: Partial<OwnerTags>
      readonly secrets: Readonly<Record<string, string>>
      readonly region: string
      readonly token?: string
      readonly name?: string
      readonly marker?: string
    }
  | {
      readonly is: 'find'
      readonly kind: ResourceKind
      readonly tags: Partial<OwnerTags>
      readonly after?: string
    }
  | {readonly is: 'read' | 'delete' | 'health'; readonly kind: ResourceKind; readonly id: string}
  | {
      readonly is: 'update'
      readonly kind: ResourceKind
      readonly id: string
      readonly inputs: Inputs
      readonly secrets: Readonly<Record<string, string>>
      readonly region: string
    }
  | {readonly is: 'operate'; readonly kind: ResourceKind; readonly id: string; readonly name: string}
  | {readonly is: 'logs'; readonly kind: ResourceKind; readonly id: string; readonly lines: number}
  | {readonly is: 'mark'; readonly marker: string}
)

export interface Reply {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: Json
}

/** One line of the log of calls. */
export interface CallRecord {
  readonly at: number
  readonly call: Action['is']
  readonly kind?: ResourceKind
  readonly id?: string
  readonly opId: string
  /** Whether it would change something: plan and status make none. */
  readonly mutating: boolean
  /** 0 where the connection was cut. */
  readonly status: number
  readonly fault?: string
}

export const keyOf = (kind: ResourceKind, id: string): string => `${kind}/${id}`

export const emptyState = (seed: string, dials: Dials): CloudState => ({
  account: `sandbox-${seed.slice(0, 8)}`,
  seed,
  made: 0,
  offsetMs: 0,
  dials,
  struck: [],
  things: {},
  tokens: {},
  markers: {},
  late: [],
})
