import {expect} from 'chai'
import {createCloud} from '../../../../plugins/provider-sandbox/src/index.ts'
import {adopt} from '../../src/engine/adopt.ts'
import {costOf} from '../../src/engine/cost.ts'
import {deploy, plan} from '../../src/engine/deploy.ts'
import {drift} from '../../src/engine/drift.ts'
import {operateStack, recoverStack, refreshStack} from '../../src/engine/maintain.ts'
import {rebuild} from '../../src/engine/rebuild.ts'
import {liveStatus, statusOf} from '../../src/engine/status.ts'
import {planDestroy} from '../../src/engine/destroy.ts'
import {planRollback} from '../../src/engine/rollback.ts'
import {bucket, changing, container, deployed, failing, said, SMALL, vm} from './a-run.ts'
import {FIRST, stackOf, varied} from './reference-stack.ts'
import {newWorld, process, viewOf, type World} from './sim-world.ts'

type CloudState = ReturnType<World['cloud']['state']>

const createFrom = (world: World, state: CloudState) => createCloud({now: world.clock.now, state})

/** Somebody changes the inputs of a thing behind our back. */
function meddle(world: World, kind: string, inputs: Readonly<Record<string, unknown>>): World {
  const state = world.cloud.state()
  const thing = Object.values(state.things).find(one => one.kind === kind)!
  Object.assign(thing.inputs, inputs)
  return {...world, cloud: createFrom(world, state)}
}

describe('looking', () => {
  it('with plan, status, drift and cost changes nothing and writes nothing', async () => {
    const world = newWorld()
    await deployed(world, FIRST)
    world.cloud.forgetCalls()
    const before = JSON.stringify(world.disk.snapshot)
    const {engine} = await process(world)
    world.disk.epoch--
    const view = Object.freeze(viewOf(world))
    await plan(engine, view, varied({api: {inputs: {replicas: 9}}}))
    await planDestroy(engine, view, {keepData: true})
    await planRollback(engine, view)
    await drift(engine, view, FIRST)
    await liveStatus(engine, view)
    costOf(FIRST, view.snapshot, engine.connection.drivers)
    expect(changing(world)).to.deep.equal([])
    expect(JSON.stringify({...world.disk.snapshot, epoch: 1})).to.equal(
      JSON.stringify({...JSON.parse(before), epoch: 1}),
    )
  })

  it('tells what is there, what waits, and how it is', async () => {
    const world = newWorld()
    await deployed(world, SMALL)
    const {engine} = await process(world)
    const live = await liveStatus(engine, viewOf(world))
    expect(live.resources.map(({name, status, health}) => [name, status, health?.is])).to.deep.equal([
      ['box', 'ready', 'healthy'],
      ['net', 'ready', 'healthy'],
      ['sub', 'ready', 'healthy'],
    ])
    expect(statusOf(viewOf(newWorld()))).to.include({isNew: true, unfinished: false})
  })

  it('sums what is known of costs, and says "at least" of the rest', async () => {
    const {engine} = await process(newWorld())
    const {drivers} = engine.connection
    const driver = drivers.get('compute.vm')!
    const item = {
      what: 'hours',
      unit: 'hour',
      quantity: {low: 1, typical: 2, high: 3},
      price: 10,
      currency: 'USD',
      priceAsOf: '2026-11-01',
    }
    const priced = new Map([
      ['compute.vm', {...driver, cost: () => [item, {...item, what: 'egress', price: 'unknown'}]}],
    ]) as never
    const {total, largest} = costOf(stackOf({a: vm(), b: vm()}), viewOf(newWorld()).snapshot, priced)
    expect(total).to.deep.equal({USD: {low: 20, typical: 40, high: 60, atLeast: true}})
    expect(largest.map(({name, typical}) => [name, typical])).to.deep.equal([
      ['a', 20],
      ['b', 20],
      ['a', 0],
    ])
    expect(() => costOf(stackOf({a: vm()}, {usage: {bb: {}}}), viewOf(newWorld()).snapshot, priced)).to.throw(
      'usage.bb: the stack has no such resource (it has: a).',
    )
  })
})

describe('drift', () => {
  it('has three sides, and leaves out what a rule with a reason covers until its time', async () => {
    const first = newWorld()
    const stack = (until?: number) =>
      stackOf({
        api: container(
          {replicas: 1, env: {A: '1'}},
          {
            ignoreDrift: [
              {path: 'env.*', reason: 'set by the team', ...(until === undefined ? {} : {until})},
            ],
          },
        ),
      })
    await deployed(first, stack())
    const world = meddle(first, 'compute.container', {replicas: 7, env: {A: '2', B: '3'}})
    const {engine} = await process(world)
    const found = await drift(engine, viewOf(world), stack())
    expect(found).to.include({drifted: 1, unsure: 0})
    expect(found.resources[0]!.fields).to.deep.equal([
      {path: 'env.A', wanted: '1', applied: '1', actual: '2', ignored: 'set by the team'},
      {path: 'env.B', wanted: undefined, applied: undefined, actual: '3', ignored: 'set by the team'},
      {path: 'replicas', wanted: 1, applied: 1, actual: 7},
    ])
    const over = await drift(engine, viewOf(world), stack(world.clock.now() - 1))
    expect(over.resources[0]!.fields.every(({ignored}) => ignored === undefined)).to.equal(true)
  })

  it('is taken back by a deployment that reads first', async () => {
    const first = newWorld()
    const stack = stackOf({api: container({replicas: 1})})
    await deployed(first, stack)
    const world = meddle(first, 'compute.container', {replicas: 7})
    expect(said((await deployed(world, stack)).plan.steps)).to.deep.equal([])
    expect(said((await deployed(world, stack, {refresh: true})).plan.steps)).to.deep.equal(['update api'])
    expect(world.cloud.things()[0]!.inputs['replicas']).to.equal(1)
  })
})

