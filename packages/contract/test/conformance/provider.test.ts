// The suite of providers itself: an honest one passes every case, and for every case there is a way to fail it.
import {expect} from 'chai'
import offer from '../../../../test/fixtures/plugins/provider-powerdns/src/hooks/providers.js'
import {zoneFetch} from '../../../../test/fixtures/plugins/provider-powerdns/test/zone.js'
import {providerCases, runProviderConformance, type ProviderParts} from '../../src/conformance/provider.ts'
import type {
  Call,
  Connection,
  Explained,
  Found,
  KindDriver,
  ProviderDescriptor,
  ProviderIo,
  Thing,
} from '../../src/index.ts'

const [descriptor] = (await offer()) as [ProviderDescriptor]
const KIND = 'network.dns'

const io = (): ProviderIo => ({
  fetch: zoneFetch() as typeof fetch,
  clock: {
    now: Date.now,
    monotonic: () => performance.now(),
    sleep: ms => new Promise(done => void setTimeout(done, ms)),
  },
  random: Math.random,
  log: () => {},
  secret: async () => '',
  env: {PDNS_API_KEY: 'key'},
  folder: '.',
  signal: new AbortController().signal,
})

const parts = (
  change: (connection: Connection, io: ProviderIo) => Connection,
  card: Partial<ProviderDescriptor> = {},
): ProviderParts => ({
  descriptor: {
    ...descriptor,
    ...card,
    load: async () => ({
      connect: async (settings, world) =>
        change(await (await descriptor.load()).connect(settings, world), world),
    }),
  },
  settings: {endpoint: 'http://127.0.0.1:8081', zone: 'example.com'},
  io: io(),
})

const withDriver = (change: (driver: KindDriver, io: ProviderIo) => Partial<KindDriver>): ProviderParts =>
  parts((connection, world) => {
    const driver = connection.drivers.get(KIND)!
    return {...connection, drivers: new Map([[KIND, {...driver, ...change(driver, world)}]])}
  })

const deaf = <T extends Call>(call: T): T => ({...call, signal: new AbortController().signal})
const told = (driver: KindDriver, more: (told: Explained) => Partial<Explained>): Partial<KindDriver> => ({
  explain: error => ({...driver.explain(error), ...more(driver.explain(error))}),
})
const whenThere = (driver: KindDriver, change: (thing: Thing) => Found): Partial<KindDriver> => ({
  async read(call, id) {
    const found = await driver.read(call, id)
    return found.is === 'there' ? change(found.thing) : found
  },
})

