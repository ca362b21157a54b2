import {expect} from 'chai'
import {createCloud} from '../src/index.ts'
import {callFor, ended, failing, memoryWorld} from './world.ts'

const secret = {value: {$secret: 'PASSWORD'}}

describe('the cloud in memory', () => {
  it('makes a thing, lets it be read, changed and removed', async () => {
    const {driver, clock, cloud} = await memoryWorld()
    const vpc = driver('network.vpc')
    const call = callFor(clock, 'op1')
    const {id, steps, outputs} = await ended(vpc.create(call, vpc.normalize({})))
    expect(id).to.match(/^vpc-0[0-9a-f]{16}$/)
    expect(steps[0]).to.deep.equal({id})
    expect(outputs).to.deep.equal({cidr: '10.0.0.0/16'})
    const found = await vpc.read(call, id!)
    expect(found).to.deep.include({is: 'there'})
    await ended(vpc.delete(call, id!))
    expect(await vpc.read(call, id!)).to.deep.equal({is: 'absent'})
    expect(cloud.things()).to.deep.equal([])
  })

  it('gives the same ids for the same seed and requests', async () => {
    const ids = async (): Promise<unknown[]> => {
      const {driver, clock} = await memoryWorld()
      return Promise.all(
        [1, 2].map(async n => (await ended(driver('network.vpc').create(callFor(clock, `op${n}`), {}))).id),
      )
    }
    expect(await ids()).to.deep.equal(await ids())
  })

  it('goes on from a copy of its state', async () => {
    const {driver, clock, cloud} = await memoryWorld()
    await ended(driver('network.vpc').create(callFor(clock, 'op1'), {}))
    const copy = createCloud({now: clock.now, state: cloud.state()})
    await ended(driver('network.vpc').create(callFor(clock, 'op2'), {}))
    expect([copy.things().length, cloud.things().length]).to.deep.equal([1, 2])
  })

  it('lists things only after the lag, and forgets them as late', async () => {
    const {driver, clock} = await memoryWorld({listLagMs: 5000, provisionMs: 0})
    const vpc = driver('network.vpc')
    const call = callFor(clock, 'op1')
    const seen = async (): Promise<number> =>
      (await Array.fromAsync(vpc.find(call, {'infer-stack': 'shop'}))).length
    const {id} = await ended(vpc.create(call, {}))
    expect(await seen()).to.equal(0)
    clock.jump(5000)
    expect(await seen()).to.equal(1)
    await ended(vpc.delete(call, id!))
    expect(await seen()).to.equal(1)
    clock.jump(5000)
    expect(await seen()).to.equal(0)
  })

  it('gives lists in pages', async () => {
    const {driver, clock} = await memoryWorld({listLagMs: 0, provisionMs: 0})
    for (let n = 0; n < 45; n++) await ended(driver('network.vpc').create(callFor(clock, `op${n}`), {}))
    expect((await Array.fromAsync(driver('network.vpc').find(callFor(clock, 'x'), {}))).length).to.equal(45)
  })

  it('forgets a token at the end of its life, and makes a second thing then', async () => {
    const {driver, clock, cloud} = await memoryWorld({tokenLifetimeMs: 1000})
    const secrets = driver('security.secret')
    const make = async (): Promise<unknown> => (await ended(secrets.create(callFor(clock, 'op1'), secret))).id
    const first = await make()
    expect(await make()).to.equal(first)
    clock.jump(1001)
    expect(await make()).to.not.equal(first)
    expect(cloud.things()).to.have.lengthOf(2)
  })

  it('refuses a token that comes with another request, and a name that is another’s', async () => {
    const {driver, clock} = await memoryWorld()
    const call = callFor(clock, 'op1')
    await ended(driver('storage.block').create(call, {size: 1}))
    const reused = await failing(ended(driver('storage.block').create(call, {size: 2})))
    expect(driver('storage.block').explain(reused)).to.deep.include({
      code: 'TokenReused',
      retryable: false,
      ambiguous: false,
    })
    const dns = driver('network.dns')
    const record = dns.normalize({name: 'A.example.com.', values: ['x.example.com']})
    await ended(dns.create(call, record))
    const taken = await failing(ended(dns.create(callFor(clock, 'op2'), record)))
    expect(dns.explain(taken)).to.deep.include({code: 'AlreadyExists', retryable: false})
  })

  it('refuses what refers to nothing, and the removal of what others need', async () => {
    const {driver, clock} = await memoryWorld()
    const call = callFor(clock, 'op1')
    const [vpc, subnet] = [driver('network.vpc'), driver('network.subnet')]
    const lost = await failing(ended(subnet.create(call, {vpc: 'vpc-1', cidr: '10.0.0.0/24'})))
    expect(lost.message).to.include('vpc: there is no network.vpc with the id "vpc-1"')
    const net = (await ended(vpc.create(call, {}))).id!
    const part = (await ended(subnet.create(call, {vpc: net, cidr: '10.0.0.0/24'}))).id!
    expect(vpc.explain(await failing(ended(vpc.delete(call, net)))).code).to.equal('DependencyViolation')
    await ended(subnet.delete(call, part))
    await ended(vpc.delete(call, net))
  })

  it('refuses changes it cannot make in place, and disks that shrink', async () => {
    const {driver, clock} = await memoryWorld()
    const call = callFor(clock, 'op1')
    const vpc = driver('network.vpc')
    const net = (await ended(vpc.create(call, vpc.normalize({})))).id!
    expect(vpc.explain(await failing(ended(vpc.update(call, net, {cidr: '10.1.0.0/16'}, [])))).code).to.equal(
      'Immutable',
    )
    const disk = driver('storage.block')
    const id = (await ended(disk.create(call, {size: 20}))).id!
    expect(disk.explain(await failing(ended(disk.update(call, id, {size: 10}, [])))).code).to.equal(
      'CannotShrink',
    )
  })

  it('has room for so many and no more', async () => {
    const {driver, clock} = await memoryWorld({quota: 1})
    const [vpc, first] = [driver('network.vpc'), callFor(clock, 'op1')]
    const {id} = await ended(vpc.create(first, {}))
    expect(vpc.explain(await failing(ended(vpc.create(callFor(clock, 'op2'), {}))))).to.deep.include({
      code: 'QuotaExceeded',
      retryable: false,
    })
    await ended(vpc.delete(first, id!))
    await ended(vpc.create(callFor(clock, 'op2'), {}))
  })

  it('notes every call, with whether it would change something', async () => {
    const {driver, clock, cloud} = await memoryWorld()
    cloud.forgetCalls()
    const [firewall, call] = [driver('network.firewall'), callFor(clock, 'op1')]
    await Array.fromAsync(firewall.find(call, {}))
    await firewall.read(call, 'fw-1')
    expect(cloud.calls().filter(({mutating}) => mutating)).to.deep.equal([])
    const net = (await ended(driver('network.vpc').create(call, {}))).id!
    await ended(firewall.create(call, {vpc: net, allow: []}))
    expect(
      cloud
        .calls()
        .filter(({mutating}) => mutating)
        .map(one => one.call),
    ).to.deep.equal(['create', 'mark', 'create'])
    expect(cloud.calls().map(({opId}) => opId)).to.include.members(['op1'])
  })

  it('keeps no value of a secret, only what tells another one from it', async () => {
    const {driver, clock, cloud} = await memoryWorld()
    const secrets = driver('security.secret')
    const {id} = await ended(secrets.create(callFor(clock, 'op1'), secrets.normalize(secret)))
    expect(
      JSON.stringify([cloud.state(), cloud.calls(), await secrets.read(callFor(clock, 'op1'), id!)]),
    ).to.not.include('value of PASSWORD')
    expect(Object.values(cloud.state().things)[0]!.secrets['value']).to.match(/^[0-9a-f]{64}$/)
  })

  it('rotates a secret once for each operation', async () => {
    const {driver, clock} = await memoryWorld()
    const secrets = driver('security.secret')
    const {id} = await ended(secrets.create(callFor(clock, 'op1'), secret))
    const rotate = (opId: string) => ended(secrets.operations!['rotate']!.run(callFor(clock, opId), id!))
    expect((await rotate('op2')).outputs).to.deep.include({version: '2'})
    expect((await rotate('op2')).outputs).to.deep.include({version: '2'})
    expect((await rotate('op3')).outputs).to.deep.include({version: '3'})
  })
})
