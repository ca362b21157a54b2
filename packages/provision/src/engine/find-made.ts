// Whether an operation made something. A look that finds nothing proves it only after the window in which it might still appear.
import type {KindDriver, OwnerTags, Thing} from '@inferloop/contract'
import {askAgain, follow, progressOf, type Subject} from './ask.ts'
import {emit, tagsOf, type Run} from './run.ts'
import type {Op} from '../state/snapshot.ts'

/**
 * The thing that carries the operation's tag; undefined with proof that there is none and that none will come. Of several the oldest
 * that is ready is kept and the others, which carry the very same operation, are removed.
 */
export async function findMade(run: Run, driver: KindDriver, op: Op): Promise<Thing | undefined> {
  const {clock} = run.engine
  let hits = await listed(run, driver, op, tagsOf(run, op))
  if (hits.length === 0) {
    const waitMs = op.issuedAt + driver.consistencyWindowMs + run.limits.lateMs - clock.now()
    // A clock that was set back must not make it wait for hours.
    const most = driver.consistencyWindowMs + run.limits.lateMs
    if (waitMs > 0) await clock.sleep(Math.min(waitMs, most), run.signal)
    hits = await listed(run, driver, op, tagsOf(run, op))
  }
  if (hits.length <= 1) return hits[0]
  const kept = await oldestReady(run, driver, op, hits)
  for (const {id} of hits)
    if (id !== kept.id) {
      await removeThing(run, driver, op, id)
      emit(run, {is: 'stray', kind: op.kind, id, name: op.name, removed: true})
    }
  return kept
}

/** Things with these tags, the oldest first. */
export async function listed(
  run: Run,
  driver: KindDriver,
  subject: Subject,
  tags: Partial<OwnerTags>,
): Promise<readonly Thing[]> {
  const things = await askAgain(run, driver, subject, 'read', async call => {
    const found: Thing[] = []
    for await (const thing of driver.find(call, tags)) found.push(thing)
    return found
  })
  return things
    .filter(thing =>
      Object.entries(tags).every(([key, value]) => thing.tags[key as keyof OwnerTags] === value),
    )
    .toSorted((a, b) => a.createdAt - b.createdAt || (a.id < b.id ? -1 : 1))
}

export async function removeThing(run: Run, driver: KindDriver, subject: Subject, id: string): Promise<void> {
  await askAgain(run, driver, subject, 'delete', call =>
    follow(driver.delete(call, id), call, progressOf(run, subject)),
  )
}

async function oldestReady(run: Run, driver: KindDriver, op: Op, hits: readonly Thing[]): Promise<Thing> {
  for (const thing of hits) {
    const {is} = await askAgain(run, driver, op, 'read', call => driver.ready(call, thing.id))
    if (is === 'ready') return thing
  }
  return hits[0]!
}