/** For the start of each case's name a provider that breaks what it asks for; several where it asks for several things. */
const BREAKERS: Readonly<Record<string, readonly ProviderParts[]>> = {
  'introduces itself': [parts(one => one, {name: 'Power DNS'})],
  'says the same of whose': [
    parts(one => ({
      ...one,
      whoami: async () => ({provider: 'powerdns', account: String(Math.random()), region: 'x'}),
    })),
    parts(one => ({...one, whoami: async () => ({provider: 'other', account: 'a', region: 'x'})})),
  ],
  'has a driver for what it can': [
    parts(one => ({...one, drivers: new Map()})),
    parts(one => ({...one, capabilities: async () => ({})})),
    parts(one => ({
      ...one,
      capabilities: async () => ({
        ...(await one.capabilities()),
        'compute.vm': {supported: false, reason: 'no'},
      }),
    })),
    parts(one => ({
      ...one,
      capabilities: async () => ({...(await one.capabilities()), [KIND]: {supported: true, lacks: ['tll']}}),
    })),
  ],
  'tries itself': [
    parts(one => ({...one, test: async () => [{name: 'zone', passed: true, detail: 'fine'}]})),
    parts(one => ({...one, test: async () => [{name: 'zone', passed: false, detail: 'broken'}]})),
  ],
  'normalizes once': [
    withDriver(driver => ({
      normalize: inputs => ({...driver.normalize(inputs), ttl: (inputs['ttl'] as number) + 1}),
    })),
    withDriver(driver => ({normalize: inputs => ({...driver.normalize(inputs), extra: 1})})),
    withDriver(() => ({normalize: inputs => Object.assign(inputs, {ttl: 300})})),
  ],
  'knows what each change': [
    withDriver(() => ({effects: {nmae: 'inPlace'}})),
    withDriver(() => ({idempotency: 'token'})),
    withDriver(() => ({kind: 'compute.vm'})),
  ],
  'calls a cost unknown': [
    withDriver(() => ({
      cost: () => [
        {
          what: 'queries',
          unit: 'million',
          quantity: {low: 0, typical: 0, high: 0},
          price: 1,
          currency: 'USD',
          priceAsOf: '2026-11-01',
        },
      ],
    })),
    withDriver(() => ({
      cost: () => [
        {
          what: 'queries',
          unit: 'million',
          quantity: 'unknown',
          price: 0,
          currency: 'USD',
          priceAsOf: '2026-11-01',
        },
      ],
    })),
    withDriver(() => ({
      cost: () => [
        {what: 'queries', unit: 'million', quantity: 'unknown', price: 1, currency: 'USD', priceAsOf: 'now'},
      ],
    })),
  ],
  'reads back what it was asked': [
    withDriver(driver =>
      whenThere(driver, thing => ({is: 'there', thing: {...thing, inputs: {...thing.inputs, ttl: 60}}})),
    ),
    withDriver(driver => whenThere(driver, thing => ({is: 'there', thing: {...thing, tags: {}}}))),
  ],
  'gives its id before': [
    withDriver(driver => ({
      async *create(call, inputs) {
        yield {progress: 'writing'}
        return yield* driver.create(call, inputs)
      },
    })),
    withDriver(driver => ({
      async *create(call, inputs) {
        yield* driver.create(call, inputs)
        return {}
      },
    })),
  ],
  'makes one thing of one operation': [
    withDriver(driver => {
      let made = 0
      return {
        create: (call, inputs) =>
          driver.create({...call}, {...inputs, name: `n${(made += 1)}.${inputs['name'] as string}`}),
      }
    }),
  ],
  'is found by its tags': [
    withDriver(() => ({async *find() {}})),
    withDriver(driver => ({find: call => driver.find(call, {})})),
  ],
  'can be removed twice': [
    withDriver(driver => ({
      async *delete(call, id) {
        if ((await driver.read(call, id)).is === 'absent') throw new Error('not found')
        yield* driver.delete(call, id)
      },
    })),
  ],
  'is never believed absent': [
    withDriver(driver => ({
      async read(call, id) {
        const found = await driver.read(call, id)
        return found.is === 'unsure' ? {is: 'absent'} : found
      },
    })),
    withDriver(driver => ({
      async *delete(call, id) {
        try {
          yield* driver.delete(call, id)
        } catch {
          yield {progress: 'it will be gone'}
        }
      },
    })),
    withDriver(driver => ({
      async *find(call, tags) {
        try {
          yield* driver.find(call, tags)
        } catch {
          // An empty list, as if there were nothing.
        }
      },
    })),
  ],
  'changes in place': [
    withDriver(() => ({
      async *update() {
        yield {progress: 'nothing to do'}
        return {}
      },
    })),
  ],
  'keeps its fields through': [
    withDriver(driver => ({
      operations: {
        reset: {
          summary: 'forgets its ttl',
          interrupts: false,
          async *run(call, id) {
            const found = await driver.read(call, id)
            if (found.is === 'there') yield* driver.update(call, id, {...found.thing.inputs, ttl: 30}, [])
            return {}
          },
        },
      },
    })),
  ],
  'stops with the signal': [
    withDriver(driver => ({read: (call, id) => driver.read(deaf(call), id)})),
    withDriver(driver => ({find: (call, tags) => driver.find(deaf(call), tags)})),
    withDriver(driver => ({
      update: (call, id, inputs, changes) => driver.update(deaf(call), id, inputs, changes),
    })),
    withDriver(driver => ({create: (call, inputs) => driver.create(deaf(call), inputs)})),
    withDriver(driver => ({
      async read(call, id) {
        try {
          return await driver.read(call, id)
        } catch {
          return {is: 'unsure', why: 'stopped'}
        }
      },
    })),
  ],
  'begins nothing after its deadline': [
    withDriver(driver => ({
      create: (call, inputs) => driver.create({...call, deadline: call.deadline + 10_000_000}, inputs),
    })),
  ],
  'tells refusals from failures': [
    withDriver(driver => told(driver, ({code}) => (code === 'HTTP 400' ? {retryable: true} : {}))),
    withDriver(driver => told(driver, ({code}) => (code === 'HTTP 403' ? {ambiguous: true} : {}))),
    withDriver(driver => told(driver, ({code}) => (code === 'HTTP 429' ? {retryAfterMs: 2} : {}))),
    withDriver(driver => told(driver, () => ({ambiguous: false}))),
    withDriver(driver => told(driver, () => ({fix: ''}))),
  ],
  'keeps the values of secrets': [
    withDriver((driver, world) => ({
      async *create(call, inputs) {
        world.log(`writing with ${await world.secret('KEY')}`)
        return yield* driver.create(call, inputs)
      },
    })),
    withDriver((driver, world) => ({
      async *create(call, inputs) {
        try {
          return yield* driver.create(call, inputs)
        } catch (error) {
          throw Object.assign(error as Error, {
            request: {password: btoa(unescape(encodeURIComponent(await world.secret('KEY'))))},
          })
        }
      },
    })),
  ],
}

const startOf = (name: string): string | undefined =>
  Object.keys(BREAKERS).find(start => name.replace(`${KIND}: `, '').startsWith(start))

describe('the conformance suite of providers', () => {
  it('passes an honest provider, also where it lacks most kinds', async () => {
    const outcomes = await runProviderConformance(parts(one => one))
    expect(outcomes.filter(({error}) => error !== undefined)).to.deep.equal([])
    expect(outcomes.length).to.be.above(300)
  })

  it('has a breaker for every case, and a case for every breaker', () => {
    const names = providerCases([KIND]).map(({name}) => name)
    expect(names.filter(name => startOf(name) === undefined)).to.deep.equal([])
    expect(Object.keys(BREAKERS).filter(start => !names.some(name => startOf(name) === start))).to.deep.equal(
      [],
    )
  })

  for (const [start, breakers] of Object.entries(BREAKERS))
    for (const [index, broken] of breakers.entries())
      it(`“${start} …” fails who breaks it (${index + 1} of ${breakers.length})`, async () => {
        const outcomes = await runProviderConformance(broken, [KIND])
        const failed = outcomes.filter(({error}) => error !== undefined).map(({name}) => startOf(name))
        expect(failed).to.include(start)
      })
}).timeout(20_000)
