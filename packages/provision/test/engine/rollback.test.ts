import {expect} from 'chai'
import {deploy} from '../../src/engine/deploy.ts'
import {destroy} from '../../src/engine/destroy.ts'
import {rollback} from '../../src/engine/rollback.ts'
import {judge, SOUND} from './judge.ts'
import {bucket, container, deployed, failing, said, SMALL, vm} from './a-run.ts'
import {DATA, FIRST, REPLACED, stackOf, UPDATED} from './reference-stack.ts'
import {planRollback} from '../../src/engine/rollback.ts'
import {copyOf, newWorld, process, viewOf, worldFrom, type World} from './sim-world.ts'

async function back(world: World) {
  const {engine, writer} = await process(world)
  return rollback(engine, writer)
}

const ids = (world: World, kinds: RegExp) =>
  world.cloud
    .things()
    .filter(({kind}) => kinds.test(kind))
    .map(({id}) => id)
    .toSorted()

describe('a rollback', () => {
  it('of a first deployment removes what it made, and keeps what holds data', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm(), data: bucket()}))
    const {plan} = await back(world)
    expect(said(plan.steps)).to.have.members(['delete box', 'detach data'])
    expect(plan.left).to.deep.equal([{name: 'data', why: 'it stays, and the stack no longer looks after it'}])
    expect(world.cloud.things().map(({kind}) => kind)).to.deep.equal(['storage.object'])
    expect(said((await deployed(world, stackOf({data: bucket()}))).plan.steps)).to.deep.equal(['adopt data'])
  })

  it('changes fields back, brings back what was removed, and is empty the second time', async () => {
    const world = newWorld()
    await deployed(world, stackOf({api: container({replicas: 1}), gone: vm()}))
    const inputs = world.cloud.things().find(({kind}) => kind === 'compute.container')!.inputs
    await deployed(world, stackOf({api: container({replicas: 5, image: 'shop/api:2'}), fresh: vm()}))
    const {plan} = await back(world)
    expect(said(plan.steps)).to.have.members(['update api', 'create gone', 'delete fresh'])
    expect(world.cloud.things().find(({kind}) => kind === 'compute.container')!.inputs).to.deep.equal(inputs)
    expect(said((await back(world)).plan.steps)).to.deep.equal([])
  })

  it('puts back the old thing where it is still there, and makes none', async () => {
    const world = newWorld()
    await deployed(world, SMALL)
    const before = ids(world, /./)
    world.cloud.turn({rules: [{fault: 'bad-request', call: 'create', kind: 'compute.vm'}]})
    const other = stackOf({
      net: {kind: 'network.vpc', inputs: {cidr: '10.9.0.0/16'}},
      sub: {kind: 'network.subnet', inputs: {vpc: 'net', cidr: '10.9.1.0/24'}},
      box: vm({subnet: 'sub'}),
    })
    await failing(deployed(world, other))
    world.cloud.turn({rules: []})
    world.cloud.forgetCalls()
    const {plan} = await back(world)
    expect(said(plan.steps)).to.deep.equal(['restore net', 'restore sub'])
    expect(ids(world, /./)).to.deep.equal(before)
    expect(world.cloud.calls().some(({call}) => call === 'create')).to.equal(false)
  })

  it('gives the outputs of what is there by then', async () => {
    const world = newWorld()
    const first = stackOf({box: vm(), gone: vm()}, {outputs: {at: '${gone.id}', box: '${box.id}'}})
    await deployed(world, first)
    await deployed(world, stackOf({api: container()}, {outputs: {url: '${api.url}'}}))
    const {outputs} = await back(world)
    const {box, gone} = world.disk.snapshot.resources
    expect(outputs).to.deep.equal({at: gone!.id, box: box!.id})
    expect(world.disk.snapshot.outputs).to.deep.equal(outputs)
    expect((await back(world)).outputs).to.deep.equal(outputs)
  })

  it('of a first deployment leaves no outputs', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm()}, {outputs: {at: '${box.id}'}}))
    expect((await back(world)).outputs).to.deep.equal({})
    expect(world.disk.snapshot.outputs).to.deep.equal({})
  })

  it('leads to before the first try when a deployment took several', async () => {
    const world = newWorld()
    await deployed(world, stackOf({api: container({replicas: 1})}))
    world.cloud.turn({rules: [{fault: 'bad-request', call: 'create'}]})
    const next = stackOf({api: container({replicas: 4}), box: vm()})
    await failing(deployed(world, next))
    await failing(deployed(world, next))
    world.cloud.turn({rules: []})
    await back(world)
    expect(world.cloud.things().map(({inputs}) => inputs['replicas'])).to.deep.equal([1])
  })

  it('never touches what holds data, wherever the deployment failed', async () => {
    const start = newWorld()
    await deployed(start, FIRST)
    const copy = copyOf(start)
    const data = /^(db\.|storage\.|queue\.|security\.(secret|key))/
    for (const stack of [UPDATED, REPLACED])
      for (let after = 0; after < 60; after += 7) {
        const world = worldFrom(copy)
        const kept = ids(world, data)
        const {engine, writer} = await process(world)
        world.cloud.turn({
          rules: [
            {fault: 'bad-request', after, call: 'create'},
            {fault: 'bad-request', after, call: 'update'},
          ],
        })
        await deploy(engine, writer, stack, {allowLoss: DATA}).catch(() => undefined)
        world.cloud.turn({rules: []})
        const there = ids(world, data)
        world.cloud.forgetCalls()
        await back(world)
        const touched = world.cloud
          .calls()
          .filter(({call, kind}) => (call === 'delete' || call === 'update') && data.test(kind ?? ''))
        expect(touched, `failed after ${after}`).to.deep.equal([])
        expect(ids(world, data), `failed after ${after}`).to.deep.equal(there)
        if (stack === UPDATED) expect(there).to.deep.equal(kept)
        const view = viewOf(world)
        const again = await planRollback((await process(world)).engine, view)
        expect(judge(world, again), `failed after ${after}`).to.deep.equal(SOUND)
      }
  })

  it('brings a renamed resource back under its name without a call', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm()}))
    await deployed(world, stackOf({machine: vm({}, {renamedFrom: ['box']})}))
    world.cloud.forgetCalls()
    expect(said((await back(world)).plan.steps)).to.deep.equal(['rename box'])
    expect(Object.keys(world.disk.snapshot.resources)).to.deep.equal(['box'])
  })
})

