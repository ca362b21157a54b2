// What is remembered of a stack, who holds it, and how its things are.
import {liveStatus, type StackStatus, type StateStore, statusOf} from '@inferloop/provision'
import {openRemembered, type StackChoice, type Surroundings, withSession} from './session.ts'

export interface StatusResult extends StackStatus {
  readonly file: string
  readonly holder?: NonNullable<Awaited<ReturnType<StateStore['holder']>>>
}

/** Without `live` no provider is asked, and none is needed. @throws InferError as `openStack`, INFER_STATE_DAMAGED */
export async function status(
  choice: StackChoice,
  around: Surroundings,
  live: boolean,
): Promise<StatusResult> {
  if (!live) {
    const {place, stack, store} = await openRemembered(choice, around)
    const view = await store.read(stack.name)
    return {file: place.shown, ...statusOf(view), ...(await held(store, stack.name))}
  }
  return withSession(choice, around, async ({place, stack, store, engine}) => {
    const view = await store.read(stack.name)
    return {file: place.shown, ...(await liveStatus(engine, view)), ...(await held(store, stack.name))}
  })
}

async function held(store: StateStore, stack: string): Promise<Pick<StatusResult, 'holder'>> {
  const holder = await store.holder(stack)
  return holder === undefined ? {} : {holder}
}
