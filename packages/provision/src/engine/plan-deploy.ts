// The steps from what is remembered to what is wanted.
import {
  InferError,
  RESOURCE_KINDS,
  type FieldChange,
  type Inputs,
  type KindDriver,
  type ResourceKind,
} from '@inferloop/contract'
import type {ResourceRow} from '../state/snapshot.ts'
import {digest} from './canonical.ts'
import {changesOf, lostBy} from './diff.ts'
import {fieldsOf} from './fields.ts'
import {inOrder, needsOf, withDependants} from './graph.ts'
import {normalized} from './normalize.ts'
import {overlaid} from './observed.ts'
import {planOf} from './plan-head.ts'
import {asDropped, priorsOf, type Known, type Plan, type PlanOptions, type PlanStep} from './plan.ts'
import {ASKED, refuseLosses} from './protect.ts'
import {fill, isUnknown, referencesOf, secretsIn, type Lookup} from './references.ts'
import {removalSteps} from './plan-removals.ts'
import {refuseStrangers} from './refuse-strangers.ts'
import {scopeOf} from './scope.ts'
import type {DesiredResource, Stack} from './stack.ts'

/**
 * Pure. Costs about 1 ms for 10 resources.
 *
 * @throws InferError INFER_STACK, INFER_OPTION for names that are not there, INFER_DEPLOY_PROTECTED with every loss that was not allowed by name
 */
export function planDeploy(stack: Stack, known: Known, options: PlanOptions = {}): Plan {
  refuseStrangers(known.snapshot, stack.resources, options)
  const plan = deploySteps(stack, known, options)
  refuseLosses(plan.steps, known.snapshot, options)
  return plan
}

/** The plan with its losses; a rollback has its own rules for those, and names that get no step. */
export function deploySteps(
  stack: Stack,
  known: Known,
  options: PlanOptions,
  asIs: ReadonlySet<string> = new Set(),
): Plan {
  const {snapshot, drivers} = known
  const needs = needsOf(stack.resources, drivers)
  const byName = new Map(stack.resources.map(resource => [resource.name, resource]))
  const inScope = scopeOf(needs, snapshot.resources, options)
  const decided = new Map<string, PlanStep>()
  const lookup: Lookup = (name, output) => {
    const step = decided.get(name)
    if (step !== undefined && (step.action === 'create' || step.action === 'replace')) return undefined
    const row = snapshot.resources[step?.moved?.from ?? name] ?? snapshot.detached[name]
    return output === 'id' ? row?.id : row?.outputs[output]
  }
  for (const name of inOrder(needs)) {
    if (!inScope.has(name) || asIs.has(name)) continue
    decided.set(name, decide(byName.get(name)!, needs.get(name)!, {known, options, byName, decided, lookup}))
  }
  const moved = new Set(
    [...decided.values()].flatMap(({moved: from}) => (from === undefined ? [] : [from.from])),
  )
  const gone = Object.values(snapshot.resources).filter(
    ({name}) => !byName.has(name) && !moved.has(name) && inScope.has(name),
  )
  const steps = [
    ...firstOut([...decided.values()], snapshot.resources),
    ...removalSteps(gone, known, options),
  ]
  const leftOut = [...needs.keys()].filter(name => !inScope.has(name))
  return planOf(
    'deploy',
    stack.name,
    digest({...stack, resources: stack.resources.map(withoutPlace)}),
    steps,
    known,
    {options, leftOut},
  )
}

interface Around {
  readonly known: Known
  readonly options: PlanOptions
  readonly byName: ReadonlyMap<string, DesiredResource>
  readonly decided: ReadonlyMap<string, PlanStep>
  readonly lookup: Lookup
}

