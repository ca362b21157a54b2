// One run on a world, to its end.
import type {Json} from '@inferloop/contract'
import {deploy, type Deployed, type DeployOptions} from '../../src/engine/deploy.ts'
import type {PlanStep} from '../../src/engine/plan.ts'
import type {DesiredResource, Stack} from '../../src/engine/stack.ts'
import {stackOf} from './reference-stack.ts'
import {process, type ProcessOptions, type World} from './sim-world.ts'

export async function deployed(
  world: World,
  stack: Stack,
  options: DeployOptions = {},
  around: ProcessOptions = {},
): Promise<Deployed> {
  const {engine, writer} = await process(world, around)
  return deploy(engine, writer, stack, options)
}

/** The error it ends in. */
export async function failing(
  work: Promise<unknown>,
): Promise<Error & {code?: string; suggestions?: string[]}> {
  try {
    await work
  } catch (error) {
    return error as Error
  }
  throw new Error('it did not fail')
}

/** `create api`, without those that do nothing. */
export const said = (steps: readonly PlanStep[]): string[] =>
  steps.filter(({action}) => action !== 'none').map(({action, name}) => `${action} ${name}`)

/** Calls that changed something or could have. */
export const changing = (world: World): string[] =>
  world.cloud
    .calls()
    .filter(({mutating}) => mutating)
    .map(({call, kind}) => `${call} ${kind}`)

export type Inputs = Readonly<Record<string, Json>>

export const vm = (inputs: Inputs = {}, more: Partial<DesiredResource> = {}) =>
  ({kind: 'compute.vm', inputs, ...more}) as const

export const bucket = (inputs: Inputs = {}, more: Partial<DesiredResource> = {}) =>
  ({kind: 'storage.object', inputs, ...more}) as const

export const container = (inputs: Inputs = {}, more: Partial<DesiredResource> = {}) =>
  ({kind: 'compute.container', inputs: {image: 'shop/api:1', ...inputs}, ...more}) as const

/** A network with a subnet and a machine in it. */
export const SMALL = stackOf({
  net: {kind: 'network.vpc', inputs: {}},
  sub: {kind: 'network.subnet', inputs: {vpc: 'net', cidr: '10.0.1.0/24'}},
  box: vm({subnet: 'sub'}),
})
