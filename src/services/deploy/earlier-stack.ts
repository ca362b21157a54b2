// Whether things of a stack are there although nothing is remembered of it: where state was lost, all would be made a second time.
import {counted, InferError, type KindDriver, type Thing} from '@inferloop/contract'
import type {StackView} from '@inferloop/provision'
import type {Session} from './session.ts'

/** As long as the looks may take together, milliseconds. */
const LOOK_MS = 10_000
const SHOWN = 5

/** Undefined where there are none; a look that fails finds nothing. */
export async function earlierThings(
  session: Session,
  {snapshot: {lineage}, isNew}: StackView,
): Promise<string | undefined> {
  if (!isNew) return undefined
  const {stack, engine} = session
  const kinds = new Set(stack.resources.map(({kind}) => kind))
  const looks = [...kinds].map(kind => thingsOf(session, lineage, engine.connection.drivers.get(kind)))
  const earlier = (await Promise.all(looks)).flat().filter(({tags}) => tags['infer-lineage'] !== lineage)
  engine.signal.throwIfAborted()
  if (earlier.length === 0) return undefined
  const ids = earlier.map(({id}) => id)
  const shown = [...ids.slice(0, SHOWN), ...(ids.length > SHOWN ? ['…'] : [])].join(', ')
  return `nothing is remembered of ${stack.name}, and ${counted(ids.length, 'thing')} of that name ${ids.length === 1 ? 'is' : 'are'} there (${shown}): all would be made a second time`
}

/** @throws InferError INFER_DEPLOY_PROTECTED when there are some */
export async function refuseEarlier(session: Session, view: StackView): Promise<void> {
  const found = await earlierThings(session, view)
  if (found === undefined) return
  throw new InferError('INFER_DEPLOY_PROTECTED', {
    message: `${found[0]!.toUpperCase()}${found.slice(1)}. Was its state lost, or is this another stack of the same name?`,
    suggestions: [
      'infer deploy recover --from-provider',
      'give the stack another name',
      'infer deploy --allow-namesake',
    ],
  })
}

async function thingsOf(
  {stack, engine}: Session,
  lineage: string,
  driver: KindDriver | undefined,
): Promise<Thing[]> {
  const opId = `look-${lineage}`
  const tags = {
    'infer-op': opId,
    'infer-stack': stack.name,
    'infer-lineage': lineage,
    'infer-name': stack.name,
  }
  const deadline = engine.clock.now() + LOOK_MS
  const signal = AbortSignal.any([engine.signal, AbortSignal.timeout(LOOK_MS)])
  const found: Thing[] = []
  try {
    const call = {opId, token: opId, tags, deadline, signal}
    for await (const thing of driver?.find(call, {'infer-stack': stack.name}) ?? []) found.push(thing)
  } catch {
    // Said by the first call that matters.
  }
  return found
}
