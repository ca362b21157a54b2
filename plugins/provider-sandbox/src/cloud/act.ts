// Does what a request asks, at once and without faults: the cloud as it should be.
import {update} from './change.ts'
import {create} from './create.ts'
import {list} from './list.ts'
import {health, logs, operate} from './operate.ts'
import {remove} from './remove.ts'
import {notFound, ok, shownThing, statusOf} from './reply.ts'
import {keyOf, type Action, type CloudState, type Reply} from './state.ts'

export function act(state: CloudState, action: Action, now: number): Reply {
  switch (action.is) {
    case 'account':
      return ok({account: state.account, now})
    case 'mark':
      state.markers[action.marker] ??= {at: now}
      return ok({marker: action.marker})
    case 'create':
      return create(state, action, now)
    case 'update':
      return update(state, action, now)
    case 'delete':
      return remove(state, action, now)
    case 'find':
      return list(state, action, now)
    case 'operate':
      return operate(state, action, now)
    case 'health':
      return health(state, action, now)
    case 'logs':
      return logs(state, action, now)
    case 'read': {
      const thing = state.things[keyOf(action.kind, action.id)]
      if (thing === undefined || statusOf(thing, now) === 'gone') return notFound(action.kind, action.id)
      return ok(shownThing(thing, now))
    }
  }
}

const MUTATING: ReadonlySet<Action['is']> = new Set(['create', 'update', 'delete', 'operate', 'mark'])

export const isMutating = (action: Action): boolean => MUTATING.has(action.is)