function decide(desired: DesiredResource, needs: readonly string[], around: Around): PlanStep {
  const {known, options, decided, lookup} = around
  const driver = driverOf(known.drivers, desired.kind)
  const {row, moved} = rowOf(desired, around)
  const holdsData = RESOURCE_KINDS[desired.kind]?.holdsData ?? false
  const fields = fieldsOf(driver)
  const inputs = normalized(driver, fill(fields, desired.inputs, lookup))
  refuseLiterals(desired, driver)
  const base = {
    name: desired.name,
    kind: desired.kind,
    desired: withoutPlace(desired),
    dependsOn: needs,
    holdsData,
    protect: desired.protect ?? holdsData,
    hooks: desired.hooks ?? [],
    drops: priorsOf(row).flatMap(prior => asDropped(prior, known.snapshot, row)),
    follows: referencesOf(fields, desired.inputs)
      .filter(({name, output}) => output !== 'id' && decided.get(name)?.action === 'update')
      .map(({name}) => name),
    ...(moved === undefined ? {} : {moved}),
  }
  if (row?.id === undefined)
    return {
      ...base,
      action: 'create',
      changes: beginning(driver, inputs),
      why: 'not there',
      lost: [],
      interrupts: false,
    }
  const before = overlaid(fields, normalized(driver, row.inputs), row.observed)
  const changes =
    row.kind === desired.kind
      ? changesOf(
          driver,
          before,
          inputs,
          reference =>
            known.secrets[reference] !== undefined && known.secrets[reference] !== row.secrets?.[reference],
        )
      : []
  const reason = replaceReason(row, desired, changes, options)
  if (reason !== undefined)
    return {
      ...base,
      id: row.id,
      action: 'replace',
      changes,
      why: reason,
      lost: lostBy(row.kind),
      interrupts: driver.replaceOrder === 'deleteFirst',
      order: driver.replaceOrder,
      drops: [...base.drops, ...asDropped(row, known.snapshot, row)],
    }
  const calm = {...base, id: row.id, changes, lost: [], interrupts: false}
  if (changes.length > 0) return {...calm, action: 'update', why: changes.map(({path}) => path).join(', ')}
  if (base.drops.length > 0) return {...calm, action: 'cleanup', why: 'its predecessor is still there'}
  if (moved?.detached) return {...calm, action: 'adopt', why: 'it was kept when it went from the stack'}
  if (moved !== undefined) return {...calm, action: 'rename', why: `it was called ${moved.from}`}
  return {...calm, action: 'none', why: ''}
}

function replaceReason(
  row: ResourceRow,
  desired: DesiredResource,
  changes: readonly FieldChange[],
  options: PlanOptions,
): string | undefined {
  if (row.kind !== desired.kind) return `it is a ${row.kind} and shall be a ${desired.kind}`
  const forcing = changes.filter(({effect}) => effect === 'replace')
  if (forcing.length > 0)
    return forcing
      .map(({path, after, why}) => (isUnknown(after) ? `${path} will be another; ${why}` : why))
      .join('; ')
  if (options.replace?.includes(desired.name)) return ASKED
  if (row.status === 'creating') return 'it was made and never became ready'
  return undefined
}

function rowOf(
  desired: DesiredResource,
  {known: {snapshot}, byName}: Around,
): {readonly row?: ResourceRow; readonly moved?: NonNullable<PlanStep['moved']>} {
  const row = snapshot.resources[desired.name]
  if (row !== undefined) return {row}
  for (const from of desired.renamedFrom ?? []) {
    const old = snapshot.resources[from]
    if (old !== undefined && old.kind === desired.kind && !byName.has(from)) return {row: old, moved: {from}}
  }
  const kept = snapshot.detached[desired.name]
  return kept?.kind === desired.kind ? {row: kept, moved: {from: desired.name, detached: true}} : {}
}

/** What stands on a thing that is removed before its successor is made must be removed before it, too. */
function firstOut(
  steps: readonly PlanStep[],
  rows: Readonly<Record<string, ResourceRow>>,
): readonly PlanStep[] {
  const needs = new Map(Object.values(rows).map(row => [row.name, row.dependsOn]))
  const first = steps.filter(({order}) => order === 'deleteFirst').map(({name}) => name)
  const standing = withDependants(first, needs)
  return steps.map(step =>
    step.action === 'replace' && standing.has(step.name)
      ? {...step, order: 'deleteFirst' as const, interrupts: true}
      : step,
  )
}

/** Everything it begins with. */
function beginning(driver: KindDriver, inputs: Inputs): readonly FieldChange[] {
  return changesOf({...driver, effects: {}}, {}, inputs, () => false).map(
    ({path, before, after, secret}) => ({
      path,
      before,
      after,
      effect: 'inPlace' as const,
      ...(secret === undefined ? {} : {secret}),
    }),
  )
}

/** A remark above it, or another folder to start from, make it no other. */
function withoutPlace(desired: DesiredResource): Omit<DesiredResource, 'place'> {
  const {place: _, ...rest} = desired
  return rest
}

function driverOf(drivers: ReadonlyMap<ResourceKind, KindDriver>, kind: ResourceKind): KindDriver {
  const driver = drivers.get(kind)
  if (driver === undefined)
    throw new InferError('INFER_PROVIDER_LACKS', {
      message: `The provider has no ${kind}.`,
      suggestions: [`use one of: ${[...drivers.keys()].join(', ')}`],
    })
  return driver
}

/** A secret in plain text would end in state and plans. */
function refuseLiterals(desired: DesiredResource, driver: KindDriver): void {
  for (const [key, spec] of Object.entries(fieldsOf(driver))) {
    const value = desired.inputs[key]
    if (spec.secret !== true || value === undefined || secretsIn(value).length > 0) continue
    throw new InferError('INFER_STACK', {
      message: `${desired.place === undefined ? '' : `${desired.place.file}:${desired.place.line}: `}${desired.name}.${key} is secret and stands in plain text.`,
      suggestions: [`write ${key}: \${secret:NAME} and set NAME in the environment`],
    })
  }
}
