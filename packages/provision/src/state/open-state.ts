// What is remembered of stacks, over any storage.
import type {Clock} from '@inferloop/contract'
import {InferError} from '@inferloop/contract'
import {beginAnew} from './begin-anew.ts'
import {beginJournal, type Position} from './begin-journal.ts'
import {keptOutcomes, stillOpen} from './inbox.ts'
import {keepLease} from './lease.ts'
import {loadState} from './load-state.ts'
import {type LockParts, makeLock, takeLock} from './lock.ts'
import {locked} from './lock-faults.ts'
import {highestLock, type LockRecord, readLock} from './lock-record.ts'
import {sameMachine, type Self} from './owner.ts'
import {oldFiles} from './prune.ts'
import {backupsOf, restoreState} from './restore.ts'
import {SCHEMA, type Snapshot} from './snapshot.ts'
import {stateNames} from './state-names.ts'
import type {Storage} from './storage.ts'
import type {AnewOptions, StackView, StackWriter, StateStore} from './store.ts'
import {type Timing, TIMING} from './timing.ts'
import {within} from './within.ts'
import {stackWriter} from './writer.ts'
import {readZombieOps} from './zombie-ops.ts'

export interface StateParts {
  readonly storage: Storage
  /** For outcomes the storage could not take: another disk where there is one. */
  readonly inbox?: Storage
  readonly clock: Clock
  readonly self: Self
  /** A UUID. */
  readonly newId: () => string
  readonly timing?: Timing
}

/** Letters that are safe in names of files and objects everywhere. */
const STACK = /^[a-z0-9][a-z0-9_-]{0,62}$/

export function openState(parts: StateParts): StateStore {
  const lockParts = (stack: string): LockParts => {
    if (!STACK.test(stack)) throw badName(stack)
    const {storage, clock, self, timing} = parts
    return {storage: within(storage, stack), stack, clock, self, timing: timing ?? TIMING}
  }
  const current = async ({storage, stack}: LockParts): Promise<LockRecord | undefined> => {
    const epoch = await highestLock(storage)
    const lock = epoch === undefined ? undefined : await readLock(storage, stack, epoch)
    return lock?.released === true ? undefined : lock
  }
  return {
    async read(stack) {
      const {snapshot} = await loadState(lockParts(stack).storage, stack)
      return viewOf(snapshot ?? fresh(stack, '', 0))
    },
    open: async (stack, options) => openStack(parts, lockParts(stack), options),
    async list() {
      const names = (await parts.storage.list('')).map(name => name.split('/', 1)[0] ?? '')
      return [...new Set(names)].filter(name => STACK.test(name))
    },
    async holder(stack) {
      const lock = await current(lockParts(stack))
      if (lock === undefined) return undefined
      const {runId, command, epoch, acquiredAt, heartbeatAt, owner} = lock
      const {user, host, pid} = owner
      const {self} = parts
      const alive = sameMachine(owner, self.owner) ? {alive: await self.isAlive(owner)} : {}
      return {runId, command, epoch, acquiredAt, heartbeatAt, user, host, pid, ...alive}
    },
    async unlock(stack, runId) {
      const own = lockParts(stack)
      const lock = await current(own)
      if (lock === undefined) return
      const now = parts.clock.now()
      if (lock.runId !== runId || now - lock.heartbeatAt < lock.ttlMs) throw locked(stack, lock, now)
      const by = {runId: parts.newId(), command: 'infer deploy unlock'}
      const free = await makeLock(own, by, lock.epoch, lock.wrote, true)
      if (free === undefined) throw locked(stack, lock, now)
    },
    backups: async stack => backupsOf(lockParts(stack).storage, stack),
    restore: async (stack, backup, options) =>
      viewOf(await restoreState(parts.newId(), lockParts(stack), backup, options)),
  }
}

async function openStack(parts: StateParts, own: LockParts, options: AnewOptions): Promise<StackWriter> {
  const {storage, stack} = own
  const runId = parts.newId()
  const anew = options.anew === true
  const lock = await takeLock(own, {...options, runId, ...(anew ? {overDamage: true} : {})})
  let position: Position | undefined
  const lease = keepLease(own, lock, () =>
    position === undefined ? undefined : {epoch: lock.epoch, bytes: position.bytes},
  )
  try {
    await storage.prepare('')
    const first = fresh(stack, parts.newId(), lock.epoch)
    position = await (anew ? beginAnew : beginJournal)(own, lock, first)
    const of = {storage, inbox: parts.inbox, stack, epoch: lock.epoch, runId, lease, position}
    if (anew) return stackWriter({...of, zombieOps: []})
    const names = stateNames(await storage.list(''))
    const zombieOps = await readZombieOps(storage, names.journals)
    for (const name of oldFiles(names)) await storage.remove(name)
    const writer = stackWriter({...of, zombieOps})
    await takeInbox(parts.inbox, writer)
    return writer
  } catch (error) {
    await lease.release()
    throw error
  }
}

async function takeInbox(inbox: Storage | undefined, writer: StackWriter): Promise<void> {
  if (inbox === undefined) return
  const {snapshot} = writer.view()
  const kept = await keptOutcomes(inbox, snapshot.lineage)
  for (const outcome of stillOpen(snapshot, kept)) await writer.append(outcome)
  for (const {name} of kept) await inbox.remove(name)
}

const viewOf = (snapshot: Snapshot): StackView => ({snapshot, isNew: snapshot.serial === 0})

const fresh = (stack: string, lineage: string, epoch: number): Snapshot => ({
  schema: SCHEMA,
  lineage,
  serial: 0,
  epoch,
  stack,
  target: {provider: '', account: '', region: ''},
  resources: {},
  openOps: {},
  notify: {},
  detached: {},
  tool: {infer: '', providers: {}},
})

const badName = (stack: string): InferError =>
  new InferError('INFER_STACK', {
    message: `${JSON.stringify(stack)} is no name for a stack: 1 to 63 of a-z, 0-9, - and _, the first a letter or digit.`,
    suggestions: ['write stack: shop-prod in the stack file'],
  })
