// What is done to the stack that comes along when it is disturbed: create, update, replace, destroy, rollback; and what it would have led to.
import {expect} from 'chai'
import {faultsAgainst, type Shape, shapeIn} from './deploy-verdict.ts'
import {DATA, type DeployRan, type DeployWorld, deployWorld, type RunOptions} from './deploy-world.ts'

export type Words = readonly string[]

export interface Case {
  readonly before: readonly Words[]
  readonly words: Words
}

export const CASES: Readonly<Record<'create' | 'update' | 'replace' | 'destroy' | 'rollback', Case>> = {
  create: {before: [], words: ['--yes']},
  update: {before: [['--yes']], words: ['--yes', '--set', 'size=m']},
  replace: {
    before: [['--yes']],
    words: ['--yes', '--set', 'network=10.30.0.0/16', '--allow-loss', DATA],
  },
  destroy: {before: [['--yes']], words: ['destroy', '--yes', '--allow-loss', DATA]},
  rollback: {before: [['--yes'], ['--yes', '--set', 'size=m']], words: ['rollback', '--yes']},
}

/** So much later no request of a killed run can still land. */
export const LATER_MS = 60_000

/** The work with a world where everything before is done. */
export async function withCase<T>({before}: Case, work: (base: DeployWorld) => Promise<T>): Promise<T> {
  const base = await deployWorld()
  try {
    for (const words of before) well(await base.deploy(words))
    return await work(base)
  } finally {
    await base.close()
  }
}

export function well({status, stderr}: DeployRan): void {
  expect(status, stderr).to.equal(0)
}

/** What an undisturbed run leads to; `look` sees its world. */
export async function undisturbed<T>(
  base: DeployWorld,
  words: Words,
  options: (world: DeployWorld) => RunOptions,
  look: (world: DeployWorld) => T,
): Promise<{readonly wanted: Shape; readonly seen: T}> {
  const world = await base.copy()
  try {
    well(await world.deploy(words, options(world)))
    return {wanted: await shapeIn(world), seen: look(world)}
  } finally {
    await world.close()
  }
}

/** The same command once more; what is wrong then. */
export async function faultsAfterRerun(
  world: DeployWorld,
  words: Words,
  wanted: Shape,
  options: RunOptions,
): Promise<string[]> {
  const {status, stderr} = await world.deploy(words, options)
  const ended = status === 0 ? [] : [`exit ${status}: ${stderr.slice(-600)}`]
  return [...ended, ...stacksIn(stderr), ...(await faultsAgainst(world, wanted))]
}

/** Lines of a stack trace. */
export const stacksIn = (stderr: string): string[] =>
  stderr.split('\n').filter(line => /^\s+at .*[(/].*:\d+:\d+\)?$/.test(line))
