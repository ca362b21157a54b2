// The row of a thing that was there before anybody remembered it.
import {RESOURCE_KINDS, type Inputs, type Thing} from '@inferloop/contract'
import {opIdOf} from '../state/op-id.ts'
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'
import {fieldsOf} from './fields.ts'
import {needsOf} from './graph.ts'
import {normalized} from './normalize.ts'
import {asTaken} from './observed.ts'
import {driverOf, type Run} from './run.ts'
import type {DesiredResource, Stack} from './stack.ts'

/** Its secrets count as not set. */
export function takenRow(
  run: Run,
  stack: Stack,
  {name, kind, inputs: wanted, protect}: DesiredResource,
  thing: Thing,
  {lineage, serial}: Pick<Snapshot, 'lineage' | 'serial'>,
  isThere: (name: string) => boolean,
): ResourceRow {
  const driver = driverOf(run, kind)
  const fields = fieldsOf(driver)
  const read = Object.entries(normalized(driver, thing.inputs)).filter(([key]) => key in fields)
  const inputs: Inputs = asTaken(
    fields,
    normalized(driver, wanted),
    Object.fromEntries(read),
    run.engine.hide,
  )
  const needs = needsOf(stack.resources, run.engine.connection.drivers).get(name) ?? []
  const holdsData = RESOURCE_KINDS[kind]?.holdsData ?? false
  return {
    name,
    kind,
    id: thing.id,
    status: 'ready',
    incarnation: 1,
    opId: thing.tags['infer-op'] ?? opIdOf({lineage, name, incarnation: 1, action: 'adopt', serial}),
    inputs,
    wanted,
    outputs: thing.outputs,
    dependsOn: needs.filter(isThere),
    holdsData,
    protect: protect ?? holdsData,
  }
}
