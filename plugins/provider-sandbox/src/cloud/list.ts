// Lists of things: behind the truth by the lag, and in pages.
import {ok, refuse, shownThing, statusOf} from './reply.ts'
import type {Action, CloudState, Reply} from './state.ts'

export const PAGE = 20

export function list(
  state: CloudState,
  {kind, tags, after}: Extract<Action, {is: 'find'}>,
  now: number,
): Reply {
  const {listLagMs} = state.dials
  const seen = Object.values(state.things)
    .filter(thing => thing.kind === kind && now >= thing.createdAt + listLagMs)
    .filter(thing => statusOf(thing, now) !== 'gone' || now < thing.settledAt! + listLagMs)
    .filter(thing =>
      Object.entries(tags).every(([name, value]) => thing.tags[name as keyof typeof tags] === value),
    )
  const start = after === undefined ? 0 : seen.findIndex(({id}) => id === after) + 1
  if (after !== undefined && start === 0) return refuse(400, 'BadPage', `there is no page after ${after}`)
  const page = seen.slice(start, start + PAGE)
  const more = seen.length > start + PAGE
  return ok({
    // What was removed a moment ago looks as if it were still there.
    things: page.map(thing =>
      shownThing(statusOf(thing, now) === 'gone' ? {...thing, doing: undefined} : thing, now),
    ),
    ...(more && {next: page.at(-1)!.id}),
  })
}
