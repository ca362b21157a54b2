// F8: every byte of every file changed, every file cut at every length, emptied and removed. The state is refused or as it was, never less.
import {errorCode} from '@inferloop/contract'
import {expect} from 'chai'
import {SCHEMA, type Snapshot} from '../../src/index.ts'
import {checkedLine} from '../../src/state/checked-line.ts'
import {HISTORY, open} from './a-stack.ts'
import {FULL, isMine, proved} from '../proof.ts'
import {positionOf, run, storeOn} from './scripted-run.ts'
import {type SimulatedDisk, simulatedDisk} from './simulated-disk.ts'

const REFUSED = ['INFER_STATE_DAMAGED', 'INFER_STATE_VERSION']
const STEP = FULL ? 1 : 13

/** Two runs that ended, the second with entries after its snapshot; or a third that was killed while it wrote. */
async function aState(killed: boolean): Promise<{disk: SimulatedDisk; before: Snapshot}> {
  const disk = simulatedDisk()
  await run({disk, pid: 1, history: HISTORY.slice(0, 5), acknowledged: () => undefined})
  const store = storeOn({disk, pid: 2})
  const writer = await store.open('shop', open())
  for (const entry of HISTORY.slice(5, 9)) await writer.append(entry)
  await writer.compact()
  for (const entry of HISTORY.slice(9)) await writer.append(entry)
  if (!killed) await writer.close()
  return {disk, before: (await store.read('shop')).snapshot}
}

/** What reading says: the code, `same`, or how far in the history it is. */
async function reading(disk: SimulatedDisk, before: Snapshot): Promise<string> {
  try {
    const {snapshot, isNew} = await storeOn({disk, pid: 3}).read('shop')
    if (JSON.stringify(snapshot) === JSON.stringify(before)) return 'same'
    return isNew ? 'empty' : `at ${positionOf(snapshot, HISTORY)}`
  } catch (error) {
    return errorCode(error) ?? String(error)
  }
}

function* spoilt(bytes: Buffer): Generator<{how: string; bytes: Buffer | undefined}> {
  yield {how: 'removed', bytes: undefined}
  for (let at = (bytes.length - 1) % STEP; at < bytes.length; at += STEP) {
    yield {how: `cut at ${at}`, bytes: bytes.subarray(0, at)}
    for (const bit of FULL || at === bytes.length - 1 ? [1, 2, 4, 8, 16, 32, 64, 128] : [1, 32]) {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ bit
      yield {how: `bit ${bit} of ${at}`, bytes: changed}
    }
  }
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) {
    const next = bytes.indexOf(10, at + 1)
    yield {how: `cut after the line at ${at}`, bytes: bytes.subarray(0, at + 1)}
    if (next > 0) {
      yield {
        how: `line at ${at} left out`,
        bytes: Buffer.concat([bytes.subarray(0, at + 1), bytes.subarray(next + 1)]),
      }
      const twice = [bytes.subarray(0, next + 1), bytes.subarray(at + 1)]
      yield {how: `line at ${at} doubled`, bytes: Buffer.concat(twice)}
    }
  }
}

describe('a damaged state (F8)', () => {
  it('of runs that ended is refused, or read as it was', async function () {
    this.timeout(3_600_000)
    const {disk, before} = await aState(false)
    let refused = 0
    let same = 0
    for (const [path, bytes] of disk.files()) {
      if (path.endsWith('/spare')) continue
      let at = 0
      for (const {how, bytes: bad} of spoilt(Buffer.from(bytes))) {
        if (!isMine(at++)) continue
        disk.put(path, bad)
        const said = await reading(disk, before)
        if (REFUSED.includes(said)) refused++
        else if (said === 'same') same++
        else expect.fail(`${path} ${how}: ${said}`)
      }
      disk.put(path, bytes)
    }
    proved('damage', {'damaged states': refused + same, refused, 'read as they were': same})
    expect(refused).to.be.above(same / 10)
    expect(await reading(disk, before)).to.equal('same')
  })

  it('of a run that was killed lacks at most the end of its journal', async function () {
    this.timeout(3_600_000)
    const {disk, before} = await aState(true)
    const seen = new Map<string, number>()
    for (const [path, bytes] of disk.files()) {
      if (path.endsWith('/spare')) continue
      let at = 0
      for (const {how, bytes: bad} of spoilt(Buffer.from(bytes))) {
        if (!isMine(at++)) continue
        disk.put(path, bad)
        const said = await reading(disk, before)
        seen.set(said, (seen.get(said) ?? 0) + 1)
        const shorter =
          said.startsWith('at ') &&
          said !== 'at -1' &&
          path.endsWith('2.ndjson') &&
          /^cut|left out$/.test(how)
        if (!REFUSED.includes(said) && said !== 'same' && !shorter) expect.fail(`${path} ${how}: ${said}`)
      }
      disk.put(path, bytes)
    }
    proved('damage', {
      'damaged states of a killed run': [...seen.values()].reduce((sum, count) => sum + count, 0),
    })
  })

  it('is never taken for a new one while any file of another kind is left', async () => {
    const {disk, before} = await aState(false)
    const all = new Map([...disk.files()].filter(([path]) => !path.endsWith('/spare')))
    for (const kept of ['/lock/', '/journal/', '/snapshots/']) {
      for (const path of all.keys()) disk.put(path, path.includes(kept) ? all.get(path) : undefined)
      expect(REFUSED, kept).to.include(await reading(disk, before))
      for (const path of all.keys()) disk.put(path, path.includes(kept) ? undefined : all.get(path))
      expect([...REFUSED, 'same'], `without ${kept}`).to.include(await reading(disk, before))
    }
  })

  it('keeps every run away, says what is wrong, and is left as it is', async () => {
    const {disk} = await aState(false)
    const journal = [...disk.files().keys()].find(path => path.endsWith('journal/2.ndjson')) ?? ''
    const lines = (disk.files().get(journal) ?? Buffer.alloc(0)).toString()
    disk.put(journal, Buffer.from(lines.replace('op-gone', 'op-g0ne')))
    const files = () =>
      [...disk.files()]
        .filter(([path]) => !path.includes('/lock/'))
        .map(([path, bytes]) => path + bytes.toString())
    const before = files()
    for (const pid of [3, 4]) {
      const error: unknown = await storeOn({disk, pid})
        .open('shop', open())
        .catch((thrown: unknown) => thrown)
      expect(errorCode(error)).to.equal('INFER_STATE_DAMAGED')
      expect((error as Error).message).to.match(/line \d+ of journal\/2\.ndjson is wrong/)
      expect((error as {suggestions?: string[]}).suggestions?.join()).to.contain('infer deploy recover')
      expect(await storeOn({disk, pid}).holder('shop')).to.equal(undefined)
    }
    expect(files()).to.deep.equal(before)
  })

  it('of a newer schema is refused as such', async () => {
    const {disk} = await aState(false)
    const newest = [...disk.files().keys()].filter(path => path.includes('/snapshots/2-')).at(-1) ?? ''
    const file = JSON.parse((disk.files().get(newest) ?? '').toString()) as {b: {snapshot: {schema: number}}}
    file.b.snapshot.schema = SCHEMA + 1
    disk.put(newest, Buffer.from(checkedLine(file.b, newest.replace('/deploy/shop/', '')).text))
    expect(await reading(disk, file.b.snapshot as Snapshot)).to.equal('INFER_STATE_VERSION')
  })
})
