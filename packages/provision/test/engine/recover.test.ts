import {expect} from 'chai'
import {InferError, type KindDriver} from '@inferloop/contract'
import type {Entry, Op} from '../../src/state/snapshot.ts'
import {deploy} from '../../src/engine/deploy.ts'
import {recoverStack} from '../../src/engine/maintain.ts'
import {createCloud} from '../../../../plugins/provider-sandbox/src/index.ts'
import type {Stack} from '../../src/engine/stack.ts'
import {raced, type Scene} from './crashes.ts'
import {changing, container, deployed, failing, SMALL, vm} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {copyOf, KILLED, newWorld, process, viewOf, worldFrom, type World} from './sim-world.ts'

const BOX = stackOf({net: {kind: 'network.vpc', inputs: {}}})

/** A second thing with the same tags, as a zombie makes it. */
function doubled(world: World, tags: Record<string, string> = {}): World {
  const state = world.cloud.state()
  const [key, thing] = Object.entries(state.things).find(([, one]) => one.kind === 'network.vpc')!
  const twin = {...thing, id: 'vpc-twin', createdAt: thing.createdAt - 1, tags: {...thing.tags, ...tags}}
  const things = {...state.things, [key.replace(thing.id, 'vpc-twin')]: twin}
  return {...world, cloud: createCloud({now: world.clock.now, state: {...state, things}})}
}

const again = () => Promise.reject(new Error('unused'))

/** The world after a run was killed while its first changing request was on its way. */
async function withLate(start: World, stack: Stack): Promise<World> {
  const copy = copyOf(start)
  for (let killAt = 1; killAt < 50; killAt++) {
    const world = worldFrom(copy)
    const run: Pick<Scene, 'run' | 'again'> = {
      run: ({engine, writer}) => deploy(engine, writer, stack),
      again,
    }
    await raced(await process(world, {killAt}), run)
    if (world.late.length > 0) return world
  }
  throw new Error('no request was on its way')
}

const failAt =
  (entry: string) =>
  ({is}: Entry) => {
    if (is === entry) throw Object.assign(new Error('the disk is gone'), {code: 'INFER_WRITE_FAILED'})
  }

async function killedAt(world: World, entry: string): Promise<void> {
  const {engine, writer, death} = await process(world, {append: failAt(entry)})
  await failing(Promise.race([deploy(engine, writer, BOX), death]))
}

describe('recovery', () => {
  it('of several things of one operation keeps the oldest that is ready, and removes the others', async () => {
    const first = newWorld()
    await killedAt(first, 'id')
    first.clock.jump(10_000)
    const world = doubled(first)
    await deployed(world, BOX)
    expect(world.cloud.things().map(({id}) => id)).to.deep.equal(['vpc-twin'])
    expect(world.disk.snapshot.resources['net']!.id).to.equal('vpc-twin')
  })

  it('waits for the window before it believes that there is nothing, and not when there is something', async () => {
    const found = newWorld()
    await killedAt(found, 'id')
    found.clock.jump(1000)
    const before = found.clock.now()
    await deployed(found, BOX)
    expect(found.clock.now() - before).to.be.below(1000)
    const lost = newWorld()
    const run = await process(lost, {killAt: 7})
    expect(
      await raced(run, {
        run: ({engine, writer}) => deploy(engine, writer, BOX),
        again,
      }),
    ).to.equal(KILLED)
    expect(Object.keys(lost.disk.snapshot.openOps)).to.have.lengthOf(1)
    const began = lost.clock.now()
    await deployed(lost, BOX)
    expect(lost.clock.now() - began).to.be.at.least(3900)
    expect(lost.cloud.things()).to.have.lengthOf(1)
  })

  it('asks again under the same name, so that a first request that lands days later makes no second thing', async () => {
    for (const kind of ['compute.vm', 'storage.object', 'monitor.logs'] as const) {
      const stack = stackOf({one: {kind, inputs: {}}})
      const world = await withLate(newWorld(), stack)
      const [land] = world.late.splice(0)
      await deployed(world, stack)
      land!()
      expect(world.cloud.things(), kind).to.have.lengthOf(1)
    }
  })

  it('lets an update land that was on its way before it asks for another', async () => {
    const sized = (cpu: number) => stackOf({box: vm({cpu})})
    const start = newWorld()
    await deployed(start, sized(2))
    const world = await withLate(start, sized(8))
    await deployed(world, sized(4))
    world.clock.jump(60_000)
    for (const land of world.late.splice(0)) land()
    expect(world.cloud.things()[0]!.inputs['cpu']).to.equal(4)
  })

  it('after an update of which nobody knows how far it came, sets again what cannot be read back', async () => {
    const world = newWorld()
    const imaged = (image: string) => stackOf({api: container({image, env: {TOKEN: {$secret: 'TOKEN'}}})})
    await deployed(world, imaged('shop/api:1'))
    world.secrets['TOKEN'] = 'another'
    await failing(deployed(world, imaged('shop/api:2'), {}, {append: failAt('done')}))
    const {engine, writer} = await process(world)
    const driver = engine.connection.drivers.get('compute.container')!
    const hiding: KindDriver = {
      ...driver,
      async read(call, id) {
        const found = await driver.read(call, id)
        if (found.is !== 'there') return found
        const {image: _, ...inputs} = found.thing.inputs
        return {is: 'there', thing: {...found.thing, inputs}}
      },
    }
    const drivers = new Map([...engine.connection.drivers, ['compute.container', hiding] as const])
    const {plan} = await deploy(
      {...engine, connection: {...engine.connection, drivers}},
      writer,
      imaged('shop/api:2'),
    )
    expect(plan.steps[0]!.changes.map(({path}) => path)).to.deep.equal(['env.TOKEN', 'image'])
    expect(plan.steps[0]!.action).to.equal('update')
  })

  it('ends with a named error and the operation open when nobody can say', async () => {
    const world = newWorld()
    await killedAt(world, 'id')
    const {engine, writer} = await process(world)
    world.cloud.turn({rules: [{fault: 'forbidden', call: 'find'}]})
    const error = await failing(recoverStack(engine, writer))
    expect(error.code).to.equal('INFER_PROVIDER_REFUSED')
    expect(Object.keys(world.disk.snapshot.openOps)).to.have.lengthOf(1)
    world.cloud.turn({rules: []})
    await deployed(world, BOX)
    expect(world.cloud.things()).to.have.lengthOf(1)
  })
})

