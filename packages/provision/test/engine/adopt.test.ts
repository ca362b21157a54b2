// What is taken into a stack by its id: only what is nobody's, once an interrupted run is cleared up.
import {expect} from 'chai'
import {adopt} from '../../src/engine/adopt.ts'
import type {Stack} from '../../src/engine/stack.ts'
import {deployed, failing, said, vm} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process, type World} from './sim-world.ts'

const TWO = stackOf({box: vm(), crate: vm()})

async function adopted(world: World, stack: Stack, name: string, id: string): Promise<void> {
  const {engine, writer} = await process(world)
  await adopt(engine, writer, stack, name, id)
}

const rows = ({disk}: World) =>
  Object.values(disk.snapshot.resources).map(({name, id, status}) => `${name} ${id} ${status}`)

describe('adopting a thing', () => {
  it('first ends what an interrupted run left, and leaves its hooks to the next deployment', async () => {
    const world = newWorld({rules: [{fault: 'reset-after', call: 'create'}]})
    const hooked = stackOf({
      box: vm({}, {hooks: [{when: 'after', of: 'create', run: ['hook']}]}),
      crate: vm(),
    })
    const ran: (string | undefined)[] = []
    const runHook = async (_: unknown, env: Readonly<Record<string, string>>) =>
      void ran.push(env['INFER_RESOURCE'])
    await failing(deployed(world, stackOf({box: hooked.resources[0]!}), {}, {limits: {retries: 0}, runHook}))
    world.cloud.turn({rules: []})
    const {id} = world.cloud.things()[0]!
    const {engine, writer} = await process(world, {runHook})
    const error = await failing(adopt(engine, writer, hooked, 'crate', id))
    expect(error.message).to.equal(`${id} belongs to shop as box already.`)
    expect(rows(world)).to.deep.equal([`box ${id} ready`])
    expect(world.disk.snapshot.openOps).to.deep.equal({})
    expect(ran).to.deep.equal([])
    await deployed(world, stackOf({box: hooked.resources[0]!}), {}, {runHook})
    expect(ran).to.deep.equal(['box'])
  })

  it('is refused for one that another resource of the stack made, and not for its own', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm()}))
    const {id} = world.cloud.things()[0]!
    world.disk.snapshot = newWorld().disk.snapshot
    const error = await failing(adopted(world, TWO, 'crate', id))
    expect(error.code).to.equal('INFER_DEPLOY_PROTECTED')
    expect(error.message).to.equal(`${id} belongs to shop as box already.`)
    expect(error.suggestions).to.include(`infer deploy adopt box ${id}`)
    expect(rows(world)).to.deep.equal([])
    await adopted(world, TWO, 'box', id)
    expect(rows(world)).to.deep.equal([`box ${id} ready`])
  })

  it('takes one that was made under a name the resource had before', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm()}))
    const {id} = world.cloud.things()[0]!
    world.disk.snapshot = newWorld().disk.snapshot
    const renamed = stackOf({crate: vm({}, {renamedFrom: ['box']})})
    await adopted(world, renamed, 'crate', id)
    expect(said((await deployed(world, renamed)).plan.steps)).to.deep.equal([])
  })
})
