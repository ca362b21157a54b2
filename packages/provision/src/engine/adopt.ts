// Takes what is already there into the care of a stack.
import {InferError, RESOURCE_KINDS, type KindDriver, type Thing} from '@inferloop/contract'
import type {StackWriter} from '../state/store.ts'
import {opIdOf} from '../state/op-id.ts'
import type {Engine} from './engine.ts'
import {fieldsOf} from './fields.ts'
import {listed} from './find-made.ts'
import {inOrder, needsOf} from './graph.ts'
import {normalized} from './normalize.ts'
import {asTaken} from './observed.ts'
import {driverOf, knownIds, record, rowOf, runOf, snapshotOf, type Run} from './run.ts'
import {readThing} from './settle.ts'
import type {DesiredResource, Stack} from './stack.ts'
import {enter} from './target.ts'

/**
 * The thing with this id becomes the resource of that name; the next plan shows what it would change.
 *
 * @throws InferError INFER_OPTION when the name is taken or not in the stack, or nothing has the id; INFER_DEPLOY_PROTECTED when it is
 * another stack's
 */
export async function adopt(
  engine: Engine,
  writer: StackWriter,
  stack: Stack,
  name: string,
  id: string,
): Promise<Thing> {
  const run = runOf(engine, writer)
  await enter(run)
  const desired = stack.resources.find(resource => resource.name === name)
  if (desired === undefined || rowOf(run, name) !== undefined)
    throw new InferError('INFER_OPTION', {
      message:
        desired === undefined
          ? `The stack has no resource named "${name}".`
          : `${name} is deployed already (${rowOf(run, name)?.id ?? 'in the making'}).`,
      suggestions: [desired === undefined ? `add ${name} to the stack file first` : 'infer deploy status'],
    })
  const driver = driverOf(run, desired.kind)
  const thing = await readThing(run, driver, {name, kind: desired.kind, opId: 'adopt'}, id)
  if (thing === undefined)
    throw new InferError('INFER_OPTION', {
      message: `There is no ${desired.kind} with the id "${id}" in this account.`,
      suggestions: ['look the id up in the provider’s console'],
    })
  const {lineage} = snapshotOf(run)
  const owner = thing.tags['infer-lineage']
  if (knownIds(snapshotOf(run)).has(id) || (owner !== undefined && owner !== lineage))
    throw new InferError('INFER_DEPLOY_PROTECTED', {
      message: `${id} belongs to ${thing.tags['infer-stack'] ?? 'a stack'} as ${thing.tags['infer-name'] ?? 'a resource'} already.`,
      suggestions: ['infer deploy status', 'detach it there first'],
    })
  await take(run, driver, stack, desired, thing)
  await writer.compact()
  return thing
}

/**
 * After a loss of state: everything that carries the name of the stack and of one of its resources is taken up again, the newest ready
 * one where there are several; the others are given back to be looked at.
 */
export async function rebuild(
  engine: Engine,
  writer: StackWriter,
  stack: Stack,
): Promise<{readonly adopted: readonly string[]; readonly others: readonly Thing[]}> {
  const run = runOf(engine, writer)
  await enter(run)
  const found = new Map<string, Thing>()
  const others: Thing[] = []
  for (const kind of [...new Set(stack.resources.map(one => one.kind))].toSorted()) {
    const driver = driverOf(run, kind)
    const subject = {name: stack.name, kind, opId: 'rebuild'}
    const things = await listed(run, driver, subject, {'infer-stack': stack.name})
    for (const thing of things.toReversed()) {
      if (knownIds(snapshotOf(run)).has(thing.id)) continue
      const desired = stack.resources.find(one => one.kind === kind && one.name === thing.tags['infer-name'])
      const isTaken =
        desired === undefined || rowOf(run, desired.name) !== undefined || found.has(desired.name)
      if (isTaken) others.push(thing)
      else found.set(desired.name, thing)
    }
  }
  // What others need comes first, so that each row knows what it needs.
  const adopted = inOrder(needsOf(stack.resources, run.engine.connection.drivers)).filter(name =>
    found.has(name),
  )
  for (const name of adopted) {
    const desired = stack.resources.find(one => one.name === name)!
    await take(run, driverOf(run, desired.kind), stack, desired, found.get(name)!)
  }
  await writer.compact()
  return {adopted, others}
}

async function take(
  run: Run,
  driver: KindDriver,
  stack: Stack,
  {name, kind, inputs: wanted, protect}: DesiredResource,
  thing: Thing,
): Promise<void> {
  const {lineage, serial, resources, detached} = snapshotOf(run)
  const fields = fieldsOf(driver)
  const read = Object.entries(normalized(driver, thing.inputs)).filter(([key]) => key in fields)
  const inputs = asTaken(fields, normalized(driver, wanted), Object.fromEntries(read), run.engine.hide)
  const needs = needsOf(stack.resources, run.engine.connection.drivers).get(name) ?? []
  const holdsData = RESOURCE_KINDS[kind]?.holdsData ?? false
  await record(run, {
    is: 'row',
    name,
    row: {
      name,
      kind,
      id: thing.id,
      status: 'ready',
      incarnation: 1,
      opId: thing.tags['infer-op'] ?? opIdOf({lineage, name, incarnation: 1, action: 'adopt', serial}),
      inputs,
      wanted,
      outputs: thing.outputs,
      dependsOn: needs.filter(need => Object.hasOwn(resources, need) || Object.hasOwn(detached, need)),
      holdsData,
      protect: protect ?? holdsData,
    },
  })
}
