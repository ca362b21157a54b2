// Operations: that they are done once, and that what follows from them is done though the run that did them died.
import {expect} from 'chai'
import type {KindDriver} from '@inferloop/contract'
import type {Engine} from '../../src/engine/engine.ts'
import {operateStack} from '../../src/engine/maintain.ts'
import {container, deployed, vm} from './a-run.ts'
import {raced} from './crashes.ts'
import {stackOf} from './reference-stack.ts'
import {KILLED, newWorld, process} from './sim-world.ts'

function withDriver(engine: Engine, driver: KindDriver): Engine {
  const drivers = new Map([...engine.connection.drivers, [driver.kind, driver] as const])
  return {...engine, connection: {...engine.connection, drivers}}
}

describe('an operation', () => {
  it('that says nothing at its end is done once', async () => {
    const world = newWorld()
    await deployed(world, stackOf({box: vm()}))
    const {engine, writer} = await process(world)
    const driver = engine.connection.drivers.get('compute.vm')!
    let ran = 0
    const silent: KindDriver = {
      ...driver,
      operations: {
        restart: {
          summary: 'restart',
          interrupts: true,
          async *run() {
            if (++ran > 3) throw new Error('again and again')
            yield {progress: 'restarting'}
            return undefined as never
          },
        },
      },
    }
    expect(await operateStack(withDriver(engine, silent), writer, 'box', 'restart')).to.deep.equal({})
    expect(ran).to.equal(1)
  })

  it('that rotates a secret restarts what reads it, also when the run was killed', async () => {
    const stack = stackOf({
      pw: {kind: 'security.secret', inputs: {value: {$secret: 'TOKEN'}}},
      api: container({secrets: {PW: 'pw'}}),
    })
    for (let killAt = 1; killAt < 30; killAt++) {
      const world = newWorld()
      await deployed(world, stack)
      const called = (of: string) =>
        world.cloud.calls().filter(({call, kind}) => call === 'operate' && kind === of).length
      const ended = await raced(await process(world, {killAt}), {
        run: ({engine, writer}) => operateStack(engine, writer, 'pw', 'rotate'),
        again: () => Promise.reject(new Error('unused')),
      })
      world.clock.jump(60_000)
      if (ended === KILLED) await deployed(world, stack)
      if (called('security.secret') > 0)
        expect(called('compute.container'), `killed at ${killAt}`).to.be.at.least(1)
      if (ended === undefined) return
    }
    throw new Error('it never came to its end')
  })
})
