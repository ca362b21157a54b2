// The cloud: answers requests, shows what it truly has, and lets its dials be set. Where it keeps its state is the store's affair.
import {
  InferError,
  inputFaults,
  withDefaults,
  type Inputs,
  type OwnerTags,
  type ResourceKind,
} from '@inferloop/contract'
import {DIALS, type Dials} from '../dials.ts'
import {digest} from './ids.ts'
import {statusOf, type Status} from './reply.ts'
import {serve, type Delivery, type Served} from './serve.ts'
import {emptyState, type CallRecord, type CloudState} from './state.ts'
import type {CloudRequest} from './understand.ts'

/** Keeps a cloud's state; `run` changes it in place, and what it did is kept as a whole or not at all. */
export interface Store {
  change<T>(run: (state: CloudState) => {readonly result: T; readonly changed: boolean}): T
  note(record: CallRecord): void
  calls(): readonly CallRecord[]
  forgetCalls(): void
}

/** What is there without lag or fault: what tests compare with. */
export interface TrueThing {
  readonly kind: ResourceKind
  readonly id: string
  readonly inputs: Inputs
  readonly tags: Partial<OwnerTags>
  readonly createdAt: number
  readonly status: Status
}

export interface Cloud {
  handle(request: CloudRequest): Delivery
  dials(): Dials
  /** Those given; the others stay. Counting of rules begins anew. @throws InferError INFER_CONFIG */
  turn(dials: Readonly<Record<string, unknown>>): void
  /** Requests that are still to land count as nothing. Those that are being removed are there. */
  things(): readonly TrueThing[]
  /** How many requests are still to land. */
  pending(): number
  calls(): readonly CallRecord[]
  forgetCalls(): void
  /** Removes everything, dials and log too. */
  reset(): void
  state(): CloudState
}

export const completeDials = (given: Readonly<Record<string, unknown>>): Dials => {
  const [fault] = inputFaults(DIALS, given, 'faults')
  if (fault !== undefined)
    throw new InferError('INFER_CONFIG', {
      message: `${fault.path}: ${fault.message}.`,
      suggestions: [`dials of the sandbox: ${Object.keys(DIALS).join(', ')}`],
    })
  return withDefaults(DIALS, given as Inputs) as unknown as Dials
}

/** `now` in milliseconds since 1970. */
export function cloudOver(store: Store, now: () => number): Cloud {
  const read = <T>(of: (state: CloudState) => T): T =>
    store.change(state => ({result: of(state), changed: false}))
  return {
    handle(request) {
      const {delivery, record} = store.change<Served>(state => {
        const served = serve(state, request, now())
        return {result: served, changed: served.changed}
      })
      if (record !== undefined) store.note(record)
      return delivery
    },
    dials: () => read(({dials}) => dials),
    turn(given) {
      store.change(state => {
        state.dials = completeDials({...state.dials, ...given})
        state.struck = []
        return {result: undefined, changed: true}
      })
    },
    things: () =>
      read(({things, offsetMs}) =>
        Object.values(things).flatMap(thing => {
          const status = statusOf(thing, now() + offsetMs)
          const {kind, id, inputs, tags, createdAt} = thing
          return status === 'gone' ? [] : [{kind, id, inputs, tags, createdAt, status}]
        }),
      ),
    pending: () => read(({late}) => late.length),
    calls: store.calls,
    forgetCalls: store.forgetCalls,
    reset() {
      store.change(state => {
        Object.assign(state, emptyState(state.seed, completeDials({})))
        return {result: undefined, changed: true}
      })
      store.forgetCalls()
    },
    state: () => read(state => structuredClone(state)),
  }
}

export interface CloudOptions {
  /** Milliseconds since 1970. */
  readonly now: () => number
  readonly dials?: Readonly<Record<string, unknown>>
  /** Account and ids are drawn from it; `sandbox` by default. */
  readonly seed?: string
  /** Of another cloud's `state()`: goes on from there. */
  readonly state?: CloudState
}

/** A cloud in memory, for tests: the same seed, clock and requests give the same things. */
export function createCloud({now, dials = {}, seed = 'sandbox', state}: CloudOptions): Cloud {
  const kept = structuredClone(state) ?? emptyState(digest(seed), completeDials(dials))
  let calls: CallRecord[] = []
  return cloudOver(
    {
      change: run => run(kept).result,
      note: record => void calls.push(record),
      calls: () => calls,
      forgetCalls: () => void (calls = []),
    },
    now,
  )
}
