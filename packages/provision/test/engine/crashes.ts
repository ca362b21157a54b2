// Kills runs at chosen points and lets the next one go on.
import {deploy, plan} from '../../src/engine/deploy.ts'
import {destroy, planDestroy} from '../../src/engine/destroy.ts'
import type {Plan} from '../../src/engine/plan.ts'
import {planRollback, rollback} from '../../src/engine/rollback.ts'
import type {Stack} from '../../src/engine/stack.ts'
import {judge, type Verdict} from './judge.ts'
import {DATA, FIRST, REPLACED, UPDATED} from './reference-stack.ts'
import {
  copyOf,
  KILLED,
  newWorld,
  process,
  worldFrom,
  type Process,
  type World,
  type WorldCopy,
} from './sim-world.ts'

export interface Scene {
  readonly name: string
  /** Points of a run that nobody kills. */
  readonly points: number
  readonly start: WorldCopy
  run(process: Process): Promise<unknown>
  again(process: Process, world: World): Promise<Plan>
}

type Verb = Pick<Scene, 'run' | 'again'>

const view = (world: World) => ({snapshot: world.disk.snapshot, isNew: false})
const loss = {allowLoss: DATA}
const deploying = (stack: Stack): Verb => ({
  run: ({engine, writer}) => deploy(engine, writer, stack, loss),
  again: ({engine}, world) => plan(engine, view(world), stack, loss),
})
const destroying: Verb = {
  run: ({engine, writer}) => destroy(engine, writer, loss),
  again: ({engine}, world) => planDestroy(engine, view(world), loss),
}
const rollingBack: Verb = {
  run: ({engine, writer}) => rollback(engine, writer),
  again: ({engine}, world) => planRollback(engine, view(world)),
}

/** Create, update, replace, destroy, and the way back from an update and from a replacement that was cut short. */
export async function scenes(): Promise<readonly Scene[]> {
  const empty = copyOf(newWorld())
  const first = await after(empty, deploying(FIRST))
  const updated = await after(first, deploying(UPDATED))
  const half = await killed(first, deploying(REPLACED), 120)
  return Promise.all([
    sceneOf('create', empty, deploying(FIRST)),
    sceneOf('update', first, deploying(UPDATED)),
    sceneOf('replace', first, deploying(REPLACED)),
    sceneOf('destroy', first, destroying),
    sceneOf('rollback of an update', updated, rollingBack),
    sceneOf('rollback of half a replacement', half, rollingBack),
  ])
}

/** Kills the first run at the first point, its successor at the second, …; then one run to the end. */
export async function crash(
  scene: Scene,
  points: readonly number[],
  late: boolean,
): Promise<Verdict | string> {
  const world = worldFrom(scene.start)
  for (const killAt of points) {
    const ended = await raced(await process(world, {killAt}), scene)
    if (ended !== KILLED && ended !== undefined) return `killed run ended by itself: ${said(ended)}`
    if (!late) world.late.length = 0
    if (ended === undefined) break
  }
  const last = await process(world)
  const fault = await raced(last, scene)
  if (fault !== undefined) return said(fault)
  return judge(world, await scene.again(await process(world), world))
}

const said = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error)

/** What it ended in: undefined for its end. */
export function raced(run: Process, scene: Verb): Promise<unknown> {
  return Promise.race([scene.run(run), run.death]).then(
    () => undefined,
    (error: unknown) => error,
  )
}

async function sceneOf(name: string, start: WorldCopy, verb: Verb): Promise<Scene> {
  const world = worldFrom(start)
  const run = await process(world)
  await verb.run(run)
  return {name, start, points: run.passed(), ...verb}
}

async function after(start: WorldCopy, verb: Verb): Promise<WorldCopy> {
  const world = worldFrom(start)
  await verb.run(await process(world))
  return copyOf(world)
}

async function killed(start: WorldCopy, verb: Verb, killAt: number): Promise<WorldCopy> {
  const world = worldFrom(start)
  await raced(await process(world, {killAt}), verb)
  return copyOf(world)
}
