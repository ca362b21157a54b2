// Back to what was there before the last deployment. The way back is planned from rows of the journal and can be cut short and begun again.
import type {Identity} from '@inferloop/contract'
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'
import type {StackView, StackWriter} from '../state/store.ts'
import {apply} from './apply.ts'
import {digest} from './canonical.ts'
import {end, hooksAfter, knownOf, type Deployed} from './deploy.ts'
import type {Engine} from './engine.ts'
import {withNeeds} from './graph.ts'
import {deploySteps} from './plan-deploy.ts'
import {planOf} from './plan-head.ts'
import {isEmpty, priorsOf, type Plan, type PlanStep} from './plan.ts'
import {recover} from './recover.ts'
import {runOf, snapshotOf} from './run.ts'
import type {DesiredResource, Stack} from './stack.ts'
import {enter, refuseOtherTarget} from './target.ts'

/** What a rollback leaves as it is: what holds data or is protected, and what that stands on. Each with a sentence. */
export type Left = readonly {readonly name: string; readonly why: string}[]

export interface RollbackPlan extends Plan {
  readonly left: Left
}

/** Empty when nothing was deployed, or it was rolled back already. Cannot write. @throws InferError INFER_TARGET_MISMATCH */
export async function planRollback(engine: Engine, {snapshot}: StackView): Promise<RollbackPlan> {
  const identity = await engine.connection.whoami()
  refuseOtherTarget(snapshot, identity)
  return planFor(engine, snapshot, identity)
}

/** @throws InferError INFER_TARGET_MISMATCH, INFER_DEPLOY_FAILED, INFER_INTERRUPTED, and of the writer */
export async function rollback(
  engine: Engine,
  writer: StackWriter,
  {
    confirm,
    hooks = [],
  }: {readonly confirm?: (plan: RollbackPlan) => Promise<boolean>; readonly hooks?: Stack['hooks']} = {},
): Promise<Deployed & {readonly plan: RollbackPlan}> {
  const run = runOf(engine, writer)
  const identity = await enter(run)
  const recovered = await recover(run, hooksAfter(run, []))
  const plan = await planFor(engine, snapshotOf(run), identity)
  const outputs = snapshotOf(run).outputs ?? {}
  if (!isEmpty(plan) && confirm !== undefined && !(await confirm(plan)))
    return {plan, recovered, applied: false, strays: [], outputs}
  await apply(run, plan, {hooks, outputs})
  return {plan, recovered, applied: true, outputs, strays: await end(run, plan)}
}

async function planFor(engine: Engine, snapshot: Snapshot, identity: Identity): Promise<RollbackPlan> {
  const before = snapshot.undo?.rows ?? {}
  const now = snapshot.resources
  const kept = keptNow(snapshot)
  const left: {name: string; why: string}[] = []
  const detach: string[] = []
  const resources: DesiredResource[] = []
  for (const row of Object.values(now)) {
    const was = Object.hasOwn(before, row.name) ? before[row.name] : row
    const renamed = Object.values(before).some(
      old => old?.id !== undefined && old.id === row.id && old.name !== row.name,
    )
    if (was !== null && was !== undefined) {
      if (kept.has(row.name) && was.opId + digest(was.inputs) !== row.opId + digest(row.inputs))
        left.push({name: row.name, why: 'it holds data, is protected, or such a thing stands on it'})
      resources.push(asWanted(kept.has(row.name) ? row : was))
    } else if (!renamed && (kept.has(row.name) || snapshot.undo?.detached.includes(row.name))) {
      detach.push(row.name)
      left.push({name: row.name, why: 'it stays, and the stack no longer looks after it'})
    }
  }
  for (const [name, was] of Object.entries(before)) {
    if (was === null || Object.hasOwn(now, name)) continue
    const renamed = Object.values(now).find(row => row.id !== undefined && row.id === was.id)
    if (renamed !== undefined) resources.push({...asWanted(was), renamedFrom: [renamed.name]})
    else if (was.holdsData) left.push({name, why: 'its data is gone and cannot be brought back'})
    else resources.push(asWanted(was))
  }
  const names = new Set(resources.map(({name}) => name))
  const stack = {name: snapshot.stack, resources: resources.map(one => withinStack(one, names))}
  const known = await knownOf(engine, snapshot, stack.resources, identity)
  const {steps} = deploySteps(
    {...stack, provider: identity.provider, settings: {}, outputs: {}, hooks: []},
    known,
    {detach},
  )
  const planned = steps.map(step => restored(step, now[step.moved?.from ?? step.name], before[step.name]))
  const plan = planOf('rollback', snapshot.stack, digest('rollback'), planned, known, {options: {detach}})
  return {...plan, left}
}

/** What must stay as it is now: data, what is protected, and all they stand on. */
function keptNow({resources}: Snapshot): ReadonlySet<string> {
  const rows = Object.values(resources)
  const own = rows.filter(
    row =>
      (row.holdsData || row.protect || priorsOf(row).some(({holdsData, protect}) => holdsData || protect)) &&
      (row.status !== 'creating' || row.prior !== undefined),
  )
  return withNeeds(
    own.map(({name}) => name),
    new Map(rows.map(({name, dependsOn}) => [name, dependsOn])),
  )
}

function asWanted({name, kind, inputs, wanted, protect, dependsOn}: ResourceRow): DesiredResource {
  return {name, kind, inputs: wanted ?? inputs, protect, dependsOn}
}

function withinStack(resource: DesiredResource, names: ReadonlySet<string>): DesiredResource {
  return {...resource, dependsOn: resource.dependsOn?.filter(name => names.has(name)) ?? []}
}

/** Where the old thing is still there it takes its place again, and nothing is made. */
function restored(
  step: PlanStep,
  row: ResourceRow | undefined,
  was: ResourceRow | null | undefined,
): PlanStep {
  const prior = row?.prior
  if (row === undefined || prior?.id === undefined || was?.id !== prior.id || step.holdsData) return step
  const drops = [...priorsOf(prior), ...(row.id === undefined ? [] : [row])].flatMap(({kind, id}) =>
    id === undefined ? [] : [{kind, id}],
  )
  const {order: _, ...rest} = step
  return {
    ...rest,
    action: 'restore',
    id: prior.id,
    changes: [],
    why: 'its predecessor is still there',
    lost: [],
    interrupts: false,
    drops,
  }
}
