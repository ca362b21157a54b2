// Whether things of a stack are there although nothing is remembered of it: where state was lost, all would be made a second time.
import type {KindDriver, Thing} from '@inferloop/contract'
import type {Snapshot} from '@inferloop/provision'
import type {Session} from './session.ts'

/** As long as the looks may take together, milliseconds. */
const LOOK_MS = 10_000
const SHOWN = 5

/** Reports what was found, once; a look that fails finds nothing. */
export async function warnOfEarlier(session: Session, {lineage}: Snapshot): Promise<void> {
  const {stack, engine} = session
  const kinds = new Set(stack.resources.map(({kind}) => kind))
  const looks = [...kinds].map(kind => thingsOf(session, lineage, engine.connection.drivers.get(kind)))
  const earlier = (await Promise.all(looks)).flat().filter(({tags}) => tags['infer-lineage'] !== lineage)
  engine.signal.throwIfAborted()
  if (earlier.length === 0) return
  const ids = earlier.map(({id}) => id)
  const shown = [...ids.slice(0, SHOWN), ...(ids.length > SHOWN ? ['…'] : [])].join(', ')
  const text = `nothing is remembered of ${stack.name}, and ${ids.length} of its things are there (${shown}). If its state was lost, all would be made a second time; take them up instead: infer deploy recover --from-provider`
  engine.report({at: engine.clock.now(), is: 'warning', text})
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
