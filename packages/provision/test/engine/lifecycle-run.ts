// Runs a case of the lifecycle fuzz, and says what does not hold after each of its steps and at its end.
import {InferError} from '@inferloop/contract'
import {adopt} from '../../src/engine/adopt.ts'
import {deploy, plan} from '../../src/engine/deploy.ts'
import {destroy} from '../../src/engine/destroy.ts'
import {operateStack, recoverStack, refreshStack} from '../../src/engine/maintain.ts'
import {rollback} from '../../src/engine/rollback.ts'
import type {Stack} from '../../src/engine/stack.ts'
import {chainOf} from '../../src/engine/things.ts'
import {faultsOf} from '../../src/state/integrity.ts'
import type {ResourceRow, Snapshot} from '../../src/state/snapshot.ts'
import {raced} from './crashes.ts'
import {judge} from './judge.ts'
import {stackFrom, type Behaviour, type Case, type Meddling, type Operation} from './lifecycle-case.ts'
import {KILLED, newWorld, process, viewOf, type Process, type World} from './sim-world.ts'

/** What a run may say without a fault of the cloud; anything else has to succeed. */
const REFUSALS = ['INFER_OPTION', 'INFER_DEPLOY_PROTECTED', 'INFER_STACK']
const CALM = {rules: [], listLagMs: 300, provisionMs: 0}

export interface Outcome {
  readonly faults: readonly string[]
  readonly killed: number
  readonly named: number
  readonly refused: number
}

export async function lived({start, steps}: Case): Promise<Outcome> {
  const world = newWorld()
  const faults: string[] = []
  const said = {killed: 0, named: 0, refused: 0}
  let vanished = false
  let stack = stackFrom(start)
  await deploy(...(await inside(world)), stack)
  for (const {meddling, operation, behaviour} of steps) {
    const byHand = meddling.flatMap(one => meddle(world, one) ?? [])
    vanished ||= byHand.length > 0
    const work = workOf(world, operation, stack)
    const kept = heldBy(world, work.losses)
    const run = await process(world, behaviour.killAt === undefined ? {} : {killAt: behaviour.killAt})
    world.cloud.turn({...CALM, ...dialsOf(behaviour)})
    const ended = await raced(run, work)
    if (ended === KILLED) said.killed++
    else if (ended !== undefined) said.named++
    if (ended !== KILLED && ended !== undefined) faults.push(...unnamed(ended, operation.is))
    faults.push(...faultsOf(world.disk.snapshot))
    if (!behaviour.late) world.late.length = 0
    world.cloud.turn(CALM)
    // The same once more, undisturbed.
    const again = await raced(await process(world), work)
    if (
      again instanceof InferError &&
      (REFUSALS.includes(again.code) || vanished || isInTheWay(world, again, isPart(operation)))
    )
      said.refused++
    else if (again !== undefined) faults.push(`${operation.is} again: ${textOf(again)}`)
    faults.push(...faultsOf(world.disk.snapshot), ...lost(world, kept))
    if (operation.is === 'deploy' && again === undefined) ({stack} = work)
  }
  faults.push(...(await ending(world, stack)))
  return {faults, ...said}
}

/** Reads what is there and deploys: everything is there once and nothing is left to do. Then takes it all away. */
async function ending(world: World, stack: Stack): Promise<readonly string[]> {
  const names = () => Object.keys(world.disk.snapshot.resources)
  const all = {allowLoss: [...names(), ...stack.resources.map(({name}) => name)]}
  const deployed = await asToldTo(world, ({engine, writer}) =>
    deploy(engine, writer, stack, {...all, refresh: true, allowVanished: true}),
  )
  if (deployed !== undefined) return [`the last deployment: ${textOf(deployed)}`]
  const {engine} = await process(world)
  const verdict = judge(world, await plan(engine, viewOf(world), stack, all))
  const unsound = Object.entries(verdict).filter(([, found]) => found.length > 0)
  if (unsound.length > 0) return unsound.map(([what, found]) => `${what}: ${found.join(', ')}`)
  const gone = await asToldTo(world, ({engine: last, writer}) => destroy(last, writer, {allowLoss: names()}))
  if (gone !== undefined) return [`the last removal: ${textOf(gone)}`]
  const kept = new Set(Object.values(world.disk.snapshot.detached).flatMap(idsOf))
  return [
    ...names().map(name => `the row of ${name} is left`),
    ...world.cloud.things().flatMap(({id}) => (kept.has(id) ? [] : [`${id} is left`])),
    ...faultsOf(world.disk.snapshot),
  ]
}

