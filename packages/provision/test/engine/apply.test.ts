import type {KindDriver} from '@inferloop/contract'
import {expect} from 'chai'
import type {Hook} from '../../src/engine/stack.ts'
import {operateStack} from '../../src/engine/maintain.ts'
import {changing, container, deployed, failing, said, SMALL, vm} from './a-run.ts'
import {KILLED, newWorld, process, type World} from './sim-world.ts'
import {raced} from './crashes.ts'
import {deploy} from '../../src/engine/deploy.ts'
import {FIRST, stackOf, varied} from './reference-stack.ts'

const boxes = (count: number) =>
  stackOf(Object.fromEntries(Array.from({length: count}, (_, i) => [`box-${i}`, vm()])))

describe('applying a plan', () => {
  it('writes the intent before the call, the id before anything is waited for, and the end when it is ready', async () => {
    const world = newWorld({provisionMs: 1000})
    const entries: string[] = []
    await deployed(
      world,
      boxes(1),
      {},
      {
        append: ({is}) =>
          void entries.push(
            `${is} ${world.cloud
              .things()
              .map(({status}) => status)
              .join()}`,
          ),
      },
    )
    expect(entries).to.deep.equal([
      'about ',
      'begun ',
      'intent ',
      'id creating',
      'done ready',
      'finished ready',
    ])
  })

  it('says no more of a page that a provider answers with than people read', async () => {
    const page = 'x'.repeat(40_000)
    const error = await failing(
      deployed(
        newWorld(),
        boxes(1),
        {},
        {
          fetch: through => async (input, init) =>
            init?.method === 'POST'
              ? Response.json({error: {code: 'Odd', message: page}}, {status: 400})
              : through(input, init),
        },
      ),
    )
    expect(error.message).to.include('xxx…')
    expect(error.message.length).to.be.below(2500)
  })

  it('has at most as many calls of a class at once as it may', async () => {
    const world = newWorld({latencyMs: 50})
    let now = 0
    let most = 0
    await deployed(
      world,
      boxes(12),
      {},
      {
        limits: {parallel: 3},
        fetch: through => async (input, init) => {
          most = Math.max(most, ++now)
          try {
            return await through(input, init)
          } finally {
            now--
          }
        },
      },
    )
    expect(most).to.equal(3)
  })

  it('fills in outputs, and gives those of the stack', async () => {
    const world = newWorld()
    const stack = stackOf(
      {box: vm(), api: container({env: {AT: 'http://${box.address}:80'}})},
      {outputs: {url: '${api.url}', all: ['${box.id}']}},
    )
    const {outputs} = await deployed(world, stack)
    const [box, api] = ['compute.vm', 'compute.container'].map(
      kind => world.cloud.things().find(one => one.kind === kind)!,
    )
    expect(outputs['all']).to.deep.equal([box!.id])
    expect(outputs['url']).to.match(/^https:/)
    expect(api!.inputs['env']).to.deep.equal({
      AT: `http://${world.disk.snapshot.resources['box']!.outputs['address'] as string}:80`,
    })
  })

  it('changes what stands on an output that changed, in the same run', async () => {
    const world = newWorld()
    const stack = (ttl: number) =>
      stackOf({
        pw: {kind: 'security.secret', inputs: {value: {$secret: 'TOKEN'}}},
        api: container({env: {TTL: String(ttl), VERSION: '${pw.version}'}}),
      })
    await deployed(world, stack(1))
    const {engine, writer} = await process(world)
    await operateStack(engine, writer, 'pw', 'rotate')
    const {plan} = await deployed(world, stack(1))
    expect(said(plan.steps)).to.deep.equal(['update api'])
    expect((await deployed(world, stack(1))).plan.steps.every(({action}) => action === 'none')).to.equal(true)
  })

  it('where the old must go first, removes all that stands on it before, and makes it anew after', async () => {
    const world = newWorld()
    await deployed(world, SMALL)
    const {engine, writer} = await process(world)
    const vpc: KindDriver = {...engine.connection.drivers.get('network.vpc')!, replaceOrder: 'deleteFirst'}
    const drivers = new Map([...engine.connection.drivers, ['network.vpc', vpc] as const])
    const resources = SMALL.resources.map(one =>
      one.name === 'net' ? {...one, inputs: {cidr: '10.7.0.0/16'}} : one,
    )
    world.cloud.forgetCalls()
    await deploy({...engine, connection: {...engine.connection, drivers}}, writer, {...SMALL, resources})
    expect(changing(world)).to.deep.equal([
      'delete compute.vm',
      'delete network.subnet',
      'delete network.vpc',
      'create network.vpc',
      'create network.subnet',
      'create compute.vm',
    ])
  })

  it('waits as long as Retry-After says, and no call is made twice that was not refused', async () => {
    const world = newWorld({retryAfterMs: 7000, rules: [{fault: 'throttled', call: 'create', times: 1}]})
    const began = world.clock.now()
    await deployed(world, boxes(1))
    expect(world.clock.now() - began).to.be.at.least(7000)
    expect(changing(world)).to.deep.equal(['create compute.vm', 'create compute.vm'])
    expect(world.cloud.things()).to.have.lengthOf(1)
  })

  it('looks for what an unanswered create made, and makes none beside it', async () => {
    for (const kind of ['network.vpc', 'compute.vm', 'storage.object', 'monitor.logs'] as const) {
      const world = newWorld({rules: [{fault: 'reset-after', call: 'create', times: 1}]})
      await deployed(world, stackOf({one: {kind, inputs: {}}}))
      expect(world.cloud.things(), kind).to.have.lengthOf(1)
      expect(
        changing(world).filter(call => call.startsWith('create')),
        kind,
      ).to.have.lengthOf(1)
    }
  })

  it('has one budget of tries for the run, and leaves open what it could not learn', async () => {
    const world = newWorld({rules: [{fault: 'reset-before', call: 'create'}]})
    const error = await failing(deployed(world, boxes(3), {}, {limits: {retries: 4}}))
    expect(error).to.include({code: 'INFER_DEPLOY_FAILED'})
    expect(changing(world)).to.have.lengthOf(3 + 4)
    expect(Object.keys(world.disk.snapshot.openOps)).to.have.lengthOf(3)
    world.cloud.turn({rules: []})
    await deployed(world, boxes(3))
    expect(world.cloud.things()).to.have.lengthOf(3)
  })

  it('goes on with what does not need the step that failed, removes nothing, and says all of it', async () => {
    const world = newWorld()
    await deployed(world, stackOf({old: vm()}))
    world.cloud.turn({rules: [{fault: 'bad-request', call: 'create', kind: 'network.subnet'}]})
    const stack = stackOf({
      ...Object.fromEntries(SMALL.resources.map(({name, ...rest}) => [name, rest])),
      other: container(),
    })
    const {engine, writer, events} = await process(world)
    const error = await failing(deploy(engine, writer, stack))
    expect(error.message).to.match(
      /^A step of shop failed: sub \(network\.subnet\): create: CreateThing: .*ValidationFailed, request req-/,
    )
    expect(Object.keys(world.disk.snapshot.resources)).to.have.members(['old', 'net', 'other'])
    expect(
      events.flatMap(event =>
        event.is === 'skipped' ? [`${event.action} ${event.name}: ${event.why}`] : [],
      ),
    ).to.deep.equal(['create box: make sub', 'delete old: make sub'])
  })

  it('remembers a thing that never became ready, and the next run puts another in its place', async () => {
    for (const fault of ['stuck', 'failed']) {
      const world = newWorld({rules: [{fault, call: 'create', times: 1}]})
      const error = await failing(deployed(world, boxes(1)))
      expect(error.message).to.match(/box-0 \(compute\.vm, i-\w+\) was made and is not ready/)
      const [first] = world.cloud.things()
      expect(world.disk.snapshot.resources['box-0']).to.include({id: first!.id, status: 'creating'})
      const {plan} = await deployed(world, boxes(1))
      expect(said(plan.steps)).to.deep.equal(['replace box-0'])
      expect(world.cloud.things()).to.have.lengthOf(1)
      expect(world.cloud.things()[0]!.id).to.not.equal(first!.id)
    }
  })

  it('uses a thing that became ready after all', async () => {
    const world = newWorld({provisionMs: 600_000})
    await failing(deployed(world, boxes(1)))
    world.clock.jump(600_000)
    const {plan} = await deployed(world, boxes(1))
    expect(said(plan.steps)).to.deep.equal([])
    expect(world.disk.snapshot.resources['box-0']!.status).to.equal('ready')
  })

  it('asks nothing more of anyone once an entry could not be written', async () => {
    const world = newWorld()
    const full = Object.assign(new Error('no space'), {code: 'INFER_DISK_FULL'})
    let calls = 0
    const error = await failing(
      deployed(
        world,
        boxes(5),
        {},
        {
          append: ({is}) => {
            if (is !== 'id') return
            calls = changing(world).length
            throw full
          },
        },
      ),
    )
    expect(error).to.equal(full)
    expect(changing(world).length - calls).to.be.at.most(4)
    await deployed(world, boxes(5))
    expect(world.cloud.things()).to.have.lengthOf(5)
  })

  it('ends when it is interrupted, and the next run goes on', async () => {
    const world = newWorld({provisionMs: 5000})
    const stop = new AbortController()
    const {engine, writer} = await process(world, {
      signal: stop.signal,
      append: ({is}) => void (is === 'id' && stop.abort(new Error('^C'))),
    })
    expect((await failing(deploy(engine, writer, SMALL))).code).to.equal('INFER_INTERRUPTED')
    await deployed(world, SMALL)
    expect(world.cloud.things()).to.have.lengthOf(3)
  })

  it('runs hooks as words, with what they are about, and again when a run was cut short before it was over', async () => {
    const hook = (when: Hook['when'], of: Hook['of']): Hook => ({when, of, run: ['notify', `${when}-${of}`]})
    const stack = stackOf(
      {box: vm({}, {hooks: [hook('before', 'create'), hook('after', 'create')]})},
      {hooks: [hook('before', 'deploy'), hook('after', 'deploy')]},
    )
    const ran: string[] = []
    const world = newWorld()
    const runHook = async (words: readonly string[], env: Readonly<Record<string, string>>) =>
      void ran.push(`${words.join(' ')} ${env['INFER_RESOURCE']} ${env['INFER_ID'] === '' ? '-' : 'id'}`)
    await deployed(world, stack, {}, {runHook})
    expect(ran).to.deep.equal([
      'notify before-deploy shop -',
      'notify before-create box -',
      'notify after-create box id',
      'notify after-deploy shop -',
    ])
    const other = newWorld()
    const broken = async (words: readonly string[]) => {
      if (words[1] === 'after-create') throw new Error('exit 1')
    }
    const error = await failing(deployed(other, stack, {}, {runHook: broken}))
    expect(error.message).to.contain('box: the hook after create (notify after-create) failed: exit 1')
    ran.length = 0
    await deployed(other, stack, {}, {runHook})
    expect(ran).to.include('notify after-create box id')
  })

  it('restarts what reads a secret when it changed, also when the run that changed it was killed', async () => {
    const stack = stackOf({
      pw: {kind: 'security.secret', inputs: {value: {$secret: 'TOKEN'}}},
      api: container({secrets: {PW: 'pw'}}),
    })
    const restarts = (world: World) => world.cloud.calls().filter(({call}) => call === 'operate').length
    const start = newWorld()
    await deployed(start, stack)
    for (let killAt = 1; killAt < 30; killAt++) {
      const world = newWorld()
      await deployed(world, stack)
      world.secrets['TOKEN'] = 'another'
      const run = await process(world, {killAt})
      const ended = await raced(run, {
        run: ({engine, writer}) => deploy(engine, writer, stack),
        again: () => Promise.reject(new Error('unused')),
      })
      if (ended === KILLED) await deployed(world, stack)
      expect(restarts(world), `killed at ${killAt}`).to.be.at.least(1)
      expect(world.disk.snapshot.notify).to.deep.equal({})
      if (ended === undefined) return
    }
  })

  it('keeps no secret anywhere but in the cloud', async () => {
    const world = newWorld()
    world.secrets['DB_PASSWORD'] = 'canary-4711'
    world.secrets['TOKEN'] = 'canary-4712'
    const {engine, writer, events} = await process(world)
    const done = await deploy(
      engine,
      writer,
      varied({api: {inputs: {env: {URL: 'x://u:${secret:TOKEN}@${db.host}'}}}}),
    )
    const seen = JSON.stringify([world.disk, events, done])
    expect(seen).to.not.match(/canary/)
    const api = world.cloud.things().find(({inputs}) => inputs['image'] === 'shop/api:1')!
    expect(JSON.stringify(api.inputs)).to.contain('x://u:canary-4712@')
  })

  it('of the same stack in two worlds does the same', async () => {
    const [a, b] = [newWorld(), newWorld()]
    await deployed(a, FIRST)
    await deployed(b, FIRST)
    expect(a.disk.snapshot).to.deep.equal(b.disk.snapshot)
  })
})
