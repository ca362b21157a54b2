// Programs around steps: when they run, with which words, and that none is passed over.
import {expect} from 'chai'
import {deploy} from '../../src/engine/deploy.ts'
import {destroy, planDestroy} from '../../src/engine/destroy.ts'
import {operateStack, recoverStack, refreshStack} from '../../src/engine/maintain.ts'
import {rollback} from '../../src/engine/rollback.ts'
import type {Entry} from '../../src/state/snapshot.ts'
import type {Hook} from '../../src/engine/stack.ts'
import {container, deployed, failing, vm} from './a-run.ts'
import {raced} from './crashes.ts'
import {stackOf} from './reference-stack.ts'
import {KILLED, newWorld, process, type Process, viewOf} from './sim-world.ts'

const hook = (when: Hook['when'], of: Hook['of'], ...words: string[]): Hook => ({
  when,
  of,
  run: [`${when}-${of}`, ...words],
})

/** What ran, each with its words; those that begin with one of `broken` end badly. */
function hookLog(broken: () => string | undefined = () => undefined) {
  const ran: string[] = []
  const runHook = async (words: readonly string[]): Promise<void> => {
    ran.push(words.join(' '))
    if (words[0] === broken()) throw new Error('exit 1')
  }
  return {ran, around: {runHook}}
}