/** What was set free by name is nobody's: where it stands in the way, it is removed by hand, as the message says, and the command typed again. */
async function asToldTo(world: World, run: Work['run']): Promise<unknown> {
  const ended = await raced(await process(world), {run, again: unused})
  if (!isInTheWay(world, ended)) return ended
  let left = Object.entries(world.disk.snapshot.detached)
  for (let before = 0; left.length !== before; ) {
    before = left.length
    left = left.filter(([, row]) => thingsOf(row).some(({kind, id}) => removeByHand(world, kind, id) >= 300))
    world.clock.jump(1000)
  }
  world.disk.snapshot = {...world.disk.snapshot, detached: Object.fromEntries(left)}
  return raced(await process(world), {run, again: unused})
}

const isInTheWay = ({disk}: World, error: unknown, outside = false): boolean =>
  error instanceof InferError &&
  error.message.includes('DependencyViolation') &&
  (outside || Object.keys(disk.snapshot.detached).length > 0)

/** What stands on a replaced thing and was left out of the run keeps the old one there. */
const isPart = (operation: Operation): boolean =>
  operation.is === 'deploy' && (operation.scope === 'target' || operation.scope === 'exclude')

const removeByHand = ({cloud}: World, kind: string, id: string): number =>
  cloud.handle({method: 'DELETE', url: `/v1/things/${kind}/${id}`, headers: {}, body: ''}).status

interface Work {
  readonly run: (process: Process) => Promise<unknown>
  readonly again: () => Promise<never>
  /** Names whose data may go; undefined for all. */
  readonly losses: readonly string[] | undefined
  readonly stack: Stack
}

const unused = (): Promise<never> => Promise.reject(new Error('unused'))

function workOf(world: World, operation: Operation, before: Stack): Work {
  const rows = Object.values(world.disk.snapshot.resources)
  const none = {again: unused, losses: [], stack: before}
  switch (operation.is) {
    case 'deploy': {
      const stack = stackFrom(operation.stack)
      const names = [...new Set([...stack.resources, ...rows].map(({name}) => name))].toSorted()
      const one = [names[operation.at % names.length]!]
      const wanted = new Set(stack.resources.map(({name}) => name))
      const options = {
        refresh: operation.refresh,
        allowVanished: true,
        ...(operation.scope === 'all' ? {} : {[operation.scope]: one}),
        ...(operation.allowLoss ? {allowLoss: names} : {}),
        ...(operation.detach ? {detach: names.filter(name => !wanted.has(name))} : {}),
      }
      const whole = operation.scope === 'all' || operation.scope === 'replace'
      return {
        run: ({engine, writer}) => deploy(engine, writer, stack, options),
        again: unused,
        losses: operation.allowLoss ? undefined : [],
        stack: whole ? stack : before,
      }
    }
    case 'destroy': {
      const allowLoss = operation.how === 'all' ? rows.map(({name}) => name) : []
      const options = {allowLoss, keepData: operation.how === 'keepData'}
      return {
        ...none,
        run: ({engine, writer}) => destroy(engine, writer, options),
        losses: operation.how === 'all' ? undefined : [],
      }
    }
    case 'rollback':
      return {...none, run: ({engine, writer}) => rollback(engine, writer)}
    case 'refresh':
      return {...none, run: ({engine, writer}) => refreshStack(engine, writer, {allowVanished: true})}
    case 'recover':
      return {...none, run: ({engine, writer}) => recoverStack(engine, writer)}
    case 'operate': {
      const row = rows[operation.at % Math.max(1, rows.length)]
      return {
        ...none,
        run: ({engine, writer}) => {
          const driver = row === undefined ? undefined : engine.connection.drivers.get(row.kind)
          const can = Object.keys(driver?.operations ?? {})
          return operateStack(
            engine,
            writer,
            row?.name ?? 'none',
            can[operation.which % Math.max(1, can.length)] ?? 'x',
          )
        },
      }
    }
    case 'adopt': {
      const row = forget(world, before, operation.at)
      return {
        ...none,
        run: ({engine, writer}) => adopt(engine, writer, before, row?.name ?? 'none', row?.id ?? 'none'),
      }
    }
  }
}