describe('a refresh', () => {
  it('never drops a row for a refusal or an outage', async () => {
    for (const fault of [
      'forbidden',
      'not-found',
      'broken',
      'unavailable',
      'reset-before',
      'truncated',
      'wrong-body',
    ]) {
      const world = newWorld()
      await deployed(world, FIRST)
      const {engine, writer} = await process(world)
      world.cloud.turn({rules: [{fault, call: 'read'}]})
      const {gone, unsure} = await refreshStack(engine, writer)
      expect(gone, fault).to.deep.equal([])
      expect(unsure.length, fault).to.equal(27)
      expect(Object.keys(world.disk.snapshot.resources), fault).to.have.lengthOf(27)
    }
  })

  it('forgets what is proven to be gone, and stops when much is', async () => {
    const world = newWorld()
    await deployed(world, FIRST)
    const state = world.cloud.state()
    const without = (count: number) => {
      const things = Object.fromEntries(Object.entries(state.things).slice(count))
      return {...world, cloud: createFrom(world, {...state, things})}
    }
    const few = without(2)
    const some = await process(few)
    expect((await refreshStack(some.engine, some.writer)).gone).to.have.lengthOf(2)
    const world2 = newWorld()
    await deployed(world2, FIRST)
    const many = {...world2, cloud: createFrom(world2, {...state, things: {}})}
    const run = await process(many)
    const error = await failing(refreshStack(run.engine, run.writer))
    expect(error.message).to.match(/^27 of 27 resources were not found/)
    expect(Object.keys(world2.disk.snapshot.resources)).to.have.lengthOf(27)
  })
})

describe('an account', () => {
  it('that is another than the stack was deployed in is refused before anything is asked', async () => {
    const world = newWorld()
    await deployed(world, SMALL)
    const elsewhere = {...world, cloud: createCloud({now: world.clock.now, seed: 'another'})}
    const {engine, writer} = await process(elsewhere)
    for (const work of [
      () => plan(engine, viewOf(elsewhere), SMALL),
      () => deploy(engine, writer, SMALL),
      () => recoverStack(engine, writer),
      () => drift(engine, viewOf(elsewhere)),
    ]) {
      const error = await failing(work())
      expect(error.code).to.equal('INFER_TARGET_MISMATCH')
      expect(error.message).to.match(
        /^shop is deployed in account \S+, and these credentials are of \S+\. Nothing was touched\.$/,
      )
      expect(error.suggestions!.at(-1)).to.include('gone for good').and.include('.infer/deploy/shop')
    }
    expect(elsewhere.cloud.calls().every(({call}) => call === 'account')).to.equal(true)
  })
})

describe('adopting', () => {
  it('takes a thing that is there into care without a call, and refuses one of another stack', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm({cpu: 4})}))
    const {id} = world.cloud.things()[0]!
    const other = newWorld()
    Object.assign(other, {cloud: createFrom(other, world.cloud.state())})
    other.disk.snapshot = {...other.disk.snapshot, lineage: 'another'}
    const run = await process(other)
    expect(
      (await failing(adopt(run.engine, run.writer, stackOf({box: vm()}), 'box', id))).message,
    ).to.contain(`${id} belongs to shop as box already`)
    const state = world.cloud.state()
    for (const thing of Object.values(state.things)) (thing as {tags: object}).tags = {}
    Object.assign(other, {cloud: createFrom(other, state)})
    const again = await process(other)
    await adopt(again.engine, again.writer, stackOf({box: vm({cpu: 4})}), 'box', id)
    expect(changing(other)).to.deep.equal([])
    expect(said((await deployed(other, stackOf({box: vm({cpu: 4})}))).plan.steps)).to.deep.equal([])
    expect((await failing(adopt(again.engine, again.writer, stackOf({box: vm()}), 'bix', id))).code).to.equal(
      'INFER_OPTION',
    )
  })

  it('brings a lost state back from tags', async () => {
    const world = newWorld()
    await deployed(world, FIRST)
    const lost = newWorld()
    Object.assign(lost, {cloud: createFrom(lost, world.cloud.state())})
    lost.clock.jump(10_000)
    lost.disk.snapshot = {...lost.disk.snapshot, lineage: 'a new one'}
    const {engine, writer} = await process(lost)
    const {adopted, others} = await rebuild(engine, writer, FIRST)
    expect(adopted).to.have.lengthOf(27)
    expect(others).to.deep.equal([])
    const needs = ({disk}: World) =>
      Object.values(disk.snapshot.resources).map(
        ({name, dependsOn}) => `${name}: ${dependsOn.toSorted().join()}`,
      )
    expect(needs(lost).toSorted()).to.deep.equal(needs(world).toSorted())
    await deployed(lost, FIRST)
    expect(lost.cloud.things()).to.have.lengthOf(27)
    expect(changing(lost).filter(call => /create|delete/.test(call))).to.deep.equal([])
  })
})

describe('operations', () => {
  it('restart, rotate and snapshot what can, and name what cannot', async () => {
    const world = newWorld()
    await deployed(world, stackOf({data: bucket(), box: vm()}))
    const {engine, writer} = await process(world)
    await operateStack(engine, writer, 'box', 'restart')
    expect(changing(world).at(-1)).to.equal('operate compute.vm')
    expect((await failing(operateStack(engine, writer, 'data', 'restart'))).message).to.equal(
      'data is a storage.object, which cannot "restart" here (it can: nothing).',
    )
    expect((await failing(operateStack(engine, writer, 'bx', 'restart'))).suggestions).to.deep.equal([
      'infer deploy operate box restart',
    ])
    expect(world.disk.snapshot.openOps).to.deep.equal({})
  })
})
