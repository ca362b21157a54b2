// The driver of any kind of the sandbox: what differs between kinds stands in kind-facts.ts.
import {
  RESOURCE_KINDS,
  secretsIn,
  withoutSecrets,
  type Call,
  type Found,
  type Inputs,
  type Json,
  type KindDriver,
  type Operation,
  type Outputs,
  type OwnerTags,
  type ResourceKind,
  type Step,
  type Thing,
} from '@inferloop/contract'
import {KIND_FACTS} from '../kind-facts.ts'
import {nameFor} from './names.ts'
import {normalizer} from './normalize.ts'
import {costOf} from './prices.ts'
import {explain} from './sandbox-error.ts'
import {readThing, removed, settled, type Reach} from './settle.ts'
import {isGone, thingIn} from './wire-thing.ts'
import type {Request} from './wire.ts'

export interface DriverSettings {
  readonly region: string
  readonly windowMs: number
  readonly tokenLifetimeMs: number
}

const MINUTE = 60_000

export function driverOf(reach: Reach, settings: DriverSettings): KindDriver {
  const {kind, wire} = reach
  const facts = KIND_FACTS[kind]!
  const path = ['v1', 'things', kind]
  const find = (call: Call, tags: Partial<OwnerTags>): AsyncIterable<Thing> => found(reach, call, tags)
  return {
    kind,
    native: facts.native ?? {},
    effects: facts.effects ?? {},
    idempotency: facts.idempotency,
    ...(facts.idempotency === 'token' && {tokenLifetimeMs: settings.tokenLifetimeMs}),
    consistencyWindowMs: settings.windowMs,
    replaceOrder: facts.deleteFirst === true ? 'deleteFirst' : 'createFirst',
    rateClass: kind.split('.')[0]!,
    timeouts: {create: 5 * MINUTE, update: 5 * MINUTE, delete: 5 * MINUTE, read: MINUTE / 2},
    normalize: normalizer(kind, facts.native ?? {}),
    async *create(call, inputs) {
      if (facts.idempotency === 'tag')
        for await (const {id} of find(call, {'infer-op': call.opId})) {
          yield {id}
          return yield* settled(reach, call, id)
        }
      if (facts.idempotency === 'marker')
        await wire({call: 'PutMarker', method: 'PUT', path: ['v1', 'markers', call.opId]}, call)
      const body = {
        ...(await bodyOf(reach, inputs, settings)),
        ...addressed(kind, call, inputs),
        tags: {...call.tags},
      }
      const request: Request = {call: 'CreateThing', method: 'POST', path, body}
      const {id} = thingIn(request, await wire(request, call), kind)
      yield {id}
      return yield* settled(reach, call, id)
    },
    async read(call, id): Promise<Found> {
      try {
        const {status: _, ...thing} = await readThing(reach, call, id)
        return {is: 'there', thing}
      } catch (error) {
        call.signal.throwIfAborted()
        reach.io.signal.throwIfAborted()
        if (isGone(error, id)) return {is: 'absent'}
        return {is: 'unsure', why: (error as Error).message}
      }
    },
    async *update(call, id, inputs) {
      const body = await bodyOf(reach, inputs, settings)
      const request: Request = {call: 'UpdateThing', method: 'PATCH', path: [...path, id], body}
      thingIn(request, await wire(request, call), kind)
      return yield* settled(reach, call, id)
    },
    async *delete(call, id) {
      try {
        await wire({call: 'DeleteThing', method: 'DELETE', path: [...path, id]}, call)
      } catch (error) {
        if (isGone(error, id)) return
        throw error
      }
      yield* removed(reach, call, id)
    },
    find,
    async ready(call, id) {
      const {status} = await readThing(reach, call, id)
      if (status === 'ready') return {is: 'ready', detail: 'it is ready'}
      if (status === 'failed') return {is: 'failed', detail: 'it is there and has failed'}
      return {is: 'waiting', detail: `it is ${status}`, retryAfterMs: reach.pollMs}
    },
    async health(call, id) {
      const request: Request = {call: 'GetHealth', method: 'GET', path: [...path, id, 'health']}
      const {is, detail} = await wire(request, call)
      const isKnown = is === 'healthy' || is === 'degraded' || is === 'unhealthy'
      return {is: isKnown ? is : 'unknown', detail: typeof detail === 'string' ? detail : 'nothing was said'}
    },
    ...(facts.operations !== undefined && {operations: operationsOf(reach)}),
    ...(facts.hasLogs === true && {logs: (call, id, lines) => linesOf(reach, call, id, lines)}),
    cost: (inputs, usage) => costOf(kind, normalizer(kind, facts.native ?? {})(inputs), usage),
    explain,
  }
}

/** Values of secrets travel apart from the inputs, so that nothing that shows inputs can show them. */
async function bodyOf({io}: Reach, inputs: Inputs, {region}: DriverSettings): Promise<Record<string, Json>> {
  const secrets: Record<string, string> = {}
  for (const {path, name} of secretsIn(inputs)) secrets[path] = await io.secret(name)
  return {inputs: withoutSecrets(inputs) as Record<string, Json>, region, secrets}
}

function addressed(kind: ResourceKind, call: Call, inputs: Inputs): Record<string, Json> {
  const {idempotency} = KIND_FACTS[kind]!
  if (idempotency === 'token') return {token: call.token}
  if (idempotency === 'marker') return {marker: call.opId}
  return idempotency === 'natural' ? {name: nameFor(kind, call, inputs)} : {}
}

async function* found({kind, wire}: Reach, call: Call, tags: Partial<OwnerTags>): AsyncGenerator<Thing> {
  let after: string | undefined
  do {
    const request: Request = {
      call: 'ListThings',
      method: 'GET',
      path: ['v1', 'things', kind],
      query: {...tags, after},
    }
    const {things, next} = await wire(request, call)
    for (const one of Array.isArray(things) ? things : [{}]) {
      const {status: _, ...thing} = thingIn(request, one as Record<string, Json>, kind)
      yield thing
    }
    after = typeof next === 'string' ? next : undefined
  } while (after !== undefined)
}

function operationsOf(reach: Reach): Record<string, Operation> {
  const {kind, wire} = reach
  const named = Object.entries(KIND_FACTS[kind]!.operations ?? {}).map(([name, facts]) => {
    async function* run(call: Call, id: string): AsyncGenerator<Step, Outputs> {
      const path = ['v1', 'things', kind, id, 'operations', name]
      const {outputs} = await wire({call: 'RunOperation', method: 'POST', path}, call)
      yield* settled(reach, call, id)
      return (outputs ?? {}) as Outputs
    }
    return [name, {...facts, run}] as const
  })
  return Object.fromEntries(named)
}

async function* linesOf({kind, wire}: Reach, call: Call, id: string, most: number): AsyncGenerator<string> {
  const path = ['v1', 'things', kind, id, 'logs']
  const {lines} = await wire({call: 'GetLogs', method: 'GET', path, query: {lines: String(most)}}, call)
  for (const line of Array.isArray(lines) ? lines : []) yield String(line)
}

export const allKinds = (): ResourceKind[] => Object.keys(RESOURCE_KINDS) as ResourceKind[]
