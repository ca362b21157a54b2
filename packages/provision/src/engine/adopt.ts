// Takes what is already there into the care of a stack.
import {InferError, type Thing} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {StackWriter} from '../state/store.ts'
import type {Engine} from './engine.ts'
import {recover} from './recover.ts'
import {driverOf, knownIds, record, rowOf, runOf, snapshotOf} from './run.ts'
import {readThing} from './settle.ts'
import type {DesiredResource, Stack} from './stack.ts'
import {takenRow} from './taken-row.ts'
import {enter} from './target.ts'

/**
 * The thing with this id becomes the resource of that name, once an interrupted run is cleared up; the next plan shows what it would change.
 *
 * @throws InferError INFER_OPTION when the name is taken or not in the stack, or nothing has the id; INFER_DEPLOY_PROTECTED when it is
 * another stack's or another resource's; of `recover`
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
  await recover(run)
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
  refuseOwned(snapshotOf(run), desired, thing)
  const {resources, detached} = snapshotOf(run)
  const isThere = (need: string) => Object.hasOwn(resources, need) || Object.hasOwn(detached, need)
  const row = takenRow(run, stack, desired, thing, snapshotOf(run), isThere)
  await record(run, {is: 'row', name, row})
  await writer.compact()
  return thing
}

/** Passes what is nobody's, and what was made for this very resource. @throws InferError INFER_DEPLOY_PROTECTED */
function refuseOwned(snapshot: Snapshot, {name, renamedFrom = []}: DesiredResource, {id, tags}: Thing): void {
  const {'infer-stack': stack = 'a stack', 'infer-name': its, 'infer-lineage': lineage} = tags
  const isKnown = knownIds(snapshot).has(id)
  const isForeign = lineage !== undefined && lineage !== snapshot.lineage
  const isOther = lineage !== undefined && its !== undefined && its !== name && !renamedFrom.includes(its)
  if (!isKnown && !isForeign && !isOther) return
  throw new InferError('INFER_DEPLOY_PROTECTED', {
    message: `${id} belongs to ${stack} as ${its ?? 'a resource'} already.`,
    suggestions: [
      'infer deploy status',
      ...(isForeign ? ['detach it there first'] : isKnown ? [] : [`infer deploy adopt ${its} ${id}`]),
    ],
  })
}
