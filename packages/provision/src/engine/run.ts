// One run that may change things: what it was given, its lock, and what it has left of tries.
import {InferError, type KindDriver, type OwnerTags, type ResourceKind} from '@inferloop/contract'
import type {Action, Entry, Op, ResourceRow, Snapshot} from '../state/snapshot.ts'
import type {StackWriter} from '../state/store.ts'
import {opIdOf} from '../state/op-id.ts'
import {limitsOf, type Engine, type Limits} from './engine.ts'
import type {Event} from './progress.ts'
import {slots, type Slots} from './slots.ts'

export interface Run {
  readonly engine: Engine
  readonly writer: StackWriter
  readonly limits: Limits
  readonly slots: Slots
  /** Aborted by the user, or by the first entry that could not be written: then nothing more is asked of a provider. */
  readonly signal: AbortSignal
  /** Tries that are left, of all calls together. */
  readonly left: {retries: number; fatal?: unknown}
  readonly halt: AbortController
}

export function runOf(engine: Engine, writer: StackWriter): Run {
  const limits = limitsOf(engine)
  const halt = new AbortController()
  return {
    engine,
    writer,
    limits,
    halt,
    slots: slots(limits.parallel),
    signal: AbortSignal.any([engine.signal, halt.signal]),
    left: {retries: limits.retries},
  }
}

export const snapshotOf = (run: Run): Snapshot => run.writer.view().snapshot

export function rowOf(run: Run, name: string): ResourceRow | undefined {
  const {resources} = snapshotOf(run)
  return Object.hasOwn(resources, name) ? resources[name] : undefined
}

/** Durable when it returns. @throws what the writer throws; the run is over then */
export async function record(run: Run, entry: Entry): Promise<void> {
  try {
    await run.writer.append(entry.is === 'failed' ? {...entry, why: hidden(run, entry.why)} : entry)
  } catch (error) {
    run.left.fatal ??= error
    run.halt.abort(error)
    throw error
  }
}

/** Whatever `error` says, a run that was stopped failed because of that. @throws its own fault: a lost lock, a full disk, an interruption */
export function refuseStopped({left, engine}: Run, error: unknown): void {
  if (left.fatal !== undefined) throw left.fatal
  if (engine.signal.aborted)
    throw new InferError('INFER_INTERRUPTED', {
      message: 'The deployment was interrupted; what was begun is remembered.',
      suggestions: ['infer deploy', 'infer deploy recover'],
      cause: error,
    })
}

const hidden = ({engine}: Run, text: string): string => engine.hide?.(text) ?? text

export function emit(run: Run, event: Event): void {
  run.engine.report({at: run.engine.clock.now(), ...event})
}

/** Of everything that is remembered: also what is to go, and what is kept outside the stack. */
export function knownIds({resources, detached, openOps}: Snapshot): ReadonlySet<string> {
  const ids = new Set<string>()
  for (const first of [...Object.values(resources), ...Object.values(detached)])
    for (let row: ResourceRow | undefined = first; row !== undefined; row = row.prior)
      if (row.id !== undefined) ids.add(row.id)
  for (const {id} of Object.values(openOps)) if (id !== undefined) ids.add(id)
  return ids
}

/** A new operation, its intent durable together with the row it leaves meanwhile. */
export async function begin(
  run: Run,
  action: Action,
  row: ResourceRow,
  more: Partial<Pick<Op, 'before' | 'after' | 'id'>> = {},
): Promise<Op> {
  const {lineage, serial} = snapshotOf(run)
  const {name, kind, incarnation} = row
  const op: Op = {
    opId: opIdOf({lineage, name, incarnation, action, serial}),
    name,
    kind,
    action,
    incarnation,
    ...more,
    issuedAt: run.engine.clock.now(),
    attempts: 0,
    epoch: run.writer.epoch,
    runId: run.writer.runId,
  }
  const makes = action === 'create' || action === 'replace-create'
  await record(run, {is: 'intent', op, row: makes ? {...row, opId: op.opId} : row})
  return op
}

export function tagsOf(run: Run, {opId, name}: Pick<Op, 'opId' | 'name'>): OwnerTags {
  const {stack, lineage} = snapshotOf(run)
  return {'infer-op': opId, 'infer-stack': stack, 'infer-lineage': lineage, 'infer-name': name}
}

/** @throws InferError INFER_PROVIDER_LACKS when the provider no longer has the kind */
export function driverOf(run: Run, kind: ResourceKind): KindDriver {
  const driver = run.engine.connection.drivers.get(kind)
  if (driver === undefined)
    throw new InferError('INFER_PROVIDER_LACKS', {
      message: `The state has a ${kind}, and this version of the provider has none.`,
      suggestions: ['use the version of the provider that deployed it'],
    })
  return driver
}
