// A cloud, a disk and a clock that outlive the runs on them, and runs that can be killed at any point: what was not durable is gone.
import {InferError, type Connection} from '@inferloop/contract'
import {createHmac} from 'node:crypto'
import {createCloud, sandbox, type Cloud} from '../../../../plugins/provider-sandbox/src/index.ts'
import type {Engine, Limits} from '../../src/engine/engine.ts'
import type {Progress} from '../../src/engine/progress.ts'
import {faultsOf} from '../../src/state/integrity.ts'
import {play} from '../../src/state/play.ts'
import {SCHEMA, type Entry, type Op, type Snapshot} from '../../src/state/snapshot.ts'
import type {StackView, StackWriter} from '../../src/state/store.ts'
import {simClock, type SimClock} from './sim-clock.ts'

/** Thrown out of a run that was killed; the run itself never sees it. */
export const KILLED = new Error('killed')

export interface World {
  readonly clock: SimClock
  readonly cloud: Cloud
  /** All that is durable. */
  readonly disk: {snapshot: Snapshot; epoch: number}
  /** Requests of killed runs that have not landed yet. */
  readonly late: (() => void)[]
  readonly secrets: Record<string, string>
}

export interface WorldCopy {
  readonly snapshot: Snapshot
  readonly epoch: number
  readonly cloud: ReturnType<Cloud['state']>
  readonly now: number
  readonly secrets: Readonly<Record<string, string>>
}

const DIALS = {provisionMs: 0, listLagMs: 300}
/** A request of a killed run lands after so long, milliseconds. */
const LATE_MS = 1500

export function newWorld(dials: Readonly<Record<string, unknown>> = {}): World {
  const clock = simClock()
  return {
    clock,
    cloud: createCloud({now: clock.now, dials: {...DIALS, ...dials}}),
    disk: {snapshot: fresh(), epoch: 0},
    late: [],
    secrets: {DB_PASSWORD: 'hunter2', TOKEN: 'abc'},
  }
}

export function copyOf({disk, cloud, clock, secrets}: World): WorldCopy {
  return {...disk, cloud: cloud.state(), now: clock.now(), secrets: {...secrets}}
}

export function worldFrom({snapshot, epoch, cloud, now, secrets}: WorldCopy): World {
  const clock = simClock(now)
  return {
    clock,
    cloud: createCloud({now: clock.now, state: cloud}),
    disk: {snapshot, epoch},
    late: [],
    secrets: {...secrets},
  }
}

export interface Process {
  readonly engine: Engine
  readonly writer: StackWriter
  readonly events: Progress[]
  /** Rejects with KILLED when the run is. */
  readonly death: Promise<never>
  /** Points that were passed. */
  passed(): number
}

export interface ProcessOptions {
  /** Killed at this point, counted from 1. */
  readonly killAt?: number
  readonly limits?: Partial<Limits>
  readonly signal?: AbortSignal
  readonly zombieOps?: readonly Op[]
  /** Stands between the run and the cloud. */
  readonly fetch?: (through: typeof fetch) => typeof fetch
  /** Before each entry; throws what the writer shall. */
  readonly append?: (entry: Entry) => void
  readonly runHook?: Engine['runHook']
  readonly reread?: Engine['reread']
  readonly tool?: Snapshot['tool']
  readonly settings?: Readonly<Record<string, unknown>>
}

/**
 * Points, each a state of cloud and disk of its own: before and after an entry is durable; a changing request that lands late; one that
 * was done and not answered. Requests that only read, and the moment before a changing one, leave the state of the point before.
 */
