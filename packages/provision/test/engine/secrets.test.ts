// Values of secrets are read back from a provider, and never remembered or saved.
import {expect} from 'chai'
import {createCloud} from '../../../../plugins/provider-sandbox/src/index.ts'
import {plan} from '../../src/engine/deploy.ts'
import {refreshStack} from '../../src/engine/maintain.ts'
import {container, deployed, failing, said} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process, viewOf, type World} from './sim-world.ts'

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
})
