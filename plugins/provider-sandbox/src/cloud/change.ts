// Changing a thing that is there, and what cannot be changed.
import {effectOf, RESOURCE_KINDS, type Inputs, type ResourceKind} from '@inferloop/contract'
import {KIND_FACTS} from '../kind-facts.ts'
import {hashed, refusedInputs} from './create.ts'
import {computedInputs, outputsOf} from './outputs.ts'
import {notFound, ok, refuse, shownThing, statusOf} from './reply.ts'
import {keyOf, type Action, type CloudState, type Reply} from './state.ts'

export function update(state: CloudState, action: Extract<Action, {is: 'update'}>, now: number): Reply {
  const {kind, id} = action
  const thing = state.things[keyOf(kind, id)]
  const status = thing === undefined ? 'gone' : statusOf(thing, now)
  if (thing === undefined || status === 'gone') return notFound(kind, id)
  if (status === 'deleting') return refuse(409, 'Deleting', `${kind} ${id} is being removed`)
  const wrong = refusedInputs(state, kind, action.inputs, now)
  if (wrong !== undefined) return wrong
  const inputs = computedInputs(
    kind,
    id,
    {...computedOf(kind, thing.inputs), ...action.inputs},
    action.region,
  )
  const fixed = immutable(kind, thing.inputs, inputs)
  if (fixed !== undefined)
    return refuse(400, 'Immutable', `${fixed} of a ${kind} cannot be changed once it is there`)
  const [before, after] = [thing.inputs['size'], inputs['size']]
  if (typeof before === 'number' && typeof after === 'number' && after < before)
    return refuse(400, 'CannotShrink', `size was ${before} and cannot become ${after}`)
  thing.inputs = inputs
  thing.secrets = hashed(action.secrets)
  const {version} = thing.outputs
  const outputs = outputsOf(kind, {id, inputs, region: action.region, state, at: thing.createdAt})
  thing.outputs = version === undefined ? outputs : {...outputs, version}
  thing.doing = 'updating'
  thing.settledAt = now + state.dials.provisionMs
  return ok(shownThing(thing, now))
}

/** What the cloud filled in itself stays as long as nobody says otherwise. */
const computedOf = (kind: ResourceKind, inputs: Inputs): Inputs =>
  Object.fromEntries(
    Object.entries(inputs).filter(([name]) => RESOURCE_KINDS[kind]!.fields[name]?.computed === true),
  )

function immutable(kind: ResourceKind, before: Inputs, after: Inputs): string | undefined {
  const driver = {effects: KIND_FACTS[kind]!.effects ?? {}, native: KIND_FACTS[kind]!.native ?? {}}
  const differing = (a: Inputs, b: Inputs, inside: string): string[] =>
    [...new Set([...Object.keys(a), ...Object.keys(b)])]
      .filter(name => JSON.stringify(a[name]) !== JSON.stringify(b[name]))
      .map(name => inside + name)
  const {native: nativeBefore = {}, ...portableBefore} = before
  const {native: nativeAfter = {}, ...portableAfter} = after
  return [
    ...differing(portableBefore, portableAfter, ''),
    ...differing(nativeBefore as Inputs, nativeAfter as Inputs, 'native.'),
  ].find(path => effectOf(path, RESOURCE_KINDS[kind]!, driver) === 'replace')
}
