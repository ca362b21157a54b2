// How a provider makes, reads, changes and removes one kind of thing.
import type {Effect, Fields, ResourceKind} from './field.ts'
import type {Explained} from './provider.ts'
import type {
  CostItem,
  FieldChange,
  Found,
  Health,
  Inputs,
  Outputs,
  OwnerTags,
  Readiness,
  Thing,
  Usage,
} from './resource.ts'

/**
 * How a second create with the same operation is kept from making a second thing; every kind has one of them.
 * token: the API takes a client token. natural: the caller chooses a unique name. tag: tagged as it is made, and listed by tag.
 * marker: a directory or file named after the operation.
 */
export type Idempotency = 'token' | 'natural' | 'tag' | 'marker'

/**
 * Inputs reach a driver with nothing left to fill in: where a field refers to a resource stands the id of the thing (`refersTo`), and
 * `${name.output}` is text. Secrets stay references; the driver asks `ProviderIo.secret` for the value, and remembers it nowhere.
 */
export interface KindDriver {
  readonly kind: ResourceKind
  /** Fields of this provider besides the portable ones; they stand under `native`. */
  readonly native: Fields
  /** What changing a portable field takes here, by path, where it is not what the kind says. */
  readonly effects: Readonly<Record<string, Effect>>
  readonly idempotency: Idempotency
  /** How long a token is remembered. */
  readonly tokenLifetimeMs?: number
  /** After so long a thing that was made is seen by `find`. */
  readonly consistencyWindowMs: number
  readonly replaceOrder: 'createFirst' | 'deleteFirst'
  /** Calls of one class share a limit on how many run at once. */
  readonly rateClass: string
  readonly timeouts: {
    readonly create: number
    readonly update: number
    readonly delete: number
    readonly read: number
  }
  /** Fills in defaults and one spelling for each value: normalize(normalize(x)) equals normalize(x). Pure. */
  normalize(inputs: Inputs): Inputs
  /** Yields the id as soon as it is known, then how far it is. Twice with one operation makes one thing. */
  create(call: Call, inputs: Inputs): AsyncGenerator<Step, Outputs>
  /** `absent` needs proof: a 403 or 500 is `unsure`. */
  read(call: Call, id: string): Promise<Found>
  update(
    call: Call,
    id: string,
    inputs: Inputs,
    changes: readonly FieldChange[],
  ): AsyncGenerator<Step, Outputs>
  /** Of a thing that is gone it succeeds. */
  delete(call: Call, id: string): AsyncGenerator<Step, void>
  /** Things that carry these tags; all of the stack when only the stack is given. */
  find(call: Call, tags: Partial<OwnerTags>): AsyncIterable<Thing>
  ready(call: Call, id: string): Promise<Readiness>
  health?(call: Call, id: string): Promise<Health>
  /** Restart, rotate, snapshot: operations that change no field. */
  readonly operations?: Readonly<Record<string, Operation>>
  /** The last lines a thing wrote. */
  logs?(call: Call, id: string, lines: number): AsyncIterable<string>
  cost(inputs: Inputs, usage: Usage): readonly CostItem[]
  explain(error: unknown): Explained
}

export interface Operation {
  readonly summary: string
  readonly interrupts: boolean
  run(call: Call, id: string): AsyncGenerator<Step, Outputs>
}

export type Step =
  | {readonly id: string}
  | {readonly progress: string; readonly done?: number; readonly total?: number}

export interface Call {
  readonly opId: string
  /** For APIs that take one; the same for every try of one operation. */
  readonly token: string
  readonly tags: OwnerTags
  /** Milliseconds since 1970. */
  readonly deadline: number
  readonly signal: AbortSignal
}
