// A copy of data before it goes, whatever it is that takes it away.
import {expect} from 'chai'
import type {KindDriver} from '@inferloop/contract'
import {deploy} from '../../src/engine/deploy.ts'
import {deployed, failing} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process, type World} from './sim-world.ts'

const DISK = stackOf({disk: {kind: 'storage.block', inputs: {size: 10}}})
const ANEW = {replace: ['disk'], allowLoss: ['disk']}

/** Ids that were copied and removed, in this order. */
const went = (world: World) =>
  world.cloud
    .calls()
    .filter(({call}) => call === 'operate' || call === 'delete')
    .map(({call, id}) => `${call} ${id}`)

async function withDriver(world: World, change: Partial<KindDriver>) {
  const {engine, writer} = await process(world)
  const driver = {...engine.connection.drivers.get('storage.block')!, ...change}
  const drivers = new Map([...engine.connection.drivers, [driver.kind, driver] as const])
  return {engine: {...engine, connection: {...engine.connection, drivers}}, writer}
}

describe('a copy', () => {
  it('is kept of what was replaced, before it goes', async () => {
    for (const replaceOrder of ['createFirst', 'deleteFirst'] as const) {
      const world = newWorld()
      await deployed(world, DISK)
      const {id} = world.disk.snapshot.resources['disk']!
      const {engine, writer} = await withDriver(world, {replaceOrder})
      world.cloud.forgetCalls()
      await deploy(engine, writer, DISK, ANEW)
      expect(went(world), replaceOrder).to.deep.equal([`operate ${id}`, `delete ${id}`])
      expect(world.disk.snapshot.resources['disk']).to.include({status: 'ready'})
      expect(world.disk.snapshot.openOps).to.deep.equal({})
    }
  })

  it('is kept of what is not well', async () => {
    const world = newWorld()
    await deployed(world, DISK)
    const disk = {...world.disk.snapshot.resources['disk']!, status: 'degraded' as const}
    world.disk.snapshot = {...world.disk.snapshot, resources: {disk}}
    const health = async () => ({is: 'unhealthy', detail: 'it answers nobody'}) as const
    const {engine, writer} = await withDriver(world, {health})
    world.cloud.forgetCalls()
    await deploy(engine, writer, stackOf({}), {allowLoss: ['disk']})
    expect(went(world)).to.deep.equal([`operate ${disk.id}`, `delete ${disk.id}`])
  })

  it('that cannot be made keeps what it was to be of', async () => {
    const world = newWorld()
    await deployed(world, DISK)
    world.cloud.turn({rules: [{fault: 'bad-request', call: 'operate'}]})
    expect((await failing(deployed(world, DISK, ANEW))).code).to.equal('INFER_DEPLOY_FAILED')
    expect(world.cloud.things()).to.have.lengthOf(2)
    world.cloud.turn({rules: []})
    await deployed(world, DISK, {allowLoss: ['disk']})
    expect(world.cloud.things()).to.have.lengthOf(1)
    expect(world.disk.snapshot.openOps).to.deep.equal({})
  })
})
