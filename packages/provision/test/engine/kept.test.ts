// What was kept when it went from the stack, and comes back.
import {expect} from 'chai'
import {refreshStack} from '../../src/engine/maintain.ts'
import {bucket, container, deployed, failing, said, SMALL, vm} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process} from './sim-world.ts'

const SUBNET = {kind: 'network.subnet', inputs: {vpc: 'net', cidr: '10.0.1.0/24'}} as const
const NET = {kind: 'network.vpc', inputs: {}} as const

describe('what was kept', () => {
  it('and is replaced when it comes back leaves nothing of it for another run', async () => {
    const world = newWorld()
    await deployed(world, stackOf({net: NET, sub: SUBNET}))
    await deployed(world, stackOf({net: NET}), {detach: ['sub']})
    const other = stackOf({net: NET, sub: {...SUBNET, inputs: {...SUBNET.inputs, cidr: '10.0.2.0/24'}}})
    expect(said((await deployed(world, other)).plan.steps)).to.deep.equal(['replace sub'])
    expect(world.cloud.things()).to.have.lengthOf(2)
    expect(said((await deployed(world, other)).plan.steps)).to.deep.equal([])
  })

  it('is protected when it would be replaced', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm(), data: bucket()}))
    await deployed(world, stackOf({box: vm()}), {detach: ['data']})
    const replacing = deployed(world, stackOf({box: vm(), data: bucket()}), {replace: ['data']})
    expect((await failing(replacing)).code).to.equal('INFER_DEPLOY_PROTECTED')
  })

  it('comes back though something it needed is gone', async () => {
    const world = newWorld()
    const stack = stackOf({box: vm(), api: container({env: {AT: '${box.address}'}})})
    await deployed(world, stack)
    await deployed(world, stackOf({box: vm()}), {detach: ['api']})
    await deployed(world, stackOf({}))
    expect(said((await deployed(world, stack)).plan.steps)).to.have.members(['create box', 'update api'])
  })

  it('is forgotten when it is read and found to be gone', async () => {
    const world = newWorld()
    await deployed(world, SMALL)
    const resources = SMALL.resources.filter(({name}) => name !== 'box')
    await deployed(world, {...SMALL, resources}, {detach: ['box']})
    const {id} = world.disk.snapshot.detached['box']!
    world.cloud.handle({method: 'DELETE', url: `/v1/things/compute.vm/${id}`, headers: {}, body: ''})
    const {engine, writer} = await process(world)
    expect(await refreshStack(engine, writer)).to.deep.include({gone: ['box'], changed: []})
    expect(world.disk.snapshot.detached).to.deep.equal({})
    expect(said((await deployed(world, SMALL)).plan.steps)).to.deep.equal(['create box'])
  })
})

describe('a restart that is due', () => {
  it('is over when the thing is of a kind by now that has none', async () => {
    const world = newWorld()
    await deployed(world, stackOf({one: bucket()}))
    const {snapshot} = world.disk
    world.disk.snapshot = {...snapshot, notify: {one: {reason: 'its secret changed', since: 1}}}
    await deployed(world, stackOf({one: bucket()}))
    expect(world.disk.snapshot.notify).to.deep.equal({})
  })
})
