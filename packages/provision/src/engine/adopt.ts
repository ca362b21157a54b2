// Takes what is already there into the care of a stack.
import {InferError, type Thing} from '@inferloop/contract'
import type {StackWriter} from '../state/store.ts'
import type {Engine} from './engine.ts'
import {driverOf, knownIds, record, rowOf, runOf, snapshotOf} from './run.ts'
import {readThing} from './settle.ts'
import type {Stack} from './stack.ts'
import {takenRow} from './taken-row.ts'
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
  const {resources, detached} = snapshotOf(run)
  const isThere = (need: string) => Object.hasOwn(resources, need) || Object.hasOwn(detached, need)
  const row = takenRow(run, stack, desired, thing, snapshotOf(run), isThere)
  await record(run, {is: 'row', name, row})
  await writer.compact()
  return thing
}
