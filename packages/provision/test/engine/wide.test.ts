// A stack of 500 resources of one class. How many seconds it takes says bench/deploy-speed.mjs.
import {expect} from 'chai'
import {driftOfStack, planStack, refreshStack} from '@inferloop/provision'
import {container, deployed, said} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process, viewOf, type Process, type World} from './sim-world.ts'

const COUNT = 500
const LATENCY_MS = 50
/** LIMITS.reads */
const AT_ONCE = 20

const stack = (replicas: number) =>
  stackOf(Object.fromEntries(Array.from({length: COUNT}, (_, i) => [`box-${i}`, container({replicas})])))

const callsOf = (world: World, call: string) => world.cloud.calls().filter(one => one.call === call).length

describe('a wide stack', function () {
  this.timeout(60_000)
  let world: World
  before(async () => {
    world = newWorld({quota: COUNT})
    await deployed(world, stack(1))
    world.cloud.turn({latencyMs: LATENCY_MS})
  })
  beforeEach(() => world.cloud.forgetCalls())

  it('is planned from what is remembered with one call, that of who asks', async () => {
    const {engine} = await process(world)
    world.cloud.forgetCalls()
    expect(said((await planStack(engine, viewOf(world), stack(2))).steps)).to.have.lengthOf(COUNT)
    expect(world.cloud.calls().map(({call}) => call)).to.deep.equal(['account'])
  })

  for (const [what, look] of [
    ['refreshed', ({engine, writer}: Process) => refreshStack(engine, writer)],
    ['compared', ({engine}: Process) => driftOfStack(engine, viewOf(world), stack(1))],
  ] as const)
    it(`is ${what} with one read each, as many at once as may be`, async () => {
      const before = world.clock.now()
      await look(await process(world))
      expect(callsOf(world, 'read')).to.equal(COUNT)
      const others = world.cloud.calls().length - COUNT
      expect(world.clock.now() - before).to.equal((COUNT / AT_ONCE + others) * LATENCY_MS)
      expect(world.cloud.calls().filter(({mutating}) => mutating)).to.deep.equal([])
    })
})