describe('strays', () => {
  it('are removed when they are the second of one operation', async () => {
    const first = newWorld()
    await deployed(first, BOX)
    first.clock.jump(10_000)
    const world = doubled(first)
    const {strays} = await deployed(world, BOX)
    expect(strays).to.deep.equal([{kind: 'network.vpc', id: 'vpc-twin', name: 'net', removed: true}])
    expect(world.cloud.things()).to.have.lengthOf(1)
  })

  it('are only told of when another operation made them, or state knows nothing', async () => {
    const first = newWorld()
    await deployed(first, BOX)
    first.clock.jump(10_000)
    const world = doubled(first, {'infer-op': 'of-another-run'})
    const {strays} = await deployed(world, BOX)
    expect(strays.map(({removed}) => removed)).to.deep.equal([false])
    world.disk.snapshot = {...world.disk.snapshot, resources: {}}
    const {engine, writer} = await process(world)
    await recoverStack(engine, writer)
    expect(changing(world).filter(call => call.startsWith('delete'))).to.deep.equal([])
    expect(world.cloud.things()).to.have.lengthOf(2)
  })
})

describe('a run that lost its lock', () => {
  it('stops before its next call', async () => {
    const world = newWorld()
    const {engine, writer} = await process(world, {
      append: ({is}) => void (is === 'done' && world.disk.epoch++),
    })
    expect((await failing(deploy(engine, writer, SMALL))).code).to.equal('INFER_STATE_FENCED')
    expect(world.cloud.things()).to.have.lengthOf(1)
    await deployed(world, SMALL)
    expect(world.cloud.things()).to.have.lengthOf(3)
  })

  it('makes no call once its lease is over, though nothing is to be written', async () => {
    const world = newWorld({provisionMs: 60_000})
    let lost = 0
    const {engine, writer} = await process(world, {
      append: ({is}) => void (is === 'id' && (lost = world.clock.now() + 5000)),
    })
    const leased = {
      ...writer,
      check() {
        if (lost > 0 && world.clock.now() > lost)
          throw new InferError('INFER_STATE_FENCED', {message: 'the lease is over', suggestions: ['wait']})
      },
    }
    const error = await failing(deploy(engine, leased, stackOf({box: vm()})))
    expect(error.code).to.equal('INFER_STATE_FENCED')
  })

  it('removes what it just made when another was made in its place, and leaves what is its successor’s own', async () => {
    const world = newWorld()
    let other: string | undefined = 'vpc-of-the-successor'
    const {engine, writer} = await process(world, {
      append: entry => {
        if (entry.is === 'id') world.disk.epoch++
      },
      reread: async () => {
        const {snapshot, ...rest} = viewOf(world)
        const row = snapshot.resources['net']!
        return {
          ...rest,
          snapshot: {...snapshot, resources: {net: other === undefined ? row : {...row, id: other}}},
        }
      },
    })
    expect((await failing(deploy(engine, writer, BOX))).code).to.equal('INFER_STATE_FENCED')
    expect(world.cloud.things()).to.deep.equal([])
    other = undefined
  })

  it('leaves its things to the successor, which knows its operations', async () => {
    const world = newWorld()
    await deployed(world, BOX)
    const {opId} = world.disk.snapshot.resources['net']!
    world.clock.jump(10_000)
    const zombie = doubled(world, {'infer-op': 'zombieoperation'})
    const op: Op = {
      opId: 'zombieoperation',
      name: 'net',
      kind: 'network.vpc',
      action: 'create',
      incarnation: 1,
      issuedAt: 0,
      attempts: 0,
      epoch: 1,
      runId: 'zombie',
    }
    await deployed(zombie, BOX, {}, {zombieOps: [op]})
    expect(zombie.cloud.things().map(({tags}) => tags['infer-op'])).to.deep.equal([opId])
  })
})
