// Reads many things at once, for those who only want to know: without a lock, and without a try too many.
import type {Call, Found, Health} from '@inferloop/contract'
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'
import {shortened} from './ask.ts'
import type {Engine} from './engine.ts'
import {slots} from './slots.ts'

export interface Looked {
  readonly row: ResourceRow
  readonly found: Found
}

/** Whatever goes wrong is `unsure`. Rows without an id are `unsure`, too. */
export async function lookAt(
  engine: Engine,
  snapshot: Snapshot,
  rows: readonly ResourceRow[],
  parallel: number,
): Promise<readonly Looked[]> {
  const places = slots(parallel)
  return Promise.all(
    rows.map(async row => {
      const found = await quietly(engine, snapshot, row, places, async (call, id) =>
        engine.connection.drivers.get(row.kind)!.read(call, id),
      )
      return {row, found: typeof found === 'string' ? {is: 'unsure', why: found} : found}
    }),
  )
}

/** `unknown` where the kind has no look at its health. */
export async function healthOf(
  engine: Engine,
  snapshot: Snapshot,
  rows: readonly ResourceRow[],
  parallel: number,
): Promise<ReadonlyMap<string, Health>> {
  const places = slots(parallel)
  const found = await Promise.all(
    rows.map(async (row): Promise<[string, Health]> => {
      const driver = engine.connection.drivers.get(row.kind)
      const said = await quietly(engine, snapshot, row, places, async (call, id): Promise<Health> => {
        const {is, detail} = await driver!.ready(call, id)
        if (is !== 'ready') return {is: is === 'failed' ? 'unhealthy' : 'degraded', detail}
        return driver!.health === undefined ? {is: 'healthy', detail} : driver!.health(call, id)
      })
      return [row.name, typeof said === 'string' ? {is: 'unknown', detail: said} : said]
    }),
  )
  return new Map(found)
}

/** What it gave, or why it gave nothing. Tried 3 times. */
async function quietly<T extends object>(
  {connection, clock, signal}: Engine,
  {stack, lineage}: Snapshot,
  {name, kind, id, opId}: ResourceRow,
  places: ReturnType<typeof slots>,
  work: (call: Call, id: string) => Promise<T>,
): Promise<T | string> {
  const driver = connection.drivers.get(kind)
  if (driver === undefined) return `the provider has no ${kind}`
  if (id === undefined) return 'it is not made yet'
  const release = await places.take(driver.rateClass)
  try {
    for (let tries = 1; ; tries++) {
      const tags = {'infer-op': opId, 'infer-stack': stack, 'infer-lineage': lineage, 'infer-name': name}
      const deadline = clock.now() + driver.timeouts.read
      try {
        return await work({opId, token: opId, tags, deadline, signal}, id)
      } catch (error) {
        signal.throwIfAborted()
        const {retryable, ambiguous, message, retryAfterMs} = shortened(driver.explain(error))
        if (tries >= 3 || !(retryable || ambiguous)) return message
        await clock.sleep(Math.min(retryAfterMs ?? 0, 10_000), signal)
      }
    }
  } finally {
    release()
  }
}
