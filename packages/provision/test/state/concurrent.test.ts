// F7: runs that overlap, are paused, sleep, die, and lose their lock file, in seeded schedules, in a folder and in an object store.
import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import {
  localStorage,
  objectStorage,
  openState,
  type StackWriter,
  type Storage,
  TIMING,
} from '../../src/index.ts'
import {FULL, isMine, PARTS, proved} from '../proof.ts'
import {folder, simulatedDisk} from './simulated-disk.ts'
import {simulatedObjects} from './simulated-objects.ts'
import {type Process, simulatedWorld, type World} from './simulated-world.ts'

const SEEDS = FULL ? 10_000 : 500
const NEVER = new AbortController().signal

interface Acknowledged {
  readonly name: string
  readonly epoch: number
  readonly asked: number
  readonly at: number
}

interface History {
  readonly acknowledged: Acknowledged[]
  readonly opened: number[]
  stale: number
  robbed: number
  taken: number
  fenced: number
}

type StorageOf = (process: Process) => Storage

function inFolder(): {storageOf: StorageOf; removeLocks: () => void} {
  const root = folder()
  const plain = simulatedDisk({}, root)
  return {
    storageOf(process) {
      let files = 0
      const disk = simulatedDisk({before: () => process.turn()}, root)
      return localStorage('/deploy', disk, () => `p${process.pid}-${++files}`, 64)
    },
    removeLocks() {
      for (const path of plain.files().keys()) if (path.includes('/lock/')) plain.put(path, undefined)
    },
  }
}

function inObjects(world: World): {storageOf: StorageOf; removeLocks: () => void} {
  const objects = new Map<string, Uint8Array>()
  return {
    storageOf: process =>
      objectStorage(
        simulatedObjects(objects, {
          async before() {
            await process.turn()
            if (world.random() < 0.02) throw new Error('socket hang up')
          },
        }),
        process.clock,
        NEVER,
      ),
    removeLocks() {
      for (const name of objects.keys()) if (name.includes('/lock/')) objects.delete(name)
    },
  }
}

async function schedule(seed: number): Promise<History> {
  const world = simulatedWorld(seed)
  const place = seed % 2 === 0 ? inFolder() : inObjects(world)
  const removesLocks = world.random() < 0.2
  const history: History = {acknowledged: [], opened: [], stale: 0, robbed: 0, taken: 0, fenced: 0}
  const holders = new Map<Process, StackWriter>()
  const failures: unknown[] = []
  const storeOf = (process: Process) =>
    openState({
      storage: place.storageOf(process),
      clock: process.clock,
      self: process.self,
      newId: () => `run-${process.pid}`,
      timing: {...TIMING, pollMs: 8000},
    })

  const stillThinksItHolds = (writer: StackWriter): boolean => {
    try {
      writer.check()
      return true
    } catch {
      return false
    }
  }

  async function oneRun(process: Process): Promise<void> {
    const {clock} = process
    await clock.sleep(Math.floor(world.random() * 120_000), NEVER)
    const waitMs = Math.floor(world.random() * 400_000)
    const writer = await storeOf(process).open('shop', {command: 'apply', waitMs, signal: NEVER})
    history.opened.push(writer.epoch)
    for (const [other, held] of holders)
      if (!other.dead && held.epoch < writer.epoch) {
        history.taken++
        if (!removesLocks && stillThinksItHolds(held)) history.robbed++
      }
    holders.set(process, writer)
    try {
      for (let at = 1; at <= 5; at++) {
        writer.check()
        const name = `e${process.pid}-${at}`
        const asked = world.time
        await writer.append({is: 'notify', name, reason: 'x'})
        if (history.opened.some(epoch => epoch > writer.epoch)) history.stale++
        history.acknowledged.push({name, epoch: writer.epoch, asked, at: world.time})
        await clock.sleep(Math.floor(world.random() * 8000), NEVER)
        if (world.random() < 0.2) await writer.compact()
      }
    } finally {
      holders.delete(process)
      await writer.close()
    }
  }

  const count = 2 + Math.floor(world.random() * 7)
  for (let at = 0; at < count; at++)
    oneRun(world.start(Math.floor((world.random() - 0.5) * 30_000))).catch((error: unknown) => {
      if (errorCode(error) === 'INFER_STATE_FENCED') history.fenced++
      else if (errorCode(error) !== 'INFER_STATE_LOCKED') failures.push(error)
    })
  await world.run(false, () => {
    if (removesLocks && world.random() < 0.003) place.removeLocks()
  })

  const last = world.start(0)
  let final: Readonly<Record<string, {readonly since: number}>> = {}
  storeOf(last)
    .open('shop', {command: 'apply', waitMs: 1_000_000, signal: NEVER})
    .then(writer => {
      final = writer.view().snapshot.notify
      history.opened.push(writer.epoch)
      return writer.close()
    })
    .catch((error: unknown) => failures.push(error))
  await world.run(true)
  if (failures.length > 0) throw new Error(`seed ${seed}`, {cause: failures[0]})
  if (history.opened.length === 0) throw new Error(`seed ${seed}: nobody ever opened it`)
  judge(seed, history, final)
  return history
}

function judge(
  seed: number,
  history: History,
  final: Readonly<Record<string, {readonly since: number}>>,
): void {
  const {acknowledged, opened, stale, robbed} = history
  const said = {
    stale,
    robbed,
    lost: acknowledged.filter(({name}) => final[name] === undefined).length,
    epochsTwice: opened.length - new Set(opened).size,
    epochsBack: Math.max(...opened) === opened.at(-1) ? 0 : 1,
    outOfOrder: acknowledged.filter(one =>
      acknowledged.some(
        other => other.at < one.asked && (final[other.name]?.since ?? 0) >= (final[one.name]?.since ?? 0),
      ),
    ).length,
  }
  expect({seed, ...said}).to.deep.equal({
    seed,
    stale: 0,
    robbed: 0,
    lost: 0,
    epochsTwice: 0,
    epochsBack: 0,
    outOfOrder: 0,
  })
}

describe('runs at the same time (F7)', () => {
  it(`never write past each other, in ${SEEDS} schedules`, async function () {
    this.timeout(3_600_000)
    const all = {schedules: 0, runs: 0, entries: 0, taken: 0, fenced: 0}
    for (let seed = 1; seed <= SEEDS; seed++) {
      if (!isMine(seed)) continue
      all.schedules++
      const {acknowledged, opened, taken, fenced} = await schedule(seed)
      all.runs += opened.length
      all.entries += acknowledged.length
      all.taken += taken
      all.fenced += fenced
    }
    const {schedules, runs, entries, taken, fenced} = all
    proved('concurrent', {schedules, runs, entries, 'locks taken over': taken, 'runs stopped': fenced})
    expect(taken).to.be.above(SEEDS / PARTS / 20)
    expect(fenced).to.be.above(SEEDS / PARTS / 20)
  })
})
