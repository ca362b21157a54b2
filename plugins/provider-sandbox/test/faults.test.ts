import {expect} from 'chai'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Explained, Found} from '@inferloop/contract'
import {FAULTS, sandbox, type FaultName} from '../src/index.ts'
import {callFor, ended, failing, memoryWorld, realClock, testIo, type World} from './world.ts'

const rule = (fault: FaultName, more: object = {}) => ({rules: [{fault, ...more}]})

/** What a create that meets the fault ends in, and what is there then. */
async function createUnder(fault: FaultName): Promise<{told: Explained; world: World}> {
  const world = await memoryWorld()
  world.cloud.turn(rule(fault, {call: 'create'}))
  const driver = world.driver('storage.object')
  const error = await failing(ended(driver.create(callFor(world.clock, 'op1'), {})))
  world.cloud.turn({rules: []})
  return {told: driver.explain(error), world}
}

describe('a fault at a create', () => {
  const expected: Partial<Record<FaultName, Partial<Explained> & {there: number}>> = {
    'bad-request': {code: 'ValidationFailed', retryable: false, ambiguous: false, there: 0},
    forbidden: {code: 'AccessDenied', retryable: false, ambiguous: false, there: 0},
    'not-found': {code: 'NoSuchRoute', retryable: false, ambiguous: false, there: 0},
    conflict: {code: 'Conflict', retryable: false, ambiguous: false, there: 0},
    throttled: {code: 'Throttled', retryable: true, ambiguous: false, retryAfterMs: 1000, there: 0},
    broken: {code: 'InternalError', retryable: true, ambiguous: true, there: 0},
    unavailable: {code: 'Unavailable', retryable: true, ambiguous: false, retryAfterMs: 1000, there: 0},
    'reset-before': {code: 'ConnectionLost', retryable: true, ambiguous: true, there: 0},
    'reset-after': {code: 'ConnectionLost', retryable: true, ambiguous: true, there: 1},
    truncated: {code: 'BadAnswer', ambiguous: true, there: 1},
    'wrong-body': {code: 'BadAnswer', ambiguous: true, there: 1},
    late: {code: 'ConnectionLost', ambiguous: true, there: 0},
    hang: {code: 'ConnectionLost', ambiguous: true, there: 1},
    stuck: {code: 'Timeout', ambiguous: true, there: 1},
    failed: {code: 'ProvisioningFailed', retryable: false, ambiguous: false, there: 1},
  }
  for (const [fault, {there, ...told}] of Object.entries(expected))
    it(`“${fault}” is told as ${told.code}, and leaves ${there}`, async () => {
      const outcome = await createUnder(fault as FaultName)
      expect(outcome.told).to.deep.include(told)
      expect(outcome.world.cloud.things()).to.have.lengthOf(there)
    })

  it('is told for every fault but the jump of a clock', () => {
    expect([...Object.keys(expected), 'clock-jump']).to.have.members([...FAULTS])
  })

  it('leaves one thing when it is tried again, whatever the class', async () => {
    for (const kind of ['storage.file', 'storage.object', 'network.vpc', 'monitor.metrics'] as const)
      for (const fault of ['reset-before', 'reset-after', 'truncated', 'wrong-body', 'late'] as const) {
        const {driver, cloud, clock} = await memoryWorld()
        cloud.turn(rule(fault, {call: 'create', times: 1}))
        const made = () => ended(driver(kind).create(callFor(clock, 'op1'), driver(kind).normalize({})))
        await failing(made())
        clock.jump(driver(kind).consistencyWindowMs)
        const {id} = await made()
        expect(
          cloud.things().map(thing => thing.id),
          `${kind} ${fault}`,
        ).to.deep.equal([id])
        expect(cloud.pending()).to.equal(0)
      }
  })

  it('makes a second thing of a kind with tags alone when nobody waits for what lands late', async () => {
    const {driver, cloud, clock} = await memoryWorld()
    cloud.turn(rule('late', {call: 'create', times: 1}))
    const made = () => ended(driver('network.vpc').create(callFor(clock, 'op1'), {}))
    await failing(made())
    await made()
    clock.jump(10_000)
    await driver('network.vpc').read(callFor(clock, 'x'), 'vpc-0')
    expect(cloud.things()).to.have.lengthOf(2)
  })
})

describe('a fault at a read', () => {
  for (const fault of FAULTS.filter(one => !['stuck', 'failed', 'clock-jump'].includes(one)))
    it(`“${fault}” says nothing of whether it is there`, async () => {
      const {driver, cloud, clock} = await memoryWorld()
      const vpc = driver('network.vpc')
      const read = (id: string): Promise<Found> => vpc.read(callFor(clock, 'x'), id)
      const {id} = await ended(vpc.create(callFor(clock, 'op1'), {}))
      cloud.turn(rule(fault))
      expect((await read(id!)).is).to.equal('unsure')
      expect((await read('vpc-never')).is).to.equal('unsure')
      cloud.turn({rules: []})
      expect((await read(id!)).is).to.equal('there')
      expect((await read('vpc-never')).is).to.equal('absent')
    })
})

