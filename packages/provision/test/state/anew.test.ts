// A state that is begun anew over one that is damaged or gone: wherever it is cut short, it is damage or all of it, and done again it is there.
import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import type {Entry} from '../../src/index.ts'
import {HISTORY, open, row, target} from './a-stack.ts'
import {Crash, crashAt, run, storeOn} from './scripted-run.ts'
import {MODES, type SimulatedDisk, simulatedDisk} from './simulated-disk.ts'

const ROWS = Object.fromEntries(
  ['db', 'net'].map(name => [name, row(name, {status: 'ready', id: `id-${name}`})]),
)
const ANEW: readonly Entry[] = [
  {is: 'about', target, tool: {infer: '2.0.0', providers: {}}},
  {is: 'anew', lineage: 'of the things', serial: 1_800_000_000, rows: ROWS},
]

type Reached = 'nothing' | 'open' | 'anew' | 'written'

async function begun(disk: SimulatedDisk, pid: number, reach: (reached: Reached) => void): Promise<void> {
  const writer = await storeOn({disk, pid}).open('shop', {...open(), anew: true})
  reach('open')
  for (const entry of ANEW) await writer.append(entry)
  reach('anew')
  await writer.compact()
  reach('written')
  await writer.close()
}

/** `new`, `anew` or the code of what is wrong. */
async function reading(disk: SimulatedDisk): Promise<string> {
  try {
    const {snapshot, isNew} = await storeOn({disk, pid: 99}).read('shop')
    if (isNew) return 'new'
    expect(snapshot).to.deep.include({lineage: 'of the things', resources: ROWS, openOps: {}, detached: {}})
    expect(snapshot.serial).to.equal(1_800_000_000)
    return 'anew'
  } catch (error) {
    const code = errorCode(error)
    if (code === undefined) throw error
    return code
  }
}

const STARTS: Readonly<Record<string, () => Promise<SimulatedDisk>>> = {
  async damaged() {
    const disk = simulatedDisk()
    await run({disk, pid: 1, history: HISTORY, acknowledged: () => undefined})
    for (const [path, bytes] of disk.files())
      if (/snapshots|journal/.test(path)) {
        bytes[bytes.length >> 1]! ^= 0x20
        disk.put(path, bytes)
      }
    return disk
  },
  gone: async () => simulatedDisk(),
  async opened() {
    const disk = simulatedDisk()
    await (await storeOn({disk, pid: 1}).open('shop', open())).close()
    return disk
  },
}

describe('a state that is begun anew', () => {
  for (const [start, make] of Object.entries(STARTS))
    it(`over one that is ${start} is damage or whole, wherever it is cut short, and whole when it is done again`, async () => {
      const whole = (await make()).crash('kill')
      await begun(whole, 5, () => undefined)
      expect(await reading(whole)).to.equal('anew')
      let crashes = 0
      for (const mode of MODES)
        for (let point = 1; point <= whole.points; point++) {
          const disk = (await make()).crash('kill', crashAt(point))
          let reached: Reached = 'nothing'
          try {
            await begun(disk, 5, now => (reached = now))
          } catch (error) {
            if (!(error instanceof Crash)) throw error
            crashes++
          }
          const after = disk.crash(mode)
          const said = await reading(after)
          const where = `${mode} at ${point}, ${reached}`
          const may = {
            nothing: start === 'damaged' ? ['INFER_STATE_DAMAGED'] : ['new', 'INFER_STATE_DAMAGED'],
            open: ['INFER_STATE_DAMAGED', 'anew'],
            anew: ['INFER_STATE_DAMAGED', 'anew'],
            written: ['anew'],
          }[reached]
          expect(may, where).to.include(said)
          if (said !== 'anew') await begun(after, 6, () => undefined)
          const next = await storeOn({disk: after, pid: 7}).open('shop', open())
          expect(next.zombieOps, where).to.deep.equal([])
          await next.close()
          expect(await reading(after), where).to.equal('anew')
        }
      expect(crashes).to.be.above(100)
    })

  it('is refused where the state is sound, and where another run holds it', async () => {
    const disk = simulatedDisk()
    await run({disk, pid: 1, history: HISTORY, acknowledged: () => undefined})
    const failing = async () => {
      const error: unknown = await begun(disk, 2, () => undefined).catch((thrown: unknown) => thrown)
      return errorCode(error)
    }
    expect(await failing()).to.equal('INFER_OPTION')
    const writer = await storeOn({disk, pid: 3}).open('shop', open())
    expect(await failing()).to.equal('INFER_STATE_LOCKED')
    writer.check()
    await writer.append({is: 'notify', name: 'store'})
    await writer.close()
  })
}).timeout(120_000)