/** A row that is of the stack, ready, and needed by nothing that is remembered. */
function forget(world: World, stack: Stack, at: number): ResourceRow | undefined {
  const {snapshot} = world.disk
  const {undo: _, ...rest} = snapshot
  const others = [...Object.values(snapshot.resources), ...Object.values(snapshot.detached)]
  const free = Object.values(snapshot.resources).filter(
    row =>
      stack.resources.some(({name, kind}) => name === row.name && kind === row.kind) &&
      row.status === 'ready' &&
      row.prior === undefined &&
      row.id !== undefined &&
      snapshot.notify[row.name] === undefined &&
      !Object.values(snapshot.openOps).some(({name}) => name === row.name) &&
      !others.some(({dependsOn}) => dependsOn.includes(row.name)),
  )
  const row = free[at % Math.max(1, free.length)]
  if (row === undefined) return undefined
  const {[row.name]: __, ...resources} = snapshot.resources
  // The way back of the last deployment knew the row.
  world.disk.snapshot = {...rest, resources}
  return row
}

/** The id of a thing that is gone and that state believes to be there. */
function meddle(world: World, what: Meddling): string | undefined {
  const {snapshot} = world.disk
  const rows = Object.values(snapshot.resources)
  if (what.is === 'secret') {
    world.secrets['TOKEN'] = `${world.secrets['TOKEN']}+`
    return undefined
  }
  const row = rows[what.at % Math.max(1, rows.length)]
  if (row?.id === undefined) return undefined
  const changed = (more: Partial<ResourceRow>): Snapshot => ({
    ...snapshot,
    resources: {...snapshot.resources, [row.name]: {...row, ...more}},
  })
  switch (what.is) {
    case 'status':
      world.disk.snapshot = changed({status: what.status})
      return undefined
    case 'protect':
      world.disk.snapshot = changed({protect: what.protect})
      return undefined
    case 'notify':
      world.disk.snapshot = {
        ...snapshot,
        notify: {...snapshot.notify, [row.name]: {reason: 'something changed', since: snapshot.serial}},
      }
      return undefined
    case 'remove': {
      return removeByHand(world, row.kind, row.id) < 300 ? row.id : undefined
    }
  }
}

async function inside(world: World): Promise<[Process['engine'], Process['writer']]> {
  const {engine, writer} = await process(world)
  return [engine, writer]
}

const dialsOf = ({rules, listLagMs, provisionMs}: Behaviour) => ({rules, listLagMs, provisionMs})

/** Ids of things with data that no option gives up. */
function heldBy({disk, cloud}: World, losses: readonly string[] | undefined): ReadonlySet<string> {
  if (losses === undefined) return new Set()
  const there = new Set(cloud.things().map(({id}) => id))
  const ids = Object.values(disk.snapshot.resources).flatMap(row =>
    row.holdsData && row.status === 'ready' ? idsOf(row) : [],
  )
  return new Set(ids.filter(id => there.has(id)))
}

function lost({cloud}: World, kept: ReadonlySet<string>): readonly string[] {
  const there = new Set(cloud.things().map(({id}) => id))
  return [...kept].filter(id => !there.has(id)).map(id => `${id} with its data is lost`)
}

const idsOf = (row: ResourceRow): string[] => thingsOf(row).map(({id}) => id)

const thingsOf = (row: ResourceRow): {readonly kind: string; readonly id: string}[] =>
  chainOf(row).flatMap(({kind, id}) => (id === undefined ? [] : [{kind, id}]))

function unnamed(error: unknown, doing: string): readonly string[] {
  if (error instanceof InferError && error.suggestions.length > 0) return []
  return [`${doing} ended in ${textOf(error)}`]
}

const textOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)