describe('hooks', () => {
  it('have the outputs of others and of their own resource filled in, which are there by then', async () => {
    const world = newWorld()
    const {ran, around} = hookLog()
    const stack = stackOf(
      {
        a: vm(
          {},
          {
            hooks: [
              hook('before', 'create', 'http://${z.address}/'),
              hook('after', 'create', '${a.address}', '${a.id}'),
            ],
          },
        ),
        z: vm(),
      },
      {hooks: [hook('after', 'deploy', '--at=${a.address}')]},
    )
    await deployed(world, stack, {}, around)
    const {a, z} = world.disk.snapshot.resources
    expect(ran).to.deep.equal([
      `before-create http://${z!.outputs['address'] as string}/`,
      `after-create ${a!.outputs['address'] as string} ${a!.id}`,
      `after-deploy --at=${a!.outputs['address'] as string}`,
    ])
    const {engine, writer} = await process(world, around)
    await destroy(engine, writer, {hooks: [hook('before', 'destroy', '${a.id}')]})
    expect(ran.at(-1)).to.equal(`before-destroy ${a!.id}`)
  })

  it('with a reference to what is not there are not run, and named', async () => {
    const {ran, around} = hookLog()
    const stack = stackOf({a: vm({}, {hooks: [hook('before', 'create', '${a.address}')]})})
    const error = await failing(deployed(newWorld(), stack, {}, around))
    expect(error).to.include({code: 'INFER_DEPLOY_FAILED'})
    expect(error.message).to.contain(
      'a: the hook before create (before-create ${a.address}) needs ${a.address}, which is not there',
    )
    expect(ran).to.deep.equal([])
  })

  it('after a deployment run in the next run when they failed', async () => {
    const world = newWorld()
    let broken: string | undefined = 'after-deploy'
    const {ran, around} = hookLog(() => broken)
    const stack = stackOf({box: vm()}, {hooks: [hook('before', 'deploy'), hook('after', 'deploy')]})
    await failing(deployed(world, stack, {}, around))
    await failing(deployed(world, stack, {}, around))
    broken = undefined
    await deployed(world, stack, {}, around)
    expect(ran).to.deep.equal(['before-deploy', 'after-deploy', 'after-deploy', 'after-deploy'])
    await deployed(world, stack, {}, around)
    expect(ran).to.have.lengthOf(4)
  })

  it('of a stack that are interrupted end the run as interrupted', async () => {
    const stop = new AbortController()
    const runHook = async () => {
      stop.abort(new Error('^C'))
      throw new Error('it was interrupted')
    }
    const stack = stackOf({box: vm()}, {hooks: [hook('before', 'deploy')]})
    const error = await failing(deployed(newWorld(), stack, {}, {runHook, signal: stop.signal}))
    expect(error.code).to.equal('INFER_INTERRUPTED')
  })

  it('of a removal run when the line left the file, in a rollback and in a destruction', async () => {
    const hooks = [hook('before', 'delete', '${box.id}'), hook('after', 'delete', '${box.id}')]
    const hooked = stackOf({net: {kind: 'network.vpc', inputs: {}}, box: vm({}, {hooks})})
    const plain = stackOf({net: {kind: 'network.vpc', inputs: {}}})
    const ways: Readonly<Record<string, (run: Process) => Promise<unknown>>> = {
      deploy: ({engine, writer}) => deploy(engine, writer, plain),
      rollback: ({engine, writer}) => rollback(engine, writer),
      destroy: ({engine, writer}) => destroy(engine, writer),
    }
    for (const [way, go] of Object.entries(ways)) {
      const world = newWorld()
      const {ran, around} = hookLog()
      await deployed(world, plain, {}, around)
      await deployed(world, hooked, {}, around)
      const {id} = world.disk.snapshot.resources['box']!
      await go(await process(world, around))
      expect(ran, way).to.deep.equal([`before-delete ${id}`, `after-delete ${id}`])
    }
  })

  it('of a removal are those of the file where the resource is still in it', async () => {
    const world = newWorld()
    const {ran, around} = hookLog()
    const stack = (...words: string[]) =>
      stackOf({box: vm({}, {hooks: [hook('before', 'delete', ...words)]})})
    await deployed(world, stack('old'), {}, around)
    const {engine, writer} = await process(world, around)
    const {resources} = stack('new')
    const approved = await planDestroy(engine, viewOf(world), {}, resources)
    await destroy(engine, writer, {resources, approved})
    expect(ran).to.deep.equal(['before-delete new'])
  })

  it('of a removal are forgotten when they went from the file', async () => {
    const world = newWorld()
    const {ran, around} = hookLog()
    await deployed(world, stackOf({box: vm({}, {hooks: [hook('before', 'delete')]})}), {}, around)
    await deployed(world, stackOf({box: vm()}), {}, around)
    await deployed(world, stackOf({}), {}, around)
    expect(ran).to.deep.equal([])
    expect(world.cloud.things()).to.deep.equal([])
  })

  it('after a creation run in the next deployment, whatever cleared up in between', async () => {
    const between: Readonly<Record<string, (run: Process) => Promise<unknown>>> = {
      nothing: async () => undefined,
      recover: ({engine, writer}) => recoverStack(engine, writer),
      refresh: ({engine, writer}) => refreshStack(engine, writer),
      operate: ({engine, writer}) => operateStack(engine, writer, 'box', 'restart'),
      destroy: ({engine, writer}) => destroy(engine, writer, {confirm: async () => false}),
      rollback: ({engine, writer}) => rollback(engine, writer, {confirm: async () => false}),
    }
    const stack = stackOf({box: vm({}, {hooks: [hook('after', 'create', '${box.id}')]}), top: container()})
    for (const [way, clearUp] of Object.entries(between)) {
      const world = newWorld()
      const {ran, around} = hookLog()
      const append = ({is}: Entry) => {
        if (is === 'id') throw Object.assign(new Error('the disk is gone'), {code: 'INFER_WRITE_FAILED'})
      }
      await failing(deployed(world, stack, {}, {...around, append}))
      world.clock.jump(60_000)
      await clearUp(await process(world, around))
      expect(ran, way).to.deep.equal([])
      await deployed(world, stack, {}, around)
      await deployed(world, stack, {}, around)
      expect(ran, way).to.deep.equal([`after-create ${world.disk.snapshot.resources['box']!.id}`])
    }
  })

  it('after a creation run when the thing became ready after the run had given up', async () => {
    const world = newWorld({provisionMs: 600_000})
    const {ran, around} = hookLog()
    const stack = stackOf({box: vm({}, {hooks: [hook('after', 'create')]})})
    await failing(deployed(world, stack, {}, around))
    world.clock.jump(600_000)
    await deployed(world, stack, {}, around)
    expect(ran).to.deep.equal(['after-create'])
  })

  it('after a change run in the next run when they failed, and not when the change was refused', async () => {
    const world = newWorld()
    let broken: string | undefined = 'after-update'
    const {ran, around} = hookLog(() => broken)
    const stack = (cpu: number) => stackOf({box: vm({cpu}, {hooks: [hook('after', 'update')]})})
    await deployed(world, stack(2), {}, around)
    await failing(deployed(world, stack(4), {}, around))
    broken = undefined
    await deployed(world, stack(4), {}, around)
    expect(ran).to.deep.equal(['after-update', 'after-update'])
    world.cloud.turn({rules: [{fault: 'bad-request', call: 'update'}]})
    await failing(deployed(world, stack(8), {}, around))
    world.cloud.turn({rules: []})
    await deployed(world, stack(4), {}, around)
    expect(ran).to.have.lengthOf(2)
  })

  it('after a change that was taken back are due no more', async () => {
    const world = newWorld()
    const {ran, around} = hookLog(() => 'after-update')
    const stack = (cpu: number) => stackOf({box: vm({cpu}, {hooks: [hook('after', 'update')]})})
    await deployed(world, stack(2), {}, around)
    await failing(deployed(world, stack(4), {}, around))
    const {engine, writer} = await process(world, around)
    await rollback(engine, writer)
    await deployed(world, stack(2), {}, around)
    expect(ran).to.deep.equal(['after-update'])
    expect(world.cloud.things()[0]!.inputs['cpu']).to.equal(2)
  })

  it('that fail do not stand in the way back', async () => {
    const world = newWorld()
    const {around} = hookLog(() => 'after-create')
    const stack = stackOf({box: vm({}, {hooks: [hook('after', 'create')]})})
    await failing(deployed(world, stack, {}, around))
    const {engine, writer} = await process(world, around)
    await rollback(engine, writer)
    expect(world.cloud.things()).to.deep.equal([])
  })

  it('are run though the run was killed, at whatever point', async () => {
    const hooks = [
      hook('after', 'create', '${box.id}'),
      hook('after', 'update'),
      hook('before', 'delete', '${box.id}'),
    ]
    const stack = (cpu: number) =>
      stackOf({box: vm({cpu}, {hooks})}, {hooks: [hook('after', 'deploy', `${cpu}`)]})
    const runs = [stack(2), stack(4), stackOf({})]
    for (let killAt = 1, killed = true; killed; killAt++) {
      killed = false
      const world = newWorld()
      const {ran, around} = hookLog()
      let id: string | undefined
      for (const wanted of runs) {
        const ended = await raced(await process(world, {...around, killAt}), {
          run: ({engine, writer}) => deploy(engine, writer, wanted),
          again: () => Promise.reject(new Error('unused')),
        })
        killed ||= ended === KILLED
        world.clock.jump(60_000)
        await deployed(world, wanted, {}, around)
        id ??= world.disk.snapshot.resources['box']!.id
      }
      expect([...new Set(ran)], `killed at ${killAt}`).to.have.members([
        `after-create ${id}`,
        'after-deploy 2',
        'after-update',
        'after-deploy 4',
        `before-delete ${id}`,
      ])
    }
  })
})