export async function process(world: World, options: ProcessOptions = {}): Promise<Process> {
  const {clock, cloud, disk} = world
  let points = 0
  let dead = false
  let die: (error: Error) => void = () => undefined
  const death = new Promise<never>((_, reject) => (die = reject))
  death.catch(() => undefined)
  const point = (onKill: () => void = () => undefined): Promise<void> | undefined => {
    if (dead) return new Promise(() => undefined)
    points++
    if (points !== options.killAt) return undefined
    dead = true
    onKill()
    die(KILLED)
    return new Promise(() => undefined)
  }
  const deadClock = {
    ...clock,
    sleep: (milliseconds: number, signal: AbortSignal) =>
      dead ? new Promise<void>(() => undefined) : clock.sleep(milliseconds, signal),
  }

  const toCloud: typeof fetch = async (input, init = {}) => {
    if (dead) throw KILLED
    clock.touch()
    const address = new URL(input as string)
    const request = {
      method: init.method ?? 'GET',
      url: address.pathname + address.search,
      headers: Object.fromEntries(new Headers(init.headers)),
      body: typeof init.body === 'string' ? init.body : '',
    }
    const changes = request.method !== 'GET'
    // The run goes no further than its next entry; that it hears of an end only frees its timers.
    if (changes && point(() => landLater(world, () => void cloud.handle(request)))) throw KILLED
    const {status, headers, text, cut, delayMs} = cloud.handle(request)
    if (changes && point()) throw KILLED
    if (delayMs > 0) await deadClock.sleep(delayMs, init.signal ?? new AbortController().signal)
    clock.touch()
    if (cut)
      throw new TypeError('fetch failed', {
        cause: Object.assign(new Error('read ECONNRESET'), {code: 'ECONNRESET'}),
      })
    return new Response(text, {status, headers})
  }

  const epoch = ++disk.epoch
  const append = async (entry: Entry): Promise<void> => {
    if (dead) await new Promise(() => undefined)
    clock.touch()
    options.append?.(entry)
    const next = play(disk.snapshot, [entry])
    const [fault] = faultsOf(next)
    if (fault !== undefined) throw new Error(`${entry.is} would leave the state unsound: ${fault}`)
    await point()
    if (disk.epoch !== epoch)
      throw new InferError('INFER_STATE_FENCED', {
        message: 'another run has taken over',
        suggestions: ['wait'],
      })
    disk.snapshot = next
    await point()
  }
  let turn: Promise<unknown> = Promise.resolve()
  const writer: StackWriter = {
    view: () => ({snapshot: disk.snapshot, isNew: disk.snapshot.serial === 0}),
    epoch,
    runId: `run-${epoch}`,
    zombieOps: options.zombieOps ?? [],
    append: entry => {
      const mine = turn.then(() => append(entry))
      turn = mine.catch(() => undefined)
      return mine
    },
    check() {
      if (disk.epoch !== epoch)
        throw new InferError('INFER_STATE_FENCED', {
          message: 'another run has taken over',
          suggestions: ['wait'],
        })
    },
    compact: async () => undefined,
    close: async () => undefined,
  }
  disk.snapshot = play(disk.snapshot, [
    {is: 'opened', epoch, runId: writer.runId, command: 'test', at: clock.now()},
  ])

  const events: Progress[] = []
  const signal = options.signal ?? new AbortController().signal
  const secret = async (name: string): Promise<string> => {
    const value = world.secrets[name]
    if (value === undefined) throw new Error(`no secret ${name}`)
    return value
  }
  const random = mulberry(epoch)
  const connection: Connection = await sandbox.connect(
    {endpoint: 'http://sandbox.localhost', ...options.settings},
    {
      fetch: options.fetch === undefined ? toCloud : options.fetch(toCloud),
      clock: deadClock,
      random,
      log: () => undefined,
      secret,
      env: {},
      folder: '.',
      signal,
    },
  )
  const engine: Engine = {
    connection,
    clock: deadClock,
    random,
    signal,
    secret,
    fingerprint: value => createHmac('sha256', 'key of the stack').update(value).digest('hex').slice(0, 16),
    report: event => void events.push(event),
    tool: options.tool ?? {infer: '1.0.0', providers: {sandbox: '1.0.0'}},
    limits: {lateMs: 2000, pollMs: 100, backoffMs: 100, ...options.limits},
    ...(options.runHook === undefined ? {} : {runHook: options.runHook}),
    ...(options.reread === undefined ? {} : {reread: options.reread}),
  }
  return {engine, writer, events, death, passed: () => points}
}

/** At its own instant, unless somebody takes it off the list before. */
function landLater({clock, late}: World, land: () => void): void {
  late.push(land)
  void clock.sleep(LATE_MS, new AbortController().signal).then(() => {
    const at = late.indexOf(land)
    if (at < 0) return
    late.splice(at, 1)
    land()
  })
}

export const viewOf = ({disk: {snapshot}}: World): StackView => ({snapshot, isNew: snapshot.serial === 0})

function fresh(): Snapshot {
  return {
    schema: SCHEMA,
    lineage: '7f1c0d1e-0000-4000-8000-000000000001',
    serial: 0,
    epoch: 0,
    stack: 'shop',
    target: {provider: '', account: '', region: ''},
    resources: {},
    openOps: {},
    notify: {},
    detached: {},
    tool: {infer: '', providers: {}},
  }
}

/** A small seeded generator, after Ettinger's mulberry32. */
function mulberry(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}
