// A resource as infer remembers it and as providers see it.
import type {Json} from '../generator.ts'
import type {ResourceKind} from './field.ts'

export const STATUSES = [
  'creating',
  'ready',
  'updating',
  'deleting',
  'replacing',
  'degraded',
  'unknown',
] as const

export type Status = (typeof STATUSES)[number]

/** What a provider writes on everything it makes, as tags, labels or a marker; each is found again by them. */
export interface OwnerTags {
  /** The operation that made it. */
  readonly 'infer-op': string
  readonly 'infer-stack': string
  /** Of the stack: two stacks of one name have two. */
  readonly 'infer-lineage': string
  /** Name of the resource within the stack. */
  readonly 'infer-name': string
}

export type Inputs = Readonly<Record<string, Json>>

/** What is known only when a thing is there: an id, an address. Plain data, no secrets. */
export type Outputs = Readonly<Record<string, Json>>

/** Something of a kind that is there. */
export interface Thing {
  readonly id: string
  /** As far as the provider can read them; secrets are left out. */
  readonly inputs: Inputs
  readonly outputs: Outputs
  readonly tags: Partial<OwnerTags>
  /** Milliseconds since 1970. */
  readonly createdAt: number
}

export type Found =
  | {readonly is: 'there'; readonly thing: Thing}
  /** Positive proof that it is gone: a 404 under the right account. */
  | {readonly is: 'absent'}
  /** Refused, unreachable or unclear: says nothing of whether it is there. */
  | {readonly is: 'unsure'; readonly why: string}

export interface Readiness {
  readonly is: 'ready' | 'waiting' | 'failed'
  readonly detail: string
  readonly retryAfterMs?: number
}

export interface Health {
  readonly is: 'healthy' | 'degraded' | 'unhealthy' | 'unknown'
  readonly detail: string
}

/** Money a month; `unknown` is said and never counts as 0. */
export interface CostItem {
  readonly what: string
  readonly unit: string
  readonly quantity: Estimate
  /** Of one unit, in `currency`. */
  readonly price: number | 'unknown'
  readonly currency: string
  /** Day of the price list, as 2026-11-01. */
  readonly priceAsOf: string
}

export type Estimate = {readonly low: number; readonly typical: number; readonly high: number} | 'unknown'

/** What a field change means. */
export interface FieldChange {
  /** `ports.0.number` */
  readonly path: string
  readonly before: Json | undefined
  readonly after: Json | undefined
  readonly effect: 'inPlace' | 'replace'
  /** Why it forces a replacement, and what is lost by it. */
  readonly why?: string
  readonly secret?: true
}

export interface Usage {
  readonly [what: string]: number
}

export interface ResourceRef {
  readonly name: string
  readonly kind: ResourceKind
}
