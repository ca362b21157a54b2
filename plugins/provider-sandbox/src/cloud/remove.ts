// Removing a thing, unless others need it.
import {referencesIn, RESOURCE_KINDS} from '@inferloop/contract'
import {notFound, ok, refuse, shownThing, statusOf} from './reply.ts'
import {keyOf, type Action, type CloudState, type Reply} from './state.ts'

export function remove(
  state: CloudState,
  {kind, id}: Extract<Action, {is: 'read' | 'delete' | 'health'}>,
  now: number,
): Reply {
  const thing = state.things[keyOf(kind, id)]
  if (thing === undefined || statusOf(thing, now) === 'gone') return notFound(kind, id)
  if (thing.doing === 'deleting') return ok(shownThing(thing, now), 202)
  const needy = Object.values(state.things).find(
    other =>
      statusOf(other, now) !== 'gone' &&
      referencesIn(RESOURCE_KINDS[other.kind]!.fields, other.inputs).some(
        ({to, kinds}) => to === id && kinds.includes(kind),
      ),
  )
  if (needy !== undefined && state.dials.checkReferences)
    return refuse(409, 'DependencyViolation', `${needy.kind} ${needy.id} needs ${kind} ${id}`)
  thing.doing = 'deleting'
  thing.settledAt = now + state.dials.provisionMs
  return ok(shownThing(thing, now), 202)
}

/** Forgets what was removed so long ago that no list shows it any more. */
export function sweep(state: CloudState, now: number): void {
  for (const [key, thing] of Object.entries(state.things))
    if (statusOf(thing, now) === 'gone' && now > thing.settledAt! + state.dials.listLagMs)
      delete state.things[key]
}
