// Answers of the cloud: a thing as others see it, and errors with a code.
import type {Json, ResourceKind} from '@inferloop/contract'
import type {CloudThing, Reply} from './state.ts'

export type Status = 'creating' | 'updating' | 'deleting' | 'ready' | 'failed' | 'gone'

export function statusOf(thing: CloudThing, now: number): Status {
  const isSettled = thing.doing === undefined || (thing.settledAt !== null && now >= thing.settledAt)
  if (!isSettled) return thing.doing!
  if (thing.doing === 'deleting') return 'gone'
  return thing.failed ? 'failed' : 'ready'
}

/** The same spelling in answers and lists. Of secrets not even the hash is shown. */
export function shownThing(thing: CloudThing, now: number): Json {
  const {kind, id, inputs, outputs, tags, createdAt} = thing
  return {
    kind,
    id,
    inputs,
    outputs,
    tags: {...tags},
    createdAt,
    status: statusOf(thing, now),
  }
}

export const ok = (body: Json, status = 200): Reply => ({status, body})

export const refuse = (status: number, code: string, message: string, more: object = {}): Reply => ({
  status,
  body: {error: {code, message, ...more}},
})

/** The only 404 that proves anything: it names what it has looked for. */
export const notFound = (kind: ResourceKind, id: string): Reply =>
  refuse(404, 'NotFound', `there is no ${kind} ${id}`, {kind, id})
