// One step of a plan that makes or changes something, from its hooks to its last entry.
import {InferError} from '@inferloop/contract'
import type {Op, ResourceRow} from '../state/snapshot.ts'
import {canonical} from './canonical.ts'
import {closeUnmade, openOf} from './close-unmade.ts'
import {change} from './change.ts'
import {changesOf} from './diff.ts'
import {fieldsOf} from './fields.ts'
import {runHooks} from './hooks.ts'
import {inputsOf, rowFor} from './inputs-of.ts'
import {afterOf, dueOf, runDue, withoutDue} from './hooks-due.ts'
import {make} from './make.ts'
import {normalized} from './normalize.ts'
import {overlaid} from './observed.ts'
import {notifyOthers} from './operate.ts'
import type {Plan, PlanStep} from './plan.ts'
import {begin, driverOf, emit, record, rowOf, snapshotOf, type Run} from './run.ts'

export async function takeStep(run: Run, plan: Plan, step: PlanStep): Promise<void> {
  const {name, kind, action} = step
  const began = run.engine.clock.now()
  if (action !== 'none') emit(run, {is: 'begun', name, kind, action})
  if (action === 'create' || action === 'replace') await makeOf(run, plan, step)
  else if (action !== 'restore') await changeOf(run, plan, step)
  const id = rowOf(run, name)?.id
  if (action !== 'none')
    emit(run, {
      is: 'done',
      name,
      kind,
      action,
      tookMs: run.engine.clock.now() - began,
      ...(id === undefined ? {} : {id}),
    })
}

async function makeOf(run: Run, plan: Plan, step: PlanStep): Promise<void> {
  const {name, kind, hooks} = step
  const inputs = inputsOf(run, step.desired!)
  await runHooks(run, hooks, {when: 'before', of: 'create', name, kind})
  await make(run, await beginMaking(run, plan, step, inputs), afterOf(run, step, 'create'))
  if (snapshotOf(run).notify[name] !== undefined) await record(run, {is: 'notify', name})
}

/** The operation of an interrupted run when it wanted the same, else a new one. */
async function beginMaking(run: Run, plan: Plan, step: PlanStep, inputs: ResourceRow['inputs']): Promise<Op> {
  const {name} = step
  const open = openOf(run, rowOf(run, name))
  if (open !== undefined && canonical(open.after) === canonical(inputs)) {
    await record(run, {is: 'attempt', opId: open.opId, at: run.engine.clock.now()})
    return snapshotOf(run).openOps[open.opId]!
  }
  await closeUnmade(run, name)
  const left = rowOf(run, name)
  const prior = left?.id === undefined ? undefined : left
  return begin(
    run,
    prior === undefined ? 'create' : 'replace-create',
    {
      ...rowFor(plan, step, inputs),
      status: prior === undefined ? 'creating' : 'replacing',
      incarnation: (left?.incarnation ?? open?.incarnation ?? 0) + 1,
      opId: '',
      outputs: {},
      ...dueOf(step, 'create'),
      ...(prior === undefined ? {} : {prior}),
    },
    {after: inputs},
  )
}

async function changeOf(run: Run, plan: Plan, step: PlanStep): Promise<void> {
  const {name, kind, hooks, action, follows} = step
  const row = rowOf(run, name)!
  const asks = action === 'update' || follows.length > 0
  const inputs = asks ? inputsOf(run, step.desired!) : row.inputs
  const driver = driverOf(run, kind)
  const before = overlaid(fieldsOf(driver), normalized(driver, row.inputs), row.observed)
  const changes = asks
    ? changesOf(
        driver,
        before,
        inputs,
        reference =>
          plan.secrets[reference] !== undefined && plan.secrets[reference] !== row.secrets?.[reference],
      )
    : []
  if (plan.of === 'deploy' && (row.hooksDue === 'create' || changes.length === 0)) await runDue(run, step)
  const now = rowOf(run, name)!
  // After a change that is taken back there is nothing to run.
  const {hooks: _, ...kept} = plan.of === 'rollback' && now.hooksDue === 'update' ? withoutDue(now) : now
  const {observed: __, observedAt: ___, ...unseen} = kept
  const next: ResourceRow = {...(changes.length > 0 ? unseen : kept), ...rowFor(plan, step, inputs)}
  if (changes.length === 0) {
    if (canonical(next) !== canonical(now)) await record(run, {is: 'row', name, row: next})
    return
  }
  refuseReplacement(
    step,
    changes.filter(({effect}) => effect === 'replace').map(({path}) => path),
  )
  await runHooks(run, hooks, {when: 'before', of: 'update', name, kind, id: row.id!})
  if (kind === 'security.secret') await notifyOthers(run, name, `${name} was changed`)
  const due = dueOf(step, 'update')
  const op = await begin(
    run,
    'update',
    {...now, status: 'updating', ...due},
    {before: row.inputs, after: inputs, id: row.id!},
  )
  await change(run, op, changes, {...next, ...due}, afterOf(run, step, 'update'))
}

/** A plan promised a change in place. */
function refuseReplacement({name}: PlanStep, paths: readonly string[]): void {
  if (paths.length === 0) return
  throw new InferError('INFER_PLAN_STALE', {
    message: `${name} would have to be replaced by now: ${paths.join(', ')} became another while the plan was applied.`,
    suggestions: ['infer deploy plan'],
  })
}
