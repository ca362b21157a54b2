// Does what a plan says, side by side where nothing speaks against it, and takes away last.
import {InferError, type Json} from '@inferloop/contract'
import type {ResourceRow, Snapshot} from '../state/snapshot.ts'
import {dropStep, takesAway} from './drop-step.ts'
import {runHooks} from './hooks.ts'
import {lookupIn} from './lookup.ts'
import {moveRows} from './move-rows.ts'
import {restartNotified} from './operate.ts'
import {priorsOf, type Plan, type PlanStep} from './plan.ts'
import {fillOutputs} from './references.ts'
import {emit, record, snapshotOf, type Run} from './run.ts'
import type {Hook, Stack} from './stack.ts'
import {takeStep} from './step.ts'
import {walk, type Task} from './walk.ts'

/** @throws InferError INFER_DEPLOY_FAILED with every step that failed; what was done is remembered, and the same command goes on from there */
export async function apply(
  run: Run,
  plan: Plan,
  {hooks, outputs}: Pick<Stack, 'hooks' | 'outputs'>,
): Promise<Readonly<Record<string, Json>>> {
  const around: Hook['of'] = plan.of === 'destroy' ? 'destroy' : 'deploy'
  const idle = plan.steps.every(({action}) => action === 'none')
  if (!idle && plan.of !== 'rollback') await record(run, {is: 'begun', undo: undoOf(run, plan)})
  if (!idle) await runHooks(run, hooks, {when: 'before', of: around, name: plan.stack})
  emit(run, {is: 'phase', phase: 'apply', total: plan.steps.filter(({action}) => action !== 'none').length})
  await moveRows(run, plan.steps)
  const {failed, skipped} = await walk(tasksOf(run, plan), run.limits.steps, () => run.signal.aborted)
  refuseBroken(run, plan, failed, skipped)
  const {undo, outputs: before, wantedOutputs} = snapshotOf(run)
  const isOver = undo?.finished === true
  // Of a deployment that did everything but this they are what is left.
  if (!idle || (undo !== undefined && !isOver))
    await runHooks(run, hooks, {when: 'after', of: around, name: plan.stack})
  const values = fillOutputs(outputs, lookupIn(snapshotOf(run).resources))
  if (!isOver || JSON.stringify([before, wantedOutputs]) !== JSON.stringify([values, outputs]))
    await record(run, {is: 'finished', at: run.engine.clock.now(), outputs: values, wanted: outputs})
  return values
}

/** Until a deployment has come to its end, what was there before the first try is where a rollback leads. */
function undoOf(run: Run, {steps}: Plan): NonNullable<Snapshot['undo']> {
  const {undo, resources, wantedOutputs} = snapshotOf(run)
  const kept = undo === undefined || undo.finished === true ? undefined : undo
  const touched = steps.filter(({action, follows}) => action !== 'none' || follows.length > 0)
  const names = touched.flatMap(({name, moved}) => (moved?.detached ? [name] : [name, moved?.from ?? name]))
  const rows: Record<string, ResourceRow | null> = {}
  const outputs = kept === undefined ? wantedOutputs : kept.outputs
  for (const name of names) rows[name] = Object.hasOwn(resources, name) ? resources[name]! : null
  return {
    runId: run.writer.runId,
    at: run.engine.clock.now(),
    rows: {...rows, ...kept?.rows},
    detached: [
      ...(kept?.detached ?? []),
      ...touched.flatMap(({name, moved}) => (moved?.detached ? [name] : [])),
    ],
    ...(outputs === undefined ? {} : {outputs}),
  }
}

function tasksOf(run: Run, plan: Plan): readonly Task[] {
  const makes = plan.steps.filter(({action}) => !['delete', 'detach', 'forget'].includes(action))
  const drops = plan.steps.filter(takesAway)
  const {resources} = snapshotOf(run)
  const needsOfDrop = new Map(drops.map(({name}) => [name, [] as string[]]))
  for (const {name} of drops)
    for (const row of [resources[name], ...priorsOf(resources[name])])
      for (const need of row?.dependsOn ?? []) if (need !== name) needsOfDrop.get(need)?.push(name)
  const early = new Set(makes.filter(({order}) => order === 'deleteFirst').map(({name}) => name))
  for (const name of early) for (const before of needsOfDrop.get(name) ?? []) early.add(before)
  const all = [...makes.map(({name}) => `make ${name}`), 'restarts']
  return [
    ...makes.map(
      (step): Task => ({
        key: `make ${step.name}`,
        needs: [
          ...step.dependsOn.map(name => `make ${name}`),
          ...(step.order === 'deleteFirst' ? [`drop ${step.name}`] : []),
        ],
        run: () => tellingFailure(run, step, () => takeStep(run, plan, step)),
      }),
    ),
    {key: 'restarts', needs: all.slice(0, -1), run: () => restartNotified(run)},
    ...drops.map(
      (step): Task => ({
        key: `drop ${step.name}`,
        needs: [
          ...needsOfDrop.get(step.name)!.map(name => `drop ${name}`),
          ...(early.has(step.name) ? [] : all),
        ],
        run: () => tellingFailure(run, step, () => dropStep(run, step)),
      }),
    ),
  ]
}

async function tellingFailure(
  run: Run,
  {name, kind, action}: PlanStep,
  work: () => Promise<void>,
): Promise<void> {
  try {
    await work()
  } catch (error) {
    emit(run, {is: 'failed', name, kind, action, why: textOf(error)})
    throw error
  }
}

function refuseBroken(
  run: Run,
  plan: Plan,
  failed: ReadonlyMap<string, unknown>,
  skipped: ReadonlyMap<string, string>,
): void {
  if (run.left.fatal !== undefined) throw run.left.fatal
  if (run.engine.signal.aborted)
    throw new InferError('INFER_INTERRUPTED', {
      message: `The deployment of ${plan.stack} was interrupted; what was begun is remembered.`,
      suggestions: [again(plan), 'infer deploy rollback'],
    })
  if (failed.size === 0) return
  const byName = new Map(plan.steps.map(step => [step.name, step]))
  const stepOf = (key: string): PlanStep | undefined => byName.get(key.slice(key.indexOf(' ') + 1))
  for (const [key, because] of skipped) {
    const step = stepOf(key)
    if (step !== undefined && step.action !== 'none')
      emit(run, {is: 'skipped', name: step.name, kind: step.kind, action: step.action, why: because})
  }
  const errors = [...failed.values()]
  // A fault of our own shows its stack.
  for (const error of errors) if (!(error instanceof InferError)) throw error
  const known = errors as InferError[]
  throw new InferError(
    known.length === 1 &&
      known[0]!.code !== 'INFER_PROVIDER_UNREACHABLE' &&
      known[0]!.code !== 'INFER_PROVIDER_REFUSED'
      ? known[0]!.code
      : 'INFER_DEPLOY_FAILED',
    {
      message: `${known.length === 1 ? 'A step' : `${known.length} steps`} of ${plan.stack} failed: ${known.map(({message}) => message).join(' ')}`,
      suggestions: [...new Set([...known.flatMap(({suggestions}) => suggestions), again(plan)])],
      cause: errors[0],
    },
  )
}

/** The command that goes on where this one ended. */
const again = ({of}: Plan): string => (of === 'deploy' ? 'infer deploy' : `infer deploy ${of}`)

const textOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