describe('a destruction', () => {
  it('refuses data and protection unless they are named, or kept with what they stand on', async () => {
    const world = newWorld()
    await deployed(world, FIRST)
    const {engine, writer} = await process(world)
    const error = await failing(destroy(engine, writer))
    expect(error.code).to.equal('INFER_DEPLOY_PROTECTED')
    for (const name of DATA) expect(error.message).to.contain(`${name} (`)
    await destroy(engine, writer, {keepData: true})
    expect(world.disk.snapshot.resources).to.deep.equal({})
    expect(Object.keys(world.disk.snapshot.detached)).to.have.members([
      ...DATA,
      'net',
      'subnet-a',
      'subnet-b',
      'inner',
      'web',
      'box',
    ])
    expect(
      said((await deployed(world, FIRST)).plan.steps).filter(step => step.startsWith('adopt')),
    ).to.have.lengthOf(15)
  })

  it('keeps a copy of data that can be copied before it goes', async () => {
    const world = newWorld()
    await deployed(world, FIRST)
    world.cloud.forgetCalls()
    const {engine, writer} = await process(world)
    await destroy(engine, writer, {allowLoss: DATA})
    expect(world.cloud.things()).to.deep.equal([])
    const kinds = world.cloud
      .calls()
      .filter(({call}) => call === 'operate')
      .map(({kind}) => kind)
    expect(kinds).to.have.members(['storage.block', 'storage.file', 'db.relational'])
  })
})
