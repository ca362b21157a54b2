// What a step gives to its provider, with everything known that it refers to.
import {InferError, type Inputs, type Json} from '@inferloop/contract'
import type {ResourceRow} from '../state/snapshot.ts'
import {fieldsOf} from './fields.ts'
import {lookupIn} from './lookup.ts'
import {normalized} from './normalize.ts'
import type {Plan, PlanStep} from './plan.ts'
import {fill, isUnknown, secretsIn} from './references.ts'
import {driverOf, snapshotOf, type Run} from './run.ts'
import type {DesiredResource} from './stack.ts'

/** @throws InferError INFER_DEPLOY_FAILED when something it refers to has no such output */
export function inputsOf(run: Run, desired: DesiredResource): Inputs {
  const driver = driverOf(run, desired.kind)
  const inputs = normalized(
    driver,
    fill(fieldsOf(driver), desired.inputs, lookupIn(snapshotOf(run).resources)),
  )
  const unknown = unknownIn(inputs)
  if (unknown === undefined) return inputs
  throw new InferError('INFER_DEPLOY_FAILED', {
    message: `${desired.name} needs ${unknown}, and the provider gave no such output.`,
    suggestions: ['infer deploy status', 'take the reference out of the stack file'],
  })
}

/** The row of a step as far as the stack says it. */
export function rowFor(
  plan: Plan,
  step: PlanStep,
  inputs: Inputs,
): Pick<
  ResourceRow,
  'name' | 'kind' | 'inputs' | 'wanted' | 'secrets' | 'dependsOn' | 'holdsData' | 'protect' | 'hooks'
> {
  const wanted = step.desired!.inputs
  const used = new Set(secretsIn(wanted))
  const hooks = step.hooks.filter(({of}) => of === 'delete')
  return {
    name: step.name,
    kind: step.kind,
    inputs,
    wanted,
    secrets: Object.fromEntries(Object.entries(plan.secrets).filter(([reference]) => used.has(reference))),
    dependsOn: step.dependsOn,
    holdsData: step.holdsData,
    protect: step.protect,
    ...(hooks.length === 0 ? {} : {hooks}),
  }
}

function unknownIn(value: Json | Inputs): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  if (isUnknown(value)) return value.$unknown
  for (const part of Object.values(value)) {
    const found = unknownIn(part)
    if (found !== undefined) return found
  }
  return undefined
}
