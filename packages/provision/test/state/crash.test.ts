// F1: the process or the power goes at any operation of the disk, and again at any operation of the run after it.
import {expect} from 'chai'
import type {Entry} from '../../src/index.ts'
import {HISTORY} from './a-stack.ts'
import {FULL, isMine, PART, proved} from '../proof.ts'
import {Crash, crashAt, positionOf, run, storeOn} from './scripted-run.ts'
import {MODES, type Mode, simulatedDisk} from './simulated-disk.ts'

/** Of one kind, and a kill before the power goes: what the killed run left in the page cache was read and built upon. */
const TWICE: readonly (readonly Mode[])[] = [
  ...MODES.map(mode => [mode, mode] as const),
  ...MODES.slice(1).map(mode => ['kill', mode] as const),
]

/** Runs that crash at these points, one after the other, and one that ends. What fails is said with the points. */
async function survives(
  crashes: readonly number[],
  modes: readonly Mode[],
  history: readonly Entry[],
): Promise<number> {
  const said = `${modes.join(', ')} at ${crashes.join(', ')}`
  let hooks = crashAt(crashes[0] ?? 0)
  let disk = simulatedDisk(hooks)
  let reached = 0
  let crashed = 0
  let lineage: string | undefined
  for (let pid = 1; ; pid++) {
    const asked = reached
    let first = true
    try {
      const snapshot = await run({
        disk,
        pid,
        history,
        acknowledged(_, position) {
          // What was acknowledged is there, and of what was asked for but not acknowledged at most one.
          if (first && (position < asked || position > asked + 1))
            expect.fail(`${position} of ${asked}, ${said}`)
          first = false
          reached = position
        },
      })
      if (positionOf(snapshot, history) !== history.length) expect.fail(`not the end, ${said}`)
      if (!hooks.dead) return crashed
      throw new Crash('while it closed')
    } catch (error) {
      if (!(error instanceof Crash)) throw new Error(said, {cause: error})
      crashed++
      hooks = crashAt(crashes[pid] ?? 0)
      disk = disk.crash(modes[pid - 1] ?? 'kill', hooks)
      const seen = (await storeOn({disk: disk.crash('kill'), pid: pid + 1}).read('shop')).snapshot
      if (reached > 0 && lineage !== undefined && seen.lineage !== lineage) expect.fail('another lineage')
      if (reached > 0) lineage = seen.lineage
    }
  }
}

async function pointsOf(history: readonly Entry[]): Promise<number> {
  const disk = simulatedDisk()
  await run({disk, pid: 1, history, acknowledged: () => undefined})
  return disk.points
}

describe('a crash (F1)', () => {
  for (const mode of MODES)
    it(`at any operation loses and invents nothing: ${mode}`, async () => {
      const points = await pointsOf(HISTORY)
      let crashed = 0
      for (let point = 1; point <= points; point++) crashed += await survives([point], [mode], HISTORY)
      expect(crashed).to.equal(points)
      expect(points).to.be.above(100)
      if (PART === 1) proved('memory', {'single crashes': points})
    })

  it(`at any two operations loses and invents nothing${FULL ? '' : ' (of some pairs)'}`, async function () {
    this.timeout(3_600_000)
    let pairs = 0
    let crashed = 0
    for (const modes of TWICE) {
      const mixed = modes[0] !== modes[1]
      const history = HISTORY.slice(0, FULL || !mixed ? 7 : 2)
      const points = await pointsOf(history)
      for (let first = 1; first <= points; first += FULL || mixed ? 1 : 11)
        for (let second = 1; second <= points; second += FULL ? 1 : 7) {
          if (!isMine(first + second)) continue
          crashed += await survives([first, second], modes, history)
          pairs++
        }
    }
    proved('memory', {'double crashes': pairs})
    expect(crashed).to.be.above(pairs)
  })
})
