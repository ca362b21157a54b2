import {expect} from 'chai'
import fc from 'fast-check'
import {addressIn} from '../src/cloud/ids.ts'
import {callFor, ended, memoryWorld} from './world.ts'

const {driver} = await memoryWorld()

describe('cost', () => {
  it('is worked out by hand for a machine: 2 processors, 4 GiB, 20 GiB of disk', () => {
    const items = driver('compute.vm').cost({}, {})
    expect(
      items.map(({what, quantity, price}) => [what, (quantity as {typical: number}).typical, price]),
    ).to.deep.equal([
      ['processors', 1460, 0.031],
      ['memory', 2920, 0.0042],
      ['system disk', 20, 0.08],
    ])
  })

  it('is unknown for what depends on use, until the use is declared', () => {
    const bucket = driver('storage.object')
    expect(bucket.cost({}, {})[0]!.quantity).to.equal('unknown')
    expect(bucket.cost({}, {storedGiB: 100})[0]!.quantity).to.deep.equal({low: 80, typical: 100, high: 150})
  })

  it('doubles with a standby, and may be nothing where it scales to zero', () => {
    const typical = (standby: boolean): number =>
      (driver('db.cache').cost({standby}, {})[0]!.quantity as {typical: number}).typical
    expect(typical(true)).to.equal(2 * typical(false))
    const service = driver('compute.container').cost({image: 'a', scaleToZero: true}, {})
    expect(service[0]!.quantity).to.deep.equal({low: 0, typical: 182.5, high: 730})
  })
})

describe('one spelling', () => {
  it('of names, blocks, sets and what is empty', () => {
    expect(driver('network.dns').normalize({name: 'WWW.Example.com.', values: ['b', 'a']})).to.deep.equal({
      name: 'www.example.com',
      type: 'CNAME',
      values: ['b', 'a'],
      ttl: 300,
    })
    const service = driver('compute.container').normalize({
      image: 'a',
      securityGroups: ['b', 'a', 'b'],
      command: [],
      env: {},
    })
    expect(service['securityGroups']).to.deep.equal(['a', 'b'])
    expect(service).to.not.have.any.keys('command', 'env')
    expect(driver('compute.vm').normalize({native: {}})['native']).to.deep.equal({spot: false})
  })
})

describe('addresses', () => {
  it('lie in their block, and are none of those a cloud keeps', () => {
    const number = (text: string): number =>
      text.split('.').reduce((sum, part) => sum * 256 + Number(part), 0)
    fc.assert(
      fc.property(fc.nat(2 ** 32 - 1), fc.integer({min: 8, max: 28}), fc.string(), (any, bits, text) => {
        const size = 2 ** (32 - bits)
        const start = Math.floor(any / size) * size
        const base = [24, 16, 8, 0].map(shift => Math.floor(start / 2 ** shift) % 256).join('.')
        expect(number(addressIn(`${base}/${bits}`, text)) - start).to.be.within(4, size - 2)
      }),
    )
  })

  it('of a machine are of its subnet', async () => {
    const {driver: of, clock} = await memoryWorld()
    const call = callFor(clock, 'op1')
    const vpc = (await ended(of('network.vpc').create(call, {}))).id!
    const subnet = (await ended(of('network.subnet').create(call, {vpc, cidr: '10.0.7.0/24'}))).id!
    const made = await ended(of('compute.vm').create(call, {subnet, publicAddress: true}))
    expect(made.outputs['address']).to.match(/^10\.0\.7\.\d+$/)
    expect(made.outputs['publicAddress']).to.match(/^203\.0\.113\.\d+$/)
    const found = await of('network.subnet').read(call, subnet)
    expect(found.is === 'there' && found.thing.inputs['zone']).to.match(/^eu-1[abc]$/)
  })
})