describe('the rules', () => {
  it('strike at each n-th call of a sort, after some and so often', async () => {
    const {driver, cloud, clock} = await memoryWorld()
    cloud.turn({rules: [{fault: 'broken', call: 'read', kind: 'network.vpc', after: 1, every: 2, times: 2}]})
    const read = async (kind: 'network.vpc' | 'network.subnet'): Promise<string> =>
      (await driver(kind).read(callFor(clock, 'x'), 'none')).is
    const seen: string[] = []
    for (let n = 0; n < 8; n++) seen.push(await read('network.vpc'))
    expect(seen.map(is => (is === 'unsure' ? '!' : '.')).join('')).to.equal('..!.!...')
    expect(await read('network.subnet')).to.equal('absent')
  })

  it('move the clock of the cloud, and test() says so', async () => {
    const {connection, cloud} = await memoryWorld()
    expect((await connection.test()).filter(({passed}) => !passed)).to.deep.equal([])
    cloud.turn({rules: [{fault: 'clock-jump', times: 1}]})
    const failed = (await connection.test()).filter(({passed}) => !passed)
    expect(failed.map(({name}) => name)).to.deep.equal(['clock'])
    expect(failed[0]!.detail).to.equal('it differs by 3600 s')
  })

  it('are refused with the place when they are wrong', async () => {
    const {cloud} = await memoryWorld()
    const wrong = () => cloud.turn({rules: [{fault: 'borken'}]})
    expect(wrong).to.throw('faults.rules.0.fault: should be one of bad-request,')
    expect(cloud.dials().rules).to.deep.equal([])
  })
})

describe('a folder that is removed while somebody works in it', () => {
  it('is said to be gone at once, by every call, and is not tried again', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sandbox-'))
    const {drivers, whoami} = await sandbox.connect({folder}, testIo())
    const vpc = drivers.get('network.vpc')!
    rmSync(folder, {recursive: true})
    const error = await failing(ended(vpc.create(callFor(realClock, 'op1'), {})))
    expect(vpc.explain(error)).to.include({
      code: 'FolderGone',
      message: `The folder of the sandbox is gone: ${folder}`,
      retryable: false,
      ambiguous: false,
    })
    expect(await failing(whoami())).to.include({code: 'INFER_PROVIDER_UNREACHABLE'})
    expect(await vpc.read(callFor(realClock, 'x'), 'vpc-1')).to.include({is: 'unsure'})
  })
})

describe('connecting', () => {
  it('refuses settings it does not know', async () => {
    const wrong = await failing(memoryWorld({}, {regoin: 'eu'}))
    expect(wrong).to.include({
      code: 'INFER_CONFIG',
      message: 'settings.regoin: is not a field; did you mean region?.',
    })
    expect((await failing(memoryWorld({}, {without: ['compute.dog']}))).message).to.include(
      'was "compute.dog"',
    )
  })

  it('says that it is refused, or that nobody answers', async () => {
    const rules = (fault: FaultName) => ({rules: [{fault, call: 'account'}]})
    expect((await failing(memoryWorld(rules('forbidden')))).code).to.equal('INFER_PROVIDER_REFUSED')
    expect((await failing(memoryWorld(rules('reset-before')))).code).to.equal('INFER_PROVIDER_UNREACHABLE')
    expect((await failing(memoryWorld(rules('wrong-body')))).code).to.equal('INFER_PROVIDER_UNREACHABLE')
  })

  it('does without kinds it is told to, with a reason and another way', async () => {
    const {connection} = await memoryWorld({}, {without: ['compute.function']})
    expect(connection.drivers.has('compute.function')).to.equal(false)
    expect((await connection.capabilities())['compute.function']).to.deep.equal({
      supported: false,
      reason: 'this sandbox was told to do without compute.function',
      instead: 'compute.container with scaleToZero',
    })
  })

  it('waits at least for what its dials let come late', async () => {
    const window = async (settings: object): Promise<number> =>
      (await memoryWorld({}, {...settings})).driver('network.vpc').consistencyWindowMs
    expect(await window({window: 10})).to.equal(10)
    expect(await window({window: 10, faults: {listLagMs: 20, landLateMs: 30}})).to.equal(50)
  })

  it('turns the dials it is told to, and says when nobody heard', async () => {
    const {cloud} = await memoryWorld({}, {faults: {quota: 3}})
    expect(cloud.dials()).to.include({quota: 3, provisionMs: 300})
    const io = testIo({fetch: async () => new Response('{}', {status: 404})})
    const deaf = await failing(
      sandbox.connect({endpoint: 'http://sandbox.localhost', faults: {quota: 3}}, io),
    )
    expect(deaf.code).to.equal('INFER_PROVIDER_UNREACHABLE')
  })
})
