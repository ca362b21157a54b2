// A whole deployment: who is asking, what an interrupted run left, the plan, its steps, and what may lie about.
import {InferError, type Identity, type Json} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import type {StackView, StackWriter} from '../state/store.ts'
import {apply} from './apply.ts'
import {checkCapabilities} from './capabilities.ts'
import {costOf, refuseCost} from './cost.ts'
import type {Engine} from './engine.ts'
import {planDeploy} from './plan-deploy.ts'
import {refuseOther, refuseStale} from './plan-head.ts'
import {isEmpty, type Known, type Plan, type PlanOptions} from './plan.ts'
import {recover, type Recovered} from './recover.ts'
import {refresh, type Refreshed} from './refresh.ts'
import {emit, runOf, snapshotOf, type Run} from './run.ts'
import {fingerprints} from './secrets.ts'
import type {DesiredResource, Stack} from './stack.ts'
import {sweep, type Stray} from './sweep.ts'
import {enter, refuseOtherTarget} from './target.ts'

export interface DeployOptions extends PlanOptions {
  /** A saved plan: nothing else is done than what it says. */
  readonly approved?: Plan
  /** Reads every resource before planning. */
  readonly refresh?: boolean
  /** With `refresh`: goes on although more of the resources are gone than `Limits.vanish`. */
  readonly allowVanished?: boolean
  /** Shown the plan when it is not empty; false ends the run without a change. */
  readonly confirm?: (plan: Plan) => Promise<boolean>
}

export interface Deployed {
  readonly plan: Plan
  /** False when `confirm` said no. */
  readonly applied: boolean
  readonly recovered: readonly Recovered[]
  readonly refreshed?: Refreshed
  readonly strays: readonly Stray[]
  readonly outputs: Readonly<Record<string, Json>>
}

/**
 * A plan from what is remembered; asks the provider who it is and what it can, and nothing else. Cannot write.
 *
 * @throws InferError INFER_STACK, INFER_OPTION, INFER_PROVIDER_LACKS, INFER_TARGET_MISMATCH, INFER_DEPLOY_PROTECTED
 */
export async function plan(
  engine: Engine,
  view: StackView,
  stack: Stack,
  options: PlanOptions = {},
): Promise<Plan> {
  const identity = await engine.connection.whoami()
  refuseOtherTarget(view.snapshot, identity)
  return planFor(engine, view.snapshot, stack, options, identity)
}

/** @throws InferError any of `plan`, INFER_PLAN_STALE, INFER_DEPLOY_FAILED, INFER_INTERRUPTED, and of the writer */
export async function deploy(
  engine: Engine,
  writer: StackWriter,
  stack: Stack,
  options: DeployOptions = {},
): Promise<Deployed> {
  const run = runOf(engine, writer)
  const identity = await enter(run)
  const {approved, confirm, refresh: reads, allowVanished, ...asked} = options
  if (approved !== undefined)
    refuseStale(approved, await planFor(engine, snapshotOf(run), stack, asked, identity))
  const recovered = await recover(run)
  const refreshed = reads ? await refresh(run, {allowVanished: allowVanished ?? false}) : undefined
  emit(run, {is: 'phase', phase: 'plan'})
  const now = await planFor(engine, snapshotOf(run), stack, asked, identity)
  refuseOther(approved, now)
  const done = {plan: now, recovered, ...(refreshed === undefined ? {} : {refreshed})}
  if (!isEmpty(now) && confirm !== undefined && !(await confirm(now)))
    return {...done, applied: false, strays: [], outputs: snapshotOf(run).outputs ?? {}}
  const outputs = await apply(run, now, stack)
  return {...done, applied: true, outputs, strays: await end(run, now)}
}

/** Looks for strays and writes a snapshot. */
export async function end(run: Run, {steps}: Plan): Promise<readonly Stray[]> {
  emit(run, {is: 'phase', phase: 'sweep'})
  const {resources, detached} = snapshotOf(run)
  const kinds = [...steps, ...Object.values(resources), ...Object.values(detached)].map(({kind}) => kind)
  const strays = await sweep(run, kinds)
  await run.writer.compact()
  return strays
}

export async function knownOf(
  engine: Engine,
  snapshot: Snapshot,
  resources: readonly Pick<DesiredResource, 'inputs'>[],
  identity: Identity,
): Promise<Known> {
  return {
    snapshot,
    identity,
    drivers: engine.connection.drivers,
    tool: engine.tool,
    secrets: await fingerprints(
      engine,
      resources.map(({inputs}) => inputs),
    ),
  }
}

async function planFor(
  engine: Engine,
  snapshot: Snapshot,
  stack: Stack,
  options: PlanOptions,
  identity: Identity,
): Promise<Plan> {
  if (stack.name !== snapshot.stack)
    throw new InferError('INFER_STACK', {
      message: `The stack is called ${stack.name}, and the state is of ${snapshot.stack}.`,
      suggestions: [`write stack: ${snapshot.stack} in the stack file`, 'infer deploy list'],
    })
  checkCapabilities(stack.provider, stack.resources, await engine.connection.capabilities())
  const made = planDeploy(stack, await knownOf(engine, snapshot, stack.resources, identity), options)
  refuseCost(stack, costOf(stack, snapshot, engine.connection.drivers))
  return made
}
