// Values of secrets are read back from a provider, and never remembered or saved.
import {expect} from 'chai'
import {createCloud} from '../../../../plugins/provider-sandbox/src/index.ts'
import {adopt} from '../../src/engine/adopt.ts'
import {plan} from '../../src/engine/deploy.ts'
import {refreshStack} from '../../src/engine/maintain.ts'
import {encodePlan} from '../../src/engine/plan-file.ts'
import {rebuild} from '../../src/engine/rebuild.ts'
import {container, deployed, failing, said} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process, viewOf, type Process, type World} from './sim-world.ts'

const SECRET = 'xyzzy-plugh-4711'

function aWorld(): World {
  const world = newWorld()
  world.secrets['TOKEN'] = SECRET
  return world
}

/** Somebody changes the inputs of the one thing behind our back. */
function meddled(world: World, inputs: Readonly<Record<string, unknown>>): World {
  const state = world.cloud.state()
  Object.assign(Object.values(state.things)[0]!.inputs, inputs)
  return {...world, cloud: createCloud({now: world.clock.now, state})}
}

const withEnv = (env: Readonly<Record<string, string>>) => stackOf({api: container({env, replicas: 1})})
const STACK = withEnv({A: 'plain', U: 'see ${secret:TOKEN} there'})

const remembered = (world: World): string => JSON.stringify(world.disk.snapshot)
const hide = (text: string): string => text.replaceAll(SECRET, '${secret:TOKEN}')

describe('the value of a secret', () => {
  it('within a text is not in what a refresh remembers', async () => {
    const first = aWorld()
    await deployed(first, STACK)
    const world = meddled(first, {replicas: 7})
    expect(JSON.stringify(world.cloud.things())).to.contain(SECRET)
    const {engine, writer} = await process(world)
    expect((await refreshStack(engine, writer)).changed).to.deep.equal(['api'])
    expect(remembered(world)).not.to.contain(SECRET)
    expect(said((await plan(engine, viewOf(world), STACK)).steps)).to.deep.equal(['update api'])
  })

  it('that stands under a name nobody set is not in what a refresh remembers', async () => {
    const first = aWorld()
    await deployed(first, STACK)
    const world = meddled(first, {env: {A: SECRET, B: `${SECRET}!`, U: `see ${SECRET} there`}})
    const {engine, writer} = await process(world)
    await refreshStack({...engine, hide}, writer)
    expect(remembered(world)).not.to.contain(SECRET)
    const {steps} = await plan(engine, viewOf(world), STACK)
    expect(steps[0]!.changes.map(({path}) => path)).to.deep.equal(['env.A', 'env.B'])
  })

  it('is not in what an interrupted update leaves, and is set again', async () => {
    const plain = {A: 'plain', V: 'none yet'}
    const after = withEnv({A: 'plain', U: 'see ${secret:TOKEN} there', V: '${secret:TOKEN}!'})
    for (const fault of ['reset-after', 'forbidden']) {
      const world = aWorld()
      await deployed(world, withEnv(plain))
      world.cloud.turn({rules: [{fault, call: 'update'}]})
      await failing(deployed(world, after, {}, {limits: {retries: 0}}))
      world.cloud.turn({rules: []})
      const {engine, writer} = await process(world)
      await refreshStack(engine, writer)
      expect(remembered(world), fault).not.to.contain(SECRET)
      await deployed(world, after)
      const {env} = world.cloud.things()[0]!.inputs as {env: object}
      expect(env, fault).to.deep.equal({A: 'plain', U: `see ${SECRET} there`, V: `${SECRET}!`})
      expect(said((await deployed(world, after)).plan.steps), fault).to.deep.equal([])
    }
  })

  it('is neither in what is taken up from the provider nor in the next plan, and is set again', async () => {
    const made = withEnv({A: 'plain', B: SECRET, U: 'see ${secret:TOKEN} there', W: `was ${SECRET}`})
    const ways = {
      adopt: async ({engine, writer}: Process, {cloud}: World) =>
        adopt({...engine, hide}, writer, STACK, 'api', cloud.things()[0]!.id),
      rebuild: async ({engine, writer}: Process) => rebuild({...engine, hide}, writer, STACK),
    }
    for (const [way, take] of Object.entries(ways)) {
      const first = aWorld()
      await deployed(first, made)
      const world = {
        ...aWorld(),
        clock: first.clock,
        cloud: createCloud({now: first.clock.now, state: first.cloud.state()}),
      }
      const run = await process(world)
      world.clock.jump(10_000)
      await take(run, world)
      expect(remembered(world), way).not.to.contain(SECRET)
      const next = await plan(run.engine, viewOf(world), STACK)
      expect(said(next.steps), way).to.deep.equal(['update api'])
      expect(encodePlan(next), way).not.to.contain(SECRET)
      await deployed(world, STACK)
      const {env} = world.cloud.things()[0]!.inputs as {env: object}
      expect(env, way).to.deep.equal({A: 'plain', U: `see ${SECRET} there`})
      expect(said((await deployed(world, STACK)).plan.steps), way).to.deep.equal([])
    }
  })

  it('that stood in plain text until now is not in the plan that takes it out', async () => {
    const world = aWorld()
    await deployed(world, withEnv({A: 'plain', U: SECRET}))
    const {engine} = await process(world)
    for (const env of [{U: '${secret:TOKEN}'}, {U: 'see ${secret:TOKEN}'}]) {
      const next = await plan(engine, viewOf(world), withEnv({A: 'plain', ...env}))
      expect(encodePlan(next)).not.to.contain(SECRET)
    }
  })
})
