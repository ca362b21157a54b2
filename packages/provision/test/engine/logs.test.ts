import {expect} from 'chai'
import {logs} from '../../src/engine/logs.ts'
import {bucket, deployed, failing, vm} from './a-run.ts'
import {stackOf} from './reference-stack.ts'
import {newWorld, process, viewOf, type World} from './sim-world.ts'

const STACK = stackOf({box: vm(), data: bucket()})

async function linesOf(world: World, name: string, most = 100): Promise<string[]> {
  const {engine} = await process(world)
  const lines: string[] = []
  for await (const line of logs(engine, viewOf(world), name, most)) lines.push(line)
  return lines
}

describe('the logs of a thing', () => {
  let world: World
  beforeEach(async () => {
    world = newWorld()
    await deployed(world, STACK)
    world.cloud.forgetCalls()
  })

  it('are its last lines, and reading them changes nothing', async () => {
    const before = world.disk.snapshot
    expect((await linesOf(world, 'box')).map(line => line.replace(/^\S+ /, ''))).to.deep.equal([
      `compute.vm ${before.resources['box']!.id} is starting`,
      'ready',
    ])
    expect(await linesOf(world, 'box', 1)).to.have.lengthOf(1)
    expect(world.cloud.calls().filter(({mutating}) => mutating)).to.deep.equal([])
    expect(world.disk.snapshot.serial).to.equal(before.serial)
  })

  it('are asked for again where that may help, and no longer than that', async () => {
    world.cloud.turn({rules: [{fault: 'throttled', call: 'logs', times: 2}]})
    expect(await linesOf(world, 'box')).to.have.lengthOf(2)
    world.cloud.turn({rules: [{fault: 'forbidden', call: 'logs'}]})
    world.cloud.forgetCalls()
    expect(await failing(linesOf(world, 'box'))).to.include({code: 'INFER_PROVIDER_REFUSED'})
    expect(world.cloud.calls().filter(({call}) => call === 'logs')).to.have.lengthOf(1)
  })

  it('are of a name that is deployed, and of a kind that writes some', async () => {
    const strange = await failing(linesOf(world, 'bx'))
    expect([strange.code, strange.message]).to.deep.equal([
      'INFER_OPTION',
      'Nothing named "bx" is deployed (deployed: box, data).',
    ])
    expect(strange.suggestions).to.deep.equal(['infer deploy logs box'])
    const silent = await failing(linesOf(world, 'data'))
    expect([silent.code, silent.message]).to.deep.equal([
      'INFER_OPTION',
      'data is a storage.object, which writes no logs here (box does).',
    ])
    expect(silent.suggestions).to.deep.equal(['infer deploy logs box'])
  })
})
