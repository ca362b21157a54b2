// Operations that change no field, health, and the lines a thing has written.
import {KIND_FACTS} from '../kind-facts.ts'
import {digest} from './ids.ts'
import {notFound, ok, refuse, statusOf} from './reply.ts'
import {keyOf, type Action, type CloudState, type Reply} from './state.ts'

/** Once for each opId: a second request is answered as the first. */
export function operate(
  state: CloudState,
  {kind, id, name, opId}: Extract<Action, {is: 'operate'}>,
  now: number,
): Reply {
  const thing = state.things[keyOf(kind, id)]
  if (thing === undefined || statusOf(thing, now) === 'gone') return notFound(kind, id)
  if (!Object.hasOwn(KIND_FACTS[kind]!.operations ?? {}, name))
    return refuse(400, 'NoSuchOperation', `a ${kind} knows no ${name}`)
  const done = thing.operations[opId]
  if (done !== undefined) return ok({outputs: done.outputs})
  if (name === 'rotate') {
    const next = String(Number(thing.outputs['version'] ?? '1') + 1)
    thing.outputs = {...thing.outputs, ...(kind === 'security.secret' && {version: next})}
  }
  if (KIND_FACTS[kind]!.operations![name]!.interrupts) {
    thing.doing = 'updating'
    thing.settledAt = now + state.dials.provisionMs
  }
  const made =
    name === 'snapshot'
      ? {...thing.outputs, snapshot: `snap-0${digest(`${id} ${opId}`).slice(0, 16)}`}
      : thing.outputs
  thing.operations[opId] = {name, at: now, outputs: made}
  return ok({outputs: made})
}

export function health(
  state: CloudState,
  {kind, id}: Extract<Action, {is: 'read' | 'delete' | 'health'}>,
  now: number,
): Reply {
  const thing = state.things[keyOf(kind, id)]
  if (thing === undefined || statusOf(thing, now) === 'gone') return notFound(kind, id)
  const status = statusOf(thing, now)
  const is = status === 'ready' ? 'healthy' : status === 'failed' ? 'unhealthy' : 'degraded'
  return ok({is, detail: `it is ${status}`})
}

export function logs(
  state: CloudState,
  {kind, id, lines}: Extract<Action, {is: 'logs'}>,
  now: number,
): Reply {
  const thing = state.things[keyOf(kind, id)]
  if (thing === undefined || statusOf(thing, now) === 'gone') return notFound(kind, id)
  const stamp = (at: number): string => new Date(at).toISOString()
  const status = statusOf(thing, now)
  const written = [
    `${stamp(thing.createdAt)} ${kind} ${id} is starting`,
    ...Object.values(thing.operations).map(({name, at}) => `${stamp(at)} ${name}`),
    ...(status === 'ready' ? [`${stamp(thing.settledAt ?? now)} ready`] : []),
    ...(status === 'failed'
      ? [`${stamp(thing.settledAt ?? now)} exited with status 1: could not start`]
      : []),
  ]
  return ok({lines: written.slice(-lines)})
}
