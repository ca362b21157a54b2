// After a loss of state: what carries the stack's tags is taken up again, all of it at one stroke.
import type {ResourceKind, Thing} from '@inferloop/contract'
import type {ResourceRow} from '../state/snapshot.ts'
import type {StackWriter} from '../state/store.ts'
import type {Engine} from './engine.ts'
import {listed} from './find-made.ts'
import {inOrder, needsOf} from './graph.ts'
import {driverOf, record, runOf, snapshotOf, type Run} from './run.ts'
import type {DesiredResource, Stack} from './stack.ts'
import {takenRow} from './taken-row.ts'
import {enter} from './target.ts'

export interface Rebuilt {
  /** Each after what it needs. */
  readonly adopted: readonly string[]
  /** Carry the stack's name, and were not taken up. */
  readonly others: readonly Thing[]
}

/**
 * Everything that carries the name of the stack and of one of its resources, the newest where there are several. Nothing is remembered
 * until all of it is known.
 *
 * @param writer opened to begin anew
 */
export async function rebuild(engine: Engine, writer: StackWriter, stack: Stack): Promise<Rebuilt> {
  const run = runOf(engine, writer)
  await enter(run)
  const things = await carrying(run, stack)
  const found = new Map<string, Thing>()
  const others: Thing[] = []
  for (const {thing, desired} of things.toReversed())
    if (desired === undefined || found.has(desired.name)) others.push(thing)
    else found.set(desired.name, thing)
  const order = inOrder(needsOf(stack.resources, engine.connection.drivers))
  const adopted = order.filter(name => found.has(name))
  await begin(run, stack, found)
  return {adopted, others}
}

interface Carrying {
  readonly thing: Thing
  /** The resource of its name and kind. */
  readonly desired: DesiredResource | undefined
}

/** The oldest first. */
async function carrying(run: Run, {name: stack, resources}: Stack): Promise<readonly Carrying[]> {
  const of = async (kind: ResourceKind): Promise<Carrying[]> => {
    const driver = driverOf(run, kind)
    const things = await listed(run, driver, {name: stack, kind, opId: 'rebuild'}, {'infer-stack': stack})
    return things.map(thing => ({
      thing,
      desired: resources.find(one => one.kind === kind && one.name === thing.tags['infer-name']),
    }))
  }
  const kinds = [...new Set(resources.map(({kind}) => kind))].toSorted()
  const all = await Promise.all(kinds.map(of))
  return all.flat()
}

async function begin(run: Run, stack: Stack, found: ReadonlyMap<string, Thing>): Promise<void> {
  const {lineage} = snapshotOf(run)
  // More than any history has counted to, so that no operation gets the name of one that was forgotten.
  const serial = Math.floor(run.engine.clock.now() / 1000)
  const taken = stack.resources.filter(({name}) => found.has(name))
  const rows = taken.map((desired): [string, ResourceRow] => {
    const {name} = desired
    const isThere = (need: string): boolean => found.has(need)
    return [name, takenRow(run, stack, desired, found.get(name)!, {lineage, serial}, isThere)]
  })
  await record(run, {is: 'anew', lineage, serial, rows: Object.fromEntries(rows)})
  await run.writer.compact()
}
