import {FAULTS} from '../../../../plugins/provider-sandbox/src/index.ts'
import {InferError} from '@inferloop/contract'
import {expect} from 'chai'
import {raced, scenes, type Scene} from './crashes.ts'
import {judge, SOUND} from './judge.ts'
import {process, worldFrom} from './sim-world.ts'
import {FULL, isMine, proved} from '../proof.ts'

/** In the short form each fault strikes every so many calls. */
const STRIDE = FULL ? 1 : 41

describe('a cloud that fails', function () {
  this.timeout(FULL ? 0 : 120_000)
  let all: readonly Scene[]

  before(async () => {
    all = await scenes()
  })

  for (const [index, name] of ['create', 'update', 'replace', 'destroy', 'rollback of an update'].entries())
    for (const fault of FAULTS)
      it(`${name}: ${fault} at any call ends in success or a named error, and the next run ends it`, async () => {
        const scene = all[index]!
        const calls = await callsOf(scene)
        let named = 0
        let struck = 0
        for (let call = 0; call < calls; call += STRIDE) {
          if (!isMine(call / STRIDE)) continue
          struck++
          const world = worldFrom(scene.start)
          const run = await process(world)
          world.cloud.turn({rules: [{fault, after: call, times: 1}]})
          const ended = await raced(run, scene)
          if (ended !== undefined) {
            expect(ended, `call ${call}: ${String((ended as Error).stack)}`).to.be.instanceOf(InferError)
            expect((ended as InferError).suggestions).to.not.deep.equal([])
            named++
          }
          world.cloud.turn({rules: []})
          const again = await raced(await process(world), scene)
          expect(
            again,
            `after ${fault} at call ${call}: ${String((again as Error | undefined)?.stack)}`,
          ).to.equal(undefined)
          const verdict = judge(world, await scene.again(await process(world), world))
          expect(verdict, `${fault} at call ${call} of ${calls}`).to.deep.equal(SOUND)
        }
        proved('faults', {'faulty calls': struck, 'named errors': named})
      })
})

async function callsOf(scene: Scene): Promise<number> {
  const world = worldFrom(scene.start)
  const run = await process(world)
  world.cloud.forgetCalls()
  await scene.run(run)
  return world.cloud.calls().length
}
