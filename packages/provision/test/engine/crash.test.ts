import {expect} from 'chai'
import {crash, scenes, type Scene} from './crashes.ts'
import {SOUND} from './judge.ts'
import {FULL, isMine, PART, proved} from '../proof.ts'

/** Pairs of each scene in the short form. */
const SAMPLED = 12

describe('a run killed at any point', function () {
  this.timeout(FULL ? 0 : 120_000)
  let all: readonly Scene[]

  before(async () => {
    all = await scenes()
  })

  for (const [index, name] of [
    'create',
    'update',
    'replace',
    'destroy',
    'rollback of an update',
    'rollback of half a replacement',
  ].entries()) {
    it(`${name}: killed once anywhere, the next run ends it with each thing there once`, async () => {
      const scene = all[index]!
      expect(scene.name).to.equal(name)
      let count = 0
      for (let point = 1; point <= scene.points; point++)
        for (const late of FULL ? [false, true] : [point % 2 === 0]) {
          if (!isMine(point)) continue
          count++
          expect(
            await crash(scene, [point], late),
            `killed at ${point} of ${scene.points}, late ${late}`,
          ).to.deep.equal(SOUND)
        }
      proved('crash', {...(PART === 1 ? {points: scene.points} : {}), 'single kills': count})
    })

    it(`${name}: killed twice, the third run ends it`, async () => {
      const scene = all[index]!
      const pairs = FULL ? everyPair(scene.points) : somePairs(scene.points)
      let count = 0
      let mine = 0
      for (const [first, second] of pairs) {
        if (!isMine(count++)) continue
        mine++
        const late = (first + second) % 2 === 0
        expect(await crash(scene, [first, second], late), `killed at ${first} and ${second}`).to.deep.equal(
          SOUND,
        )
      }
      proved('crash', {'double kills': mine})
    })
  }
})

/** A recovery passes fewer points than the whole; beyond its end a pair is a single crash. */
function* everyPair(points: number): Generator<readonly [number, number]> {
  for (let first = 1; first <= points; first++)
    for (let second = 1; second <= points - first + 12; second++) yield [first, second]
}

function somePairs(points: number): readonly (readonly [number, number])[] {
  return Array.from({length: SAMPLED}, (_, i) => {
    const first = 1 + ((i * 37 + 11) % points)
    return [first, 1 + ((i * 53 + 5) % Math.max(1, points - first + 12))] as const
  })
}
