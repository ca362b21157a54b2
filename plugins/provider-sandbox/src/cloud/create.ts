// Making a thing: by token, by name, by marker, or anew at each request where only tags tell.
import {inputFaults, referencesIn, RESOURCE_KINDS, type Inputs, type ResourceKind} from '@inferloop/contract'
import {KIND_FACTS} from '../kind-facts.ts'
import {digest, drawId} from './ids.ts'
import {computedInputs, outputsOf} from './outputs.ts'
import {ok, refuse, shownThing, statusOf} from './reply.ts'
import {keyOf, type Action, type CloudState, type CloudThing, type Reply} from './state.ts'

type Create = Extract<Action, {is: 'create'}>

export function create(state: CloudState, action: Create, now: number): Reply {
  const {kind, inputs, tags, token, name, marker} = action
  const wrong = refusedInputs(state, kind, inputs, now)
  if (wrong !== undefined) return wrong
  const asked = digest(JSON.stringify([kind, inputs]))
  if (token !== undefined) {
    const known = state.tokens[token]
    if (known !== undefined && now - known.at <= state.dials.tokenLifetimeMs) {
      if (known.asked !== asked)
        return refuse(400, 'TokenReused', `token ${token} was used for another request before`)
      return again(state, kind, known.id, now)
    }
  }
  if (marker !== undefined) {
    const known = state.markers[marker]
    if (known === undefined) return refuse(400, 'NoMarker', `there is no marker ${marker}`)
    if (known.id !== undefined) return again(state, kind, known.id, now)
  }
  if (name !== undefined) {
    const there = state.things[keyOf(kind, name)]
    if (there !== undefined && statusOf(there, now) !== 'gone')
      return there.tags['infer-op'] === action.opId
        ? again(state, kind, name, now)
        : refuse(409, 'AlreadyExists', `there is a ${kind} ${name} already, and another operation made it`)
  }
  const count = Object.values(state.things).filter(one => one.kind === kind && statusOf(one, now) !== 'gone')
  if (count.length >= state.dials.quota)
    return refuse(
      400,
      'QuotaExceeded',
      `${state.dials.quota} things of ${kind} are there, and no more may be`,
    )
  const id = name ?? drawId(state, kind)
  const complete = computedInputs(kind, id, inputs, action.region)
  const thing: CloudThing = {
    kind,
    id,
    inputs: complete,
    outputs: outputsOf(kind, {id, inputs: complete, region: action.region, state, at: now}),
    tags,
    secrets: hashed(action.secrets),
    doing: 'creating',
    settledAt: now + state.dials.provisionMs,
    failed: false,
    createdAt: now,
    operations: {},
  }
  state.things[keyOf(kind, id)] = thing
  if (token !== undefined) state.tokens[token] = {at: now, id, asked}
  if (marker !== undefined) state.markers[marker] = {at: now, id}
  return ok(shownThing(thing, now), 201)
}

/** What was made then, also when it is gone by now: a token is remembered longer than the thing. */
function again(state: CloudState, kind: ResourceKind, id: string, now: number): Reply {
  const thing = state.things[keyOf(kind, id)]
  return thing === undefined
    ? refuse(410, 'Gone', `${kind} ${id}, which this request made, was removed`)
    : ok(shownThing(thing, now))
}

export const hashed = (secrets: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(secrets).map(([path, value]) => [path, digest(value)]))

/** As any cloud it looks at what it is given; values it is sent apart, the secrets, may be missing here. */
export function refusedInputs(
  state: CloudState,
  kind: ResourceKind,
  inputs: Inputs,
  now: number,
): Reply | undefined {
  const {fields} = RESOURCE_KINDS[kind]!
  const {native, ...portable} = inputs
  const [fault] = [
    ...inputFaults(fields, portable),
    ...inputFaults(KIND_FACTS[kind]!.native ?? {}, native ?? {}, 'native'),
  ]
  if (fault !== undefined) return refuse(400, 'ValidationFailed', `${fault.path} ${fault.message}`)
  if (!state.dials.checkReferences) return undefined
  const lost = referencesIn(fields, portable).find(({to, kinds}) =>
    kinds.every(one => {
      const thing = state.things[keyOf(one, to)]
      return thing === undefined || statusOf(thing, now) === 'gone'
    }),
  )
  if (lost === undefined) return undefined
  return refuse(
    400,
    'InvalidReference',
    `${lost.path}: there is no ${lost.kinds.join(' or ')} with the id "${lost.to}"`,
  )
}
