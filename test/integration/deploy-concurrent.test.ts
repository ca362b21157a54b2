// Two runs of the real command on one stack: one of them at a time, a stopped holder is believed, a killed one is not.
import {expect} from 'chai'
import {setTimeout as pause} from 'node:timers/promises'
import {CASES, faultsAfterRerun, LATER_MS, well} from '../deploy-cases.ts'
import {faultsAgainst, shapeIn} from '../deploy-verdict.ts'
import {deployWorld, type DeployRan, type DeployWorld} from '../deploy-world.ts'

const DESTROY = CASES.destroy.words

/** A run that has taken the lock and waits for its cloud. */
async function slowRun(
  world: DeployWorld,
  words: readonly string[] = ['--yes'],
): Promise<{readonly pid: number; readonly ended: Promise<DeployRan>}> {
  world.cloud.forgetCalls()
  world.cloud.turn({latencyMs: 150})
  let pid = 0
  const ended = world.deploy(words, {onStart: started => (pid = started)})
  while (!world.cloud.calls().some(({mutating}) => mutating)) await pause(20)
  return {pid, ended}
}

const hurry = ({cloud}: DeployWorld): void => cloud.turn({latencyMs: 0})

describe('two runs of infer deploy on one stack', function () {
  this.timeout(60_000)
  let world: DeployWorld

  beforeEach(async () => {
    world = await deployWorld()
  })
  afterEach(() => world.close())

  for (const [name, words] of [
    ['a second deployment', ['--yes']],
    ['a removal', DESTROY],
  ] as const)
    it(`refuses ${name} meanwhile, with who, what and since when`, async () => {
      const {pid, ended} = await slowRun(world)
      const second = await world.deploy(words)
      hurry(world)
      expect(second.status, second.stderr).to.equal(5)
      expect(second.stderr).to.include('INFER_STATE_LOCKED').and.include('infer deploy')
      expect(second.stderr.replaceAll(/\s+›\s+|\s+/g, ' ')).to.match(
        new RegExp(`process ${pid}\\b.* ago|${pid}.*since`),
      )
      well(await ended)
      expect(await faultsAgainst(world, await shapeIn(world))).to.deep.equal([])
    })

  it('has the second wait with --lock-wait', async () => {
    const {ended} = await slowRun(world)
    const second = world.deploy([...DESTROY, '--lock-wait', '1m'])
    await pause(1500)
    hurry(world)
    well(await ended)
    well(await second)
    expect(world.cloud.things()).to.deep.equal([])
  })

  it('believes a holder that was stopped, and lets it end', async () => {
    const {pid, ended} = await slowRun(world)
    process.kill(pid, 'SIGSTOP')
    const second = await world.deploy(['--yes'])
    process.kill(pid, 'SIGCONT')
    hurry(world)
    expect(second.status, second.stderr).to.equal(5)
    expect(second.stderr).to.include('INFER_STATE_LOCKED')
    well(await ended)
    const wanted = await shapeIn(world)
    expect(await faultsAfterRerun(world, ['--yes'], wanted, {})).to.deep.equal([])
  })

  it('takes over at once from a holder that was killed', async () => {
    const {pid, ended} = await slowRun(world)
    process.kill(pid, 'SIGKILL')
    await ended
    hurry(world)
    const begun = performance.now()
    const second = await world.deploy(['--yes'], {laterMs: LATER_MS})
    well(second)
    expect(performance.now() - begun).to.be.below(15_000)
    const wanted = await shapeIn(world)
    expect(wanted.cloud).to.have.length(20)
    expect(await faultsAgainst(world, wanted)).to.deep.equal([])
  })

  it('begins with several at once, and one of them makes everything once', async () => {
    const runs = await Promise.all([1, 2, 3].map(() => world.deploy(['--yes', '--lock-wait', '1m'])))
    for (const run of runs) well(run)
    expect(world.cloud.things()).to.have.length(20)
    expect(world.cloud.calls().filter(({call, status}) => call === 'create' && status < 300)).to.have.length(
      20,
    )
    expect(await faultsAgainst(world, await shapeIn(world))).to.deep.equal([])
  })
})
