// A small stack's history, and what stands around a store in tests: a clock that is set by hand, a process, ids in a row.
import type {Clock} from '@inferloop/contract'
import type {Self} from '../../src/index.ts'
import type {Entry, Op, ResourceRow} from '../../src/index.ts'

export const target = {provider: 'sandbox', account: 'test', region: 'here'}

export const row = (name: string, more: Partial<ResourceRow> = {}): ResourceRow => ({
  name,
  kind: 'compute.container',
  status: 'creating',
  incarnation: 1,
  opId: `op-${name}`,
  inputs: {image: 'shop:1', note: 'ä ☃ \u0000 "quoted"\nline'},
  outputs: {},
  dependsOn: [],
  holdsData: false,
  protect: false,
  ...more,
})

export const op = (name: string, more: Partial<Op> = {}): Op => ({
  opId: `op-${name}`,
  name,
  kind: 'compute.container',
  action: 'create',
  incarnation: 1,
  issuedAt: 1,
  attempts: 0,
  epoch: 1,
  runId: 'run',
  ...more,
})

const made = (name: string, dependsOn: readonly string[] = []): Entry[] => [
  {is: 'intent', op: op(name), row: row(name, {dependsOn})},
  {is: 'id', opId: `op-${name}`, id: `id-${name}`},
  {is: 'done', opId: `op-${name}`, name, row: row(name, {dependsOn, status: 'ready', id: `id-${name}`})},
]

/** Everything an entry can say, on three resources. */
export const HISTORY: readonly Entry[] = [
  {is: 'about', target, tool: {infer: '1.0.0', providers: {sandbox: '1.0.0'}}},
  ...made('net'),
  ...made('db', ['net']),
  {is: 'intent', op: op('web'), row: row('web', {dependsOn: ['db', 'net']})},
  {is: 'attempt', opId: 'op-web', at: 5},
  {is: 'failed', opId: 'op-web', name: 'web', why: 'no room'},
  {is: 'notify', name: 'db', reason: 'its certificate changed'},
  {
    is: 'row',
    name: 'store',
    from: 'db',
    row: row('store', {dependsOn: ['net'], status: 'ready', id: 'id-db'}),
  },
  {is: 'row', name: 'store', row: row('store', {status: 'ready', id: 'id-db'}), as: 'detached'},
  {is: 'intent', op: op('net', {opId: 'op-gone', action: 'delete', id: 'id-net'})},
  {is: 'done', opId: 'op-gone', name: 'net'},
]

export interface TestClock extends Clock {
  time: number
}

/** A sleep takes no time but what it says, and lets nobody else run. */
export const testClock = (time = 1_800_000_000_000): TestClock => ({
  time,
  now() {
    return this.time
  },
  monotonic() {
    return this.time
  },
  sleep(milliseconds, signal) {
    return new Promise((resolve, reject) => {
      // Heartbeats wait for ever, and what waits for a lock goes on at once.
      if (milliseconds === 10_000) signal.addEventListener('abort', () => reject(signal.reason as Error))
      else {
        this.time += milliseconds
        setImmediate(resolve)
      }
    })
  },
})

/** A process of this machine; those that died are known to be dead. */
export const testProcess = (pid: number, dead: ReadonlySet<number> = new Set()): Self => ({
  owner: {user: 'ann', host: 'desk', pid, startedAt: '1', bootId: 'boot'},
  isAlive: async owner => !dead.has(owner.pid),
})

let last = 0
export const nextId = (): string => `id${++last}`

export const open = (command = 'infer deploy', waitMs = 0) => ({
  command,
  waitMs,
  signal: new AbortController().signal,
})
