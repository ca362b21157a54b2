// Takes a stack away, or all of it but its data.
import type {Identity} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {StackView, StackWriter} from '../state/store.ts'
import {apply} from './apply.ts'
import {digest} from './canonical.ts'
import {end, knownOf, type Deployed} from './deploy.ts'
import type {Engine} from './engine.ts'
import {withNeeds} from './graph.ts'
import {planOf, refuseOther, refuseStale} from './plan-head.ts'
import {type Hooked, removalSteps} from './plan-removals.ts'
import {isEmpty, type Plan} from './plan.ts'
import {refuseLosses} from './protect.ts'
import {refuseStrangers} from './refuse-strangers.ts'
import {recover} from './recover.ts'
import {runOf, snapshotOf} from './run.ts'
import type {Hook} from './stack.ts'
import {enter, refuseOtherTarget} from './target.ts'

export interface DestroyOptions {
  /** Names whose protection or data may go. */
  readonly allowLoss?: readonly string[]
  /** What holds data or is protected stays, with all it stands on, and is adopted when it comes back. */
  readonly keepData?: boolean
}

export interface DestroyRun extends DestroyOptions {
  readonly approved?: Plan
  readonly confirm?: (plan: Plan) => Promise<boolean>
  /** Of the stack file, where there is one. */
  readonly hooks?: readonly Hook[]
  readonly resources?: readonly Hooked[]
}

/**
 * Cannot write.
 *
 * @param resources of the stack file, where there is one
 * @throws InferError INFER_TARGET_MISMATCH, INFER_DEPLOY_PROTECTED
 */
export async function planDestroy(
  engine: Engine,
  {snapshot}: StackView,
  options: DestroyOptions = {},
  resources: readonly Hooked[] = [],
): Promise<Plan> {
  const identity = await engine.connection.whoami()
  refuseOtherTarget(snapshot, identity)
  return planFor(engine, {snapshot, identity, resources}, options)
}

/** @throws InferError any of `planDestroy`, INFER_PLAN_STALE, INFER_DEPLOY_FAILED, INFER_INTERRUPTED, and of the writer */
export async function destroy(
  engine: Engine,
  writer: StackWriter,
  {approved, confirm, hooks = [], resources = [], ...options}: DestroyRun = {},
): Promise<Deployed> {
  const run = runOf(engine, writer)
  const identity = await enter(run)
  const planNow = (): Promise<Plan> =>
    planFor(engine, {snapshot: snapshotOf(run), identity, resources}, options)
  if (approved !== undefined) refuseStale(approved, await planNow())
  const recovered = await recover(run)
  const plan = await planNow()
  refuseOther(approved, plan)
  if (!isEmpty(plan) && confirm !== undefined && !(await confirm(plan)))
    return {plan, recovered, applied: false, strays: [], outputs: snapshotOf(run).outputs ?? {}}
  const outputs = await apply(run, plan, {hooks, outputs: {}})
  return {plan, recovered, applied: true, outputs, strays: await end(run, plan)}
}

async function planFor(
  engine: Engine,
  of: {
    readonly snapshot: Snapshot
    readonly identity: Identity
    readonly resources: readonly Hooked[]
  },
  options: DestroyOptions,
): Promise<Plan> {
  const {snapshot, identity, resources} = of
  refuseStrangers(snapshot, resources, options, 'infer deploy destroy')
  const known = await knownOf(engine, snapshot, [], identity)
  const rows = Object.values(snapshot.resources)
  const kept = rows.filter(({protect, holdsData, status}) => (protect || holdsData) && status !== 'creating')
  const needs = new Map(rows.map(({name, dependsOn}) => [name, dependsOn]))
  const detach = options.keepData
    ? [
        ...withNeeds(
          kept.map(({name}) => name).filter(name => !options.allowLoss?.includes(name)),
          needs,
        ),
      ]
    : []
  const steps = removalSteps(rows, known, {detach}, resources)
  refuseLosses(steps, snapshot, options, 'destroy')
  return planOf('destroy', snapshot.stack, digest('destroy'), steps, known, {
    options: {...options, detach},
  })
}
