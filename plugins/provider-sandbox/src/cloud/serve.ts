// One request from first byte to last: what was lost lands, a fault strikes or not, the thing is done, the call is noted.
import type {FaultName} from '../dials.ts'
import {act, isMutating} from './act.ts'
import {refusalOf, strike} from './faults.ts'
import {shownThing} from './reply.ts'
import {sweep} from './remove.ts'
import {keyOf, type Action, type CallRecord, type CloudState, type Reply} from './state.ts'
import {understand, type CloudRequest} from './understand.ts'

/** What reaches the caller: an answer, a part of it, or a connection that is cut. */
export interface Delivery {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  readonly cut: boolean
  readonly delayMs: number
}

export interface Served {
  readonly delivery: Delivery
  readonly record?: CallRecord
  /** Whether the state is another one now. */
  readonly changed: boolean
}

/** `now` without the cloud's own offset. Changes `state` in place. */
export function serve(state: CloudState, request: CloudRequest, realNow: number): Served {
  const now = realNow + state.offsetMs
  const landed = land(state, now)
  const understood = understand(request)
  const requestId = `req-${state.seed.slice(0, 4)}-${realNow.toString(36)}`
  if ('refused' in understood)
    return {delivery: delivery(state, understood.refused, requestId), changed: landed}
  const {action} = understood
  const fault = strike(state, action)
  if (fault === 'clock-jump') state.offsetMs += state.dials.jumpMs
  const reply = replyTo(state, action, fault, realNow + state.offsetMs)
  sweep(state, realNow + state.offsetMs)
  const sent = disturbed(delivery(state, reply, requestId), fault, state)
  const mutating = isMutating(action)
  return {
    delivery: sent,
    record: recordOf(action, realNow, mutating, sent, fault),
    changed: landed || mutating || state.dials.rules.length > 0,
  }
}

function replyTo(state: CloudState, action: Action, fault: FaultName | undefined, now: number): Reply {
  const refusal = fault === undefined ? undefined : refusalOf(fault, state.dials.retryAfterMs)
  if (refusal !== undefined) return refusal
  if (fault === 'reset-before') return {status: 0, body: null}
  if (fault === 'late') {
    if (isMutating(action)) state.late.push({at: now + state.dials.landLateMs, action})
    return {status: 0, body: null}
  }
  const reply = act(state, action, now)
  if (action.is === 'create' && (fault === 'stuck' || fault === 'failed') && reply.status === 201) {
    const {id} = reply.body as {id: string}
    const thing = state.things[keyOf(action.kind, id)]!
    if (fault === 'stuck') thing.settledAt = null
    else thing.failed = true
    return {status: 201, body: shownThing(thing, now)}
  }
  return reply
}

/** Requests whose time has come are done, each at its own instant; nobody hears the answer. */
function land(state: CloudState, now: number): boolean {
  const due = state.late.filter(({at}) => at <= now)
  if (due.length === 0) return false
  state.late = state.late.filter(({at}) => at > now)
  for (const {at, action} of due.toSorted((a, b) => a.at - b.at)) act(state, action, at)
  return true
}

const delivery = (state: CloudState, {status, headers = {}, body}: Reply, requestId: string): Delivery => ({
  status,
  headers: {
    'content-type': 'application/json',
    'x-sandbox-account': state.account,
    'x-request-id': requestId,
    ...headers,
  },
  text: `${JSON.stringify(body)}\n`,
  cut: status === 0,
  delayMs: state.dials.latencyMs,
})

function disturbed(sent: Delivery, fault: FaultName | undefined, state: CloudState): Delivery {
  if (fault === 'reset-after') return {...sent, status: 0, cut: true}
  if (fault === 'hang') return {...sent, status: 0, cut: true, delayMs: state.dials.hangMs}
  if (fault === 'truncated') return {...sent, text: sent.text.slice(0, Math.floor(sent.text.length / 2))}
  if (fault === 'wrong-body') return {...sent, status: 200, text: '{"message":"hello"}\n'}
  return sent
}

function recordOf(
  action: Action,
  at: number,
  mutating: boolean,
  {status}: Delivery,
  fault: FaultName | undefined,
): CallRecord {
  return {
    at,
    call: action.is,
    ...('kind' in action && {kind: action.kind}),
    ...('id' in action && {id: action.id}),
    opId: action.opId,
    mutating,
    status,
    ...(fault !== undefined && {fault}),
  }
}
