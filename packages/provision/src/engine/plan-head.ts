// What a plan says of itself: what it was made from, so that it is refused when any of it has changed.
import {InferError} from '@inferloop/contract'
import type {Snapshot} from '../state/snapshot.ts'
import {digest} from './canonical.ts'
import type {Known, Plan, PlanOptions, PlanStep} from './plan.ts'
import {secretsIn} from './references.ts'

export function planOf(
  of: Plan['of'],
  stack: string,
  stackDigest: string,
  steps: readonly PlanStep[],
  {snapshot, identity, tool, secrets}: Known,
  {options, leftOut = []}: {readonly options: PlanOptions; readonly leftOut?: readonly string[]},
): Plan {
  // The lineage is made when the state is first opened: what was planned before then still fits.
  const lineage = snapshot.serial === 0 ? '' : snapshot.lineage
  const used = new Set(steps.flatMap(({desired}) => (desired === undefined ? [] : secretsIn(desired.inputs))))
  return {
    version: 1,
    of,
    stack,
    provider: identity.provider,
    target: {provider: identity.provider, account: identity.account, region: identity.region},
    lineage,
    serial: snapshot.serial,
    digests: {state: stateDigest({...snapshot, lineage}), stack: stackDigest, options: digest(options)},
    options,
    tool,
    secrets: Object.fromEntries(Object.entries(secrets).filter(([reference]) => used.has(reference))),
    steps,
    leftOut,
    open: Object.values(snapshot.openOps).map(({name, action}) => ({name, action})),
    warnings: warningsOf(snapshot, steps),
  }
}

/** Of what a plan is made from: not of who wrote it and when. */
export function stateDigest({lineage, resources, openOps, detached, notify}: Snapshot): string {
  return digest({lineage, resources, openOps, detached, notify})
}

/** The plan made again just now must be what was approved. @throws InferError INFER_PLAN_STALE naming what changed */
export function refuseStale(approved: Plan, now: Plan): void {
  const changed: string[] = []
  const planned = approved.lineage === '' ? now.lineage : approved.lineage
  if (approved.stack !== now.stack || planned !== now.lineage) changed.push('it is of another stack')
  if (digest(approved.target) !== digest(now.target)) changed.push('account or region is another')
  if (approved.digests.stack !== now.digests.stack) changed.push('the stack file was changed')
  if (approved.digests.options !== now.digests.options) changed.push('options are others')
  if (approved.serial !== now.serial || approved.digests.state !== now.digests.state)
    changed.push(`something was deployed since (state ${approved.serial}, now ${now.serial})`)
  if (digest(approved.tool) !== digest(now.tool)) changed.push('infer or a provider has another version')
  if (digest(approved.secrets) !== digest(now.secrets)) changed.push('a secret has another value')
  if (changed.length === 0 && digest(approved.steps) !== digest(now.steps))
    changed.push('its steps were altered')
  if (changed.length > 0)
    throw new InferError('INFER_PLAN_STALE', {
      message: `The plan for ${approved.stack} no longer fits: ${changed.join('; ')}.`,
      suggestions: ['infer deploy plan'],
    })
}

/** What is about to be done must be what was approved, whatever was cleared up or read since. @throws InferError INFER_PLAN_STALE */
export function refuseOther(approved: Plan | undefined, now: Plan): void {
  if (approved === undefined || digest(approved.steps) === digest(now.steps)) return
  throw new InferError('INFER_PLAN_STALE', {
    message: `The plan for ${approved.stack} no longer fits: an interrupted run had to be cleared up first, or something else was found there.`,
    suggestions: ['infer deploy plan'],
  })
}

function warningsOf(snapshot: Snapshot, steps: readonly PlanStep[]): readonly string[] {
  const open = Object.keys(snapshot.openOps).length
  const degraded = steps.filter(
    ({name, action}) => action === 'none' && snapshot.resources[name]?.status === 'degraded',
  )
  return [
    ...(open > 0 ? [`${open} operations of an interrupted run are cleared up first`] : []),
    ...degraded.map(
      ({name}) =>
        `${name} is not well; infer deploy operate ${name} restart, or infer deploy --replace ${name}`,
    ),
  ]
}
