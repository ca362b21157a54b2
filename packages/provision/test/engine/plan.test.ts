import {expect} from 'chai'
import {plan} from '../../src/engine/deploy.ts'
import {destroy, planDestroy} from '../../src/engine/destroy.ts'
import type {PlanOptions, PlanStep} from '../../src/engine/plan.ts'
import type {Stack} from '../../src/engine/stack.ts'
import {bucket, changing, container, deployed, failing, said, SMALL, vm} from './a-run.ts'
import {stackOf, varied} from './reference-stack.ts'
import {newWorld, process, viewOf, type World} from './sim-world.ts'

async function planned(world: World, stack: Stack, options: PlanOptions = {}) {
  const {engine} = await process(world)
  return plan(engine, viewOf(world), stack, options)
}

const stepOf = (steps: readonly PlanStep[], name: string) => steps.find(step => step.name === name)!

describe('a plan', () => {
  it('makes what is not there, each after what it needs, and removes last in reverse', async () => {
    const world = newWorld()
    expect(said((await planned(world, SMALL)).steps)).to.deep.equal([
      'create net',
      'create sub',
      'create box',
    ])
    await deployed(world, SMALL)
    const other = stackOf({alone: vm()})
    expect(said((await planned(world, other)).steps)).to.deep.equal([
      'create alone',
      'delete box',
      'delete sub',
      'delete net',
    ])
  })

  it('is empty for what was just deployed, and costs no call that changes something', async () => {
    const world = newWorld()
    await deployed(world, varied({}))
    world.cloud.forgetCalls()
    const {plan: second} = await deployed(world, varied({}))
    expect(said(second.steps)).to.deep.equal([])
    expect(changing(world)).to.deep.equal([])
  })

  it('says which field forces a replacement, old and new, what is lost, and what follows', async () => {
    const world = newWorld()
    await deployed(world, SMALL)
    const [net, sub, box] = (
      await planned(
        world,
        stackOf({
          net: {kind: 'network.vpc', inputs: {cidr: '10.9.0.0/16'}},
          sub: {kind: 'network.subnet', inputs: {vpc: 'net', cidr: '10.0.1.0/24'}},
          box: vm({subnet: 'sub'}),
        }),
      )
    ).steps
    expect(net).to.include({action: 'replace', order: 'createFirst', interrupts: false})
    expect(net!.changes).to.deep.equal([
      {
        path: 'cidr',
        before: '10.0.0.0/16',
        after: '10.9.0.0/16',
        effect: 'replace',
        why: 'cidr of a network.vpc cannot be changed while it is there',
      },
    ])
    expect(sub!.changes).to.have.lengthOf(1)
    expect(sub!.changes[0]).to.deep.include({path: 'vpc', after: {$unknown: '${net.id}'}})
    expect(box!.lost).to.deep.equal(['its address', 'its publicAddress'])
  })

  it('changes in place what can be changed in place', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm({cpu: 2})}))
    const [box] = (await planned(world, stackOf({box: vm({cpu: 8})}))).steps
    expect(box).to.include({action: 'update', why: 'cpu'})
  })

  it('moves what was renamed without a call', async () => {
    const world = newWorld()
    await deployed(world, SMALL)
    const renamed = stackOf({
      network: {kind: 'network.vpc', inputs: {}, renamedFrom: ['net']},
      sub: {kind: 'network.subnet', inputs: {vpc: 'network', cidr: '10.0.1.0/24'}},
      box: vm({subnet: 'sub'}),
    })
    const before = world.cloud.things()
    world.cloud.forgetCalls()
    const {plan: made} = await deployed(world, renamed)
    expect(said(made.steps)).to.deep.equal(['rename network'])
    expect(changing(world)).to.deep.equal([])
    expect(world.cloud.things()).to.deep.equal(before)
    expect(Object.keys(world.disk.snapshot.resources)).to.have.members(['network', 'sub', 'box'])
    expect(world.disk.snapshot.resources['sub']!.dependsOn).to.deep.equal(['network'])
    expect(said((await planned(world, renamed)).steps)).to.deep.equal([])
  })

  it('refuses to lose data, whatever the stack file says by now, unless it is allowed by name', async () => {
    const world = newWorld()
    await deployed(world, stackOf({data: bucket(), box: vm()}))
    const error = await failing(planned(world, stackOf({box: vm()})))
    expect(error).to.include({code: 'INFER_DEPLOY_PROTECTED'})
    expect(error.message).to.equal(
      'data (storage.object) is protected and would be removed: no longer wanted; lost: everything stored in it, its url.',
    )
    expect(error.suggestions).to.include('infer deploy --allow-loss data')
    expect(
      (await failing(planned(world, stackOf({data: bucket(), box: vm()}), {replace: ['data']}))).code,
    ).to.equal('INFER_DEPLOY_PROTECTED')
    expect(said((await planned(world, stackOf({box: vm()}), {allowLoss: ['data']})).steps)).to.deep.equal([
      'delete data',
    ])
  })

  it('that would lose what it is asked to make anew says the command that does both', async () => {
    const world = newWorld()
    await deployed(world, stackOf({data: bucket(), box: vm()}))
    const anew = {replace: ['box', 'data']}
    const one = await failing(planned(world, stackOf({data: bucket(), box: vm()}), anew))
    expect(one.suggestions).to.deep.equal(['infer deploy --replace box,data --allow-loss data'])
  })

  it('names an option that would do nothing, with the nearest name', async () => {
    const world = newWorld()
    const both = stackOf({data: bucket(), box: vm()})
    await deployed(world, both)
    for (const [options, message, suggestion] of [
      [{allowLoss: ['dat']}, '"dat" is neither', 'infer deploy --allow-loss data'],
      [{detach: ['nope']}, '"nope" is neither', 'infer deploy status'],
      [{target: ['dta']}, '"dta" is neither', 'infer deploy --target data'],
      [{detach: ['data']}, 'data stands in the stack file', 'take data out of the stack file'],
      [{target: ['box'], exclude: ['box']}, '"box" is named by --target and by --exclude', 'take box out'],
    ] as const) {
      const error = await failing(planned(world, both, options))
      expect(error.code, message).to.equal('INFER_OPTION')
      expect(error.message).to.include(message)
      expect(error.suggestions![0]).to.include(suggestion)
    }
    const {engine} = await process(world)
    const gone = await failing(planDestroy(engine, viewOf(world), {allowLoss: ['dat', 'data']}))
    expect(gone).to.include({code: 'INFER_OPTION'})
    expect(gone.suggestions![0]).to.equal('infer deploy destroy --allow-loss data')
  })

  it('takes the same options again once they have done their work', async () => {
    const world = newWorld()
    await deployed(world, stackOf({data: bucket(), box: vm()}))
    for (const options of [{allowLoss: ['data']}, {allowLoss: ['data'], detach: ['data']}]) {
      await deployed(world, stackOf({box: vm()}), options)
      expect(said((await planned(world, stackOf({box: vm()}), options)).steps)).to.deep.equal([])
    }
    const {engine, writer} = await process(world)
    await destroy(engine, writer, {allowLoss: ['box']})
    expect(said((await planDestroy(engine, viewOf(world), {allowLoss: ['box']})).steps)).to.deep.equal([])
  })

  it('remembers protection: the line and its resource may both be gone', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm({}, {protect: true})}))
    expect((await failing(planned(world, stackOf({})))).code).to.equal('INFER_DEPLOY_PROTECTED')
    await deployed(world, stackOf({box: vm({}, {protect: false})}))
    expect(said((await planned(world, stackOf({}))).steps)).to.deep.equal(['delete box'])
  })

  it('keeps what it is told to keep, and adopts it when it comes back', async () => {
    const world = newWorld()
    await deployed(world, stackOf({data: bucket()}))
    await deployed(world, stackOf({}), {detach: ['data']})
    expect(world.cloud.things()).to.have.lengthOf(1)
    world.cloud.forgetCalls()
    const {plan: back} = await deployed(world, stackOf({data: bucket()}))
    expect(said(back.steps)).to.deep.equal(['adopt data'])
    expect(changing(world)).to.deep.equal([])
    expect(world.disk.snapshot.detached).to.deep.equal({})
  })

  it('takes a target with what it needs, and says what it leaves out', async () => {
    const world = newWorld()
    const made = await planned(world, SMALL, {target: ['sub']})
    expect(said(made.steps)).to.deep.equal(['create net', 'create sub'])
    expect(made.leftOut).to.deep.equal(['box'])
  })

  it('leaves out what is excluded with all that stands on it, removals too', async () => {
    const world = newWorld()
    expect(said((await planned(world, SMALL, {exclude: ['sub']})).steps)).to.deep.equal(['create net'])
    await deployed(world, SMALL)
    expect(said((await planned(world, stackOf({}), {exclude: ['sub']})).steps)).to.deep.equal([])
  })

  it('names an option that leads nowhere', async () => {
    expect((await failing(planned(newWorld(), SMALL, {target: ['bix']}))).message).to.contain(
      '"bix" is neither in the stack nor deployed (there are: net, sub, box)',
    )
  })

  it('makes anew what is asked for by name, and what stands on it follows', async () => {
    const world = newWorld()
    await deployed(world, SMALL)
    expect(said((await planned(world, SMALL, {replace: ['sub']})).steps)).to.deep.equal([
      'replace sub',
      'replace box',
    ])
  })

  it('removes first where the name is taken, and what stands on it before it', async () => {
    const world = newWorld()
    const named = (type: string) =>
      stackOf({name: {kind: 'network.dns', inputs: {name: 'a.example.com', type, values: ['1.2.3.4']}}})
    await deployed(world, named('A'))
    const [step] = (await planned(world, named('TXT'))).steps
    expect(step).to.include({action: 'replace', order: 'deleteFirst', interrupts: true})
  })

  it('sees a secret that changed, and shows neither value', async () => {
    const world = newWorld()
    const stack = stackOf({
      api: container({env: {TOKEN: {$secret: 'TOKEN'}, URL: 'https://u:${secret:TOKEN}@x'}}),
    })
    await deployed(world, stack)
    expect(said((await planned(world, stack)).steps)).to.deep.equal([])
    world.secrets['TOKEN'] = 'another'
    const made = await planned(world, stack)
    expect(stepOf(made.steps, 'api').changes).to.deep.equal([
      {
        path: 'env.TOKEN',
        before: {$secret: 'TOKEN'},
        after: {$secret: 'TOKEN'},
        effect: 'inPlace',
        secret: true,
      },
      {
        path: 'env.URL',
        before: 'https://u:${secret:TOKEN}@x',
        after: 'https://u:${secret:TOKEN}@x',
        effect: 'inPlace',
        secret: true,
      },
    ])
    expect(JSON.stringify([made, world.disk])).to.not.match(/abc|another/)
  })

  it('refuses a secret in plain text without repeating it', async () => {
    const error = await failing(
      planned(newWorld(), stackOf({pw: {kind: 'security.secret', inputs: {value: 'letmein'}}})),
    )
    expect(error).to.include({code: 'INFER_STACK', message: 'pw.value is secret and stands in plain text.'})
  })

  it('says what a provider lacks and what does nearly the same, before anything else', async () => {
    const world = newWorld()
    const {engine} = await process(world, {settings: {without: ['compute.function']}})
    const stack = stackOf({thumb: {kind: 'compute.function', inputs: {image: 'x:1'}}})
    const error = await failing(plan(engine, viewOf(world), stack))
    expect(error.code).to.equal('INFER_PROVIDER_LACKS')
    expect(error.message).to.match(/^thumb: sandbox has no compute\.function/)
    expect(error.suggestions![0]).to.match(/^thumb: use compute\./)
  })

  it('refuses a stack that would cost more than it may, and names the largest', async () => {
    const stack = stackOf({box: vm({cpu: 96, memory: 768})}, {maxMonthlyCost: {amount: 1, currency: 'EUR'}})
    const {engine} = await process(newWorld())
    const currency = engine.connection.drivers.get('compute.vm')!.cost({cpu: 1}, {})[0]!.currency
    const error = await failing(planned(newWorld(), {...stack, maxMonthlyCost: {amount: 1, currency}}))
    expect(error.message).to.match(
      /would typically cost (at least )?[\d.]+ \w+ a month, and maxMonthlyCost is 1/,
    )
  })
})
