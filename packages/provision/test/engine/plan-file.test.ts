import {expect} from 'chai'
import {deploy, plan} from '../../src/engine/deploy.ts'
import {decodePlan, encodePlan} from '../../src/engine/plan-file.ts'
import type {Plan} from '../../src/engine/plan.ts'
import type {Stack} from '../../src/engine/stack.ts'
import {changing, container, deployed, failing, said, SMALL, vm} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process, viewOf, type ProcessOptions, type World} from './sim-world.ts'

const STACK = stackOf({api: container({env: {TOKEN: {$secret: 'TOKEN'}}})})

async function saved(world: World, stack: Stack): Promise<Plan> {
  const {engine} = await process(world)
  return decodePlan(encodePlan(await plan(engine, viewOf(world), stack)), 'p.json')
}

async function refused(world: World, stack: Stack, approved: Plan, around: ProcessOptions = {}) {
  world.cloud.forgetCalls()
  const {engine, writer} = await process(world, around)
  const error = await failing(deploy(engine, writer, stack, {approved}))
  expect(error.code).to.equal('INFER_PLAN_STALE')
  expect(changing(world)).to.deep.equal([])
  return error.message
}

describe('a saved plan', () => {
  it('is done as it is when nothing changed', async () => {
    const world = newWorld()
    const approved = await saved(world, STACK)
    const {plan: done} = await deployed(world, STACK, {approved})
    expect(said(done.steps)).to.deep.equal(['create api'])
  })

  it('is done after a remark was written above a resource, and from another folder', async () => {
    const at = (file: string, line: number) =>
      stackOf({api: {...container({env: {TOKEN: {$secret: 'TOKEN'}}}), place: {file, line, column: 3}}})
    const world = newWorld()
    const approved = await saved(world, at('shop.infer.yaml', 4))
    const {plan: done} = await deployed(world, at('../elsewhere/shop.infer.yaml', 5), {approved})
    expect(said(done.steps)).to.deep.equal(['create api'])
  })

  it('is refused when the stack, the state, a secret or a version is another, without a call', async () => {
    const world = newWorld()
    const approved = await saved(world, STACK)
    expect(await refused(world, stackOf({api: container()}), approved)).to.contain(
      'the stack file was changed',
    )
    world.secrets['TOKEN'] = 'another'
    expect(await refused(world, STACK, approved)).to.contain('a secret has another value')
    world.secrets['TOKEN'] = 'abc'
    const tool = {infer: '1.0.1', providers: {sandbox: '1.0.0'}}
    expect(await refused(world, STACK, approved, {tool})).to.contain(
      'infer or a provider has another version',
    )
    await deployed(world, SMALL)
    expect(await refused(world, STACK, approved)).to.match(
      /something was deployed since \(state 0, now \d+\)/,
    )
  })

  it('is refused when its steps were altered, digest and all', async () => {
    const world = newWorld()
    const approved = await saved(world, STACK)
    const altered = decodePlan(encodePlan({...approved, steps: []}), 'p.json')
    expect(await refused(world, STACK, altered)).to.contain('its steps were altered')
  })

  it('is refused when clearing up after an interrupted run changed what is to be done', async () => {
    const world = newWorld({rules: [{fault: 'reset-after', call: 'create'}]})
    await failing(deployed(world, STACK, {}, {limits: {retries: 0}}))
    world.cloud.turn({rules: []})
    const approved = await saved(world, STACK)
    expect(approved.open).to.deep.equal([{name: 'api', action: 'create'}])
    expect(await refused(world, STACK, approved)).to.contain('an interrupted run had to be cleared up first')
  })

  it('is no plan when a byte of it is another', () => {
    const text = encodePlan({version: 1, steps: []} as unknown as Plan)
    expect(() => decodePlan(text.replace('"steps":[]', '"steps":[1]'), 'p.json')).to.throw(
      'p.json was altered after it was made.',
    )
    expect(() => decodePlan(text.slice(1), 'p.json')).to.throw('p.json is not a plan: no JSON.')
    expect(() => decodePlan('{}', 'p.json')).to.throw('p.json is not a plan.')
  })

  it('has one spelling: the same plan gives the same bytes', async () => {
    const stack = stackOf({b: vm(), a: vm()})
    expect(encodePlan(await saved(newWorld(), stack))).to.equal(encodePlan(await saved(newWorld(), stack)))
  })
})
