// After a loss of state: what carries the stack's tags is taken up again, all of it at one stroke.
import type {ResourceKind, Thing} from '@inferloop/contract'
import type {ResourceRow} from '../state/snapshot.ts'
import type {StackWriter} from '../state/store.ts'
import {askAgain} from './ask.ts'
import type {Engine} from './engine.ts'
import {listed} from './find-made.ts'
import {inOrder, needsOf} from './graph.ts'
import {type LineageChoice, lineageOf} from './lineage-of.ts'
import {driverOf, record, runOf, snapshotOf, type Run} from './run.ts'
import {readThing} from './settle.ts'
import type {DesiredResource, Stack} from './stack.ts'
import {takenRow} from './taken-row.ts'
import {enter} from './target.ts'

export interface Rebuilt {
  /** Each after what it needs. */
  readonly adopted: readonly string[]
  /** Carry the stack's name and lineage, and were not taken up. */
  readonly others: readonly Thing[]
}

/**
 * Everything that carries the name of the stack and of one of its resources: of several the newest that is ready, and the newest where none
 * is. Nothing is remembered until all of it is known.
 *
 * @param writer opened to begin anew
 * @throws InferError of `lineageOf`; INFER_PROVIDER_UNREACHABLE, INFER_PROVIDER_REFUSED, and nothing is remembered
 */
export async function rebuild(
  engine: Engine,
  writer: StackWriter,
  stack: Stack,
  choice: LineageChoice = {},
): Promise<Rebuilt> {
  const run = runOf(engine, writer)
  await enter(run)
  const all = await carrying(run, stack)
  const things = all.map(({thing}) => thing)
  const lineage = lineageOf(stack.name, things, choice) ?? snapshotOf(run).lineage
  const own = all.filter(({thing}) => thing.tags['infer-lineage'] === lineage)
  const choices = await Promise.all(
    stack.resources.map(async (desired): Promise<[string, Taken | undefined]> => {
      const its = own.filter(one => isOf(stack, desired, one))
      return [desired.name, await newestReady(run, desired, its)]
    }),
  )
  const taken = new Map(choices.flatMap(([name, one]) => (one === undefined ? [] : [[name, one] as const])))
  await begin(run, stack, lineage, taken)
  const up = new Set([...taken.values()].map(({thing}) => thing))
  const order = inOrder(needsOf(stack.resources, engine.connection.drivers))
  return {
    adopted: order.filter(name => taken.has(name)),
    others: own.flatMap(({thing}) => (up.has(thing) ? [] : [thing])),
  }
}

interface Carrying {
  readonly kind: ResourceKind
  readonly thing: Thing
}

/** The oldest first, once lists show what was made a moment ago; without what they still show and is gone. */
async function carrying(run: Run, {name: stack, resources}: Stack): Promise<readonly Carrying[]> {
  const kinds = [...new Set(resources.map(({kind}) => kind))].toSorted()
  const windows = kinds.map(kind => driverOf(run, kind).consistencyWindowMs)
  await run.engine.clock.sleep(Math.max(0, ...windows), run.signal)
  const of = async (kind: ResourceKind): Promise<Carrying[]> => {
    const driver = driverOf(run, kind)
    const subject = {name: stack, kind, opId: 'rebuild'}
    const shown = await listed(run, driver, subject, {'infer-stack': stack})
    const there = await Promise.all(shown.map(({id}) => readThing(run, driver, subject, id)))
    return there.flatMap(thing => (thing === undefined ? [] : [{kind, thing}]))
  }
  const all = await Promise.all(kinds.map(of))
  return all.flat()
}

/** By its name, or by one it had before that is nobody's now. */
function isOf(
  {resources}: Stack,
  {name, kind, renamedFrom = []}: DesiredResource,
  {kind: its, thing}: Carrying,
): boolean {
  const called = thing.tags['infer-name']
  if (its !== kind || called === undefined) return false
  return called === name || (renamedFrom.includes(called) && !resources.some(one => one.name === called))
}

interface Taken {
  readonly thing: Thing
  readonly isReady: boolean
}

/** @param things the oldest first */
async function newestReady(
  run: Run,
  {name, kind}: DesiredResource,
  things: readonly Carrying[],
): Promise<Taken | undefined> {
  const driver = driverOf(run, kind)
  for (const {thing} of things.toReversed()) {
    const subject = {name, kind, opId: 'rebuild'}
    const {is} = await askAgain(run, driver, subject, 'read', call => driver.ready(call, thing.id))
    if (is === 'ready') return {thing, isReady: true}
  }
  const newest = things.at(-1)
  return newest === undefined ? undefined : {thing: newest.thing, isReady: false}
}

async function begin(
  run: Run,
  stack: Stack,
  lineage: string,
  taken: ReadonlyMap<string, Taken>,
): Promise<void> {
  // More than any history has counted to, so that no operation gets the name of one that was forgotten.
  const serial = Math.floor(run.engine.clock.now() / 1000)
  const isThere = (name: string): boolean => taken.has(name)
  const rows = stack.resources.flatMap((desired): [string, ResourceRow][] => {
    const one = taken.get(desired.name)
    if (one === undefined) return []
    const row = takenRow(run, stack, desired, one.thing, {lineage, serial}, isThere)
    // Not as one that never was ready, which would be replaced.
    return [[desired.name, one.isReady ? row : {...row, status: 'degraded'}]]
  })
  await record(run, {is: 'anew', lineage, serial, rows: Object.fromEntries(rows)})
  await run.writer.compact()
}
